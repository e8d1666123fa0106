import { describe, expect, test } from '@jest/globals';
import type { SourceTree } from '../../src/load/source-file.js';
import { locate, readPolicies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';
import { base } from './base.js';

/** One mistake: in `file` of the base, `from` (which stands there once) becomes `to`. */
export interface Slip {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Everything found, as `FILE:LINE:COLUMN code` and ` → hint`; a warning begins with `warning`. */
  readonly found: readonly string[];
}

export function findsOnly(title: string, slips: readonly Slip[]): void {
  describe(title, () => {
    test.each(slips)('$name', async ({ file, from, to, found }) => {
      expect(await findingsIn(treeOf(Object.entries({ ...base, [file]: changed(file, from, to) })))).toEqual(found);
    });
  });
}

/** All findings of a policy root, at line and column. */
export async function findingsIn(tree: SourceTree): Promise<readonly string[]> {
  const { diagnostics } = await readPolicies(tree, asOf);
  const position = await locate(
    tree,
    diagnostics.map(({ at }) => at),
  );
  return diagnostics.map(({ code, severity, hint, at }) => {
    const { file, line, column } = position(at);
    return `${severity === 'warning' ? 'warning ' : ''}${file}:${String(line)}:${String(column)} ${code}${hint === undefined ? '' : ` → ${hint}`}`;
  });
}

export function changed(file: string, from: string, to: string): string {
  const parts = (base[file] ?? '').split(from);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(from)} does not stand exactly once in ${file}`);
  return parts.join(to);
}
