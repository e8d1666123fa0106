import { compilePolicies, readPolicies, type Compiled } from '../../src/pipeline.js';
import { treeOf } from './tree.js';

/** The day all tests compile for unless they say otherwise. */
export const asOf = '2026-11-21';

/** Compiles files that must be valid; what is wrong with them fails the test. */
export async function compiled(files: Iterable<readonly [path: string, text: string]>, day = asOf): Promise<Compiled> {
  const policies = await readPolicies(treeOf(files), day);
  const result = compilePolicies(policies);
  if (result === undefined) {
    const errors = policies.diagnostics.filter(({ severity }) => severity === 'error');
    throw new Error(`The policies of the test are invalid: ${JSON.stringify(errors, null, 1)}`);
  }
  return result;
}

/** The cells as `matrix --format tsv` prints them, without line ends. */
export function lines({ matrix }: Compiled): readonly string[] {
  return Array.from(matrix.cells(), ({ subject, resource, permission, verdict }) => [subject, resource, permission, verdict].join('\t'));
}
