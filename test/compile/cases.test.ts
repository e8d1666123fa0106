import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compilePolicies, readPolicies } from '../../src/pipeline.js';
import { treeFrom } from '../support/tree.js';

const cases = resolve('../shared/cases');
const asOf = '2026-11-21';

async function cellsOf(folder: string): Promise<string> {
  const policies = await readPolicies(treeFrom(join(folder, 'policies')), asOf);
  const compiled = compilePolicies(policies);
  if (compiled === undefined)
    throw new Error(
      JSON.stringify(
        policies.diagnostics.filter(({ severity }) => severity === 'error'),
        null,
        1,
      ),
    );
  return Array.from(compiled.matrix.cells(), (cell) => `${cell.subject}\t${cell.resource}\t${cell.permission}\t${cell.verdict}\n`).join('');
}

const found = existsSync(cases) ? readdirSync(cases).filter((name) => name.startsWith('case-')) : [];
if (found.length === 0) console.warn('SKIPPED: the shared cases are not here.');

(found.length === 0 ? describe.skip : describe)('the shared cases', () => {
  test.each(found)('%s: the matrix has exactly the expected cells, before and after', async (name) => {
    for (const side of ['before', 'after']) {
      expect(await cellsOf(join(cases, name, side))).toBe(readFileSync(join(cases, name, `${side}.tsv`), 'utf8'));
    }
  });
});
