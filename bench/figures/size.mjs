import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { most } from '../goal.mjs';
import { runApart, timeProcess } from '../measure.mjs';
import { bytesIn } from './whole-process.mjs';

const program = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));

/** What the compiled matrix weighs, on disk and in memory, beside the YAML it comes from. */
export function measureSize({ folder, size, scratch }) {
  const artifact = join(scratch, 'artifact');
  timeProcess({ args: [program, 'compile', '--no-cache', '--quiet', '--as-of', '2026-11-21', '--out', artifact], cwd: folder });
  const yaml = bytesIn(join(folder, 'policies'));
  const disk = readFileSync(artifact).length;
  const { bytes: memory } = runApart('figures/matrix-memory.mjs', [artifact], { flags: ['--expose-gc'] });
  rmSync(artifact);
  const row = (what, bytes, limit) => ({
    what,
    value: bytes / 1e6,
    unit: 'MB',
    ratio: bytes / yaml,
    beside: 'the YAML',
    goals: size === 'XL' ? [most(bytes / yaml, limit, '×')] : [],
  });
  return [
    { what: 'the YAML', value: yaml / 1e6, unit: 'MB' },
    row('artifact on disk', disk, 0.2),
    row('matrix in memory, loaded from it and asked', memory, 0.8),
  ];
}
