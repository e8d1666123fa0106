import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { diffMatrices } from '../../src/diff/access-change.js';
import type { Matrix } from '../../src/matrix/matrix.js';
import type { Compiled } from '../../src/pipeline.js';
import { compileAsText, compileDocuments, documentsOf, expectedOf, isHere, Naming, stepsOf } from '../support/kubernetes-org.js';

if (!isHere) console.warn('SKIPPED: the history of a real organisation is not here.');

const histories = ['series', 'far'] as const;

// A skipped block is still run through to find its tests, and here that needs the history.
if (!isHere) test.skip('the history of a real organisation is not here', () => undefined);

(isHere ? describe : () => undefined)('the history of a real organisation', () => {
  describe.each(histories)('%s', (label) => {
    const naming = new Naming();
    const steps = stepsOf(label);
    const { commits, pairs } = expectedOf(label);
    // Each step is compared with the one before, so the last one is worth keeping.
    let last: { readonly index: number; readonly step: Compiled } | undefined;

    function compiledStep(index: number): Compiled {
      if (last?.index !== index) last = { index, step: compileDocuments(documentsAt(index)) };
      return last.step;
    }

    function documentsAt(index: number): readonly object[] {
      const step = steps[index];
      if (step === undefined) throw new Error(`There is no step ${String(index)}.`);
      return documentsOf(step.model, naming);
    }

    test('has every step that is expected, and something to expect', () => {
      expect(steps.map(({ sha }) => sha)).toEqual(commits.map(({ sha }) => sha));
      expect(steps.length).toBeGreaterThanOrEqual(label === 'series' ? 61 : 10);
      expect(pairs.map(({ from, to }) => [from, to])).toEqual(commits.slice(1).map(({ sha }, index) => [commits[index]?.sha, sha]));
    });

    // Who gained and lost what is held against the expectation at every step, and so is the number of all cells; what follows from these
    // for the cells themselves is listed, cell by cell, at every sixth step, the first and the last.
    test.each(steps.map((_, index) => index))('step %i: who can do what, and who gained and lost it since the step before', (index) => {
      const before = index === 0 ? undefined : compiledStep(index - 1);
      const { matrix } = compiledStep(index);
      if (isListed(index)) {
        const { users = 0, ...expected } = commits[index] ?? {};
        const { cells, sha256, reached } = summarise(matrix, naming);
        expect({ cells, sha256 }).toEqual(only(expected, ['cells', 'sha256']));
        // Nothing besides: two products for each person, and what any level on a resource needs.
        expect(matrix.counts).toMatchObject({ people: users, cells: cells + 2 * users + reached });
      }
      if (before === undefined) return;
      const pair = pairs[index - 1];
      const { more, ...changed } = changes(before.matrix, matrix, naming);
      expect(changed).toEqual(only(pair ?? {}, ['gained', 'gained_sha256', 'lost', 'lost_sha256']));
      expect(matrix.counts).toMatchObject({ people: commits[index]?.users, cells: before.matrix.counts.cells + more });
      expect(before.matrix.digest === matrix.digest).toBe(pair?.gained === 0 && pair.lost === 0 && sameUsers(index));
    });

    function isListed(index: number): boolean {
      return index % 6 === 0 || index === steps.length - 1;
    }

    function sameUsers(index: number): boolean {
      const [before = [], after = []] = [steps[index - 1], steps[index]].map((step) => step?.model.users.map(({ id }) => id).sort());
      return before.join() === after.join();
    }

    // Equal digests are equal cells, and those of these steps are listed above.
    const written = label === 'series' ? [0, 6, 18, 30, 42, 54, steps.length - 1] : [0, steps.length - 1];
    test.each(written)('step %i, written as YAML files, means the same', async (index) => {
      expect(isListed(index)).toBe(true);
      const { matrix } = await compileAsText(documentsAt(index));
      expect(matrix.digest).toBe(compiledStep(index).matrix.digest);
      expect(matrix.counts).toEqual(compiledStep(index).matrix.counts);
    });
  });
});

/** Number and sha256 of the sorted lines, and how many pairs of person and resource have any. */
function summarise(matrix: Matrix, naming: Naming): { readonly cells: number; readonly sha256: string; readonly reached: number } {
  const hash = createHash('sha256');
  let cells = 0;
  let reached = 0;
  for (const subject of matrix.subjects) {
    const lines: string[] = [];
    let resource = '';
    for (const cell of matrix.cellsOf(subject)) {
      const line = naming.line(cell);
      if (line === undefined) continue;
      lines.push(line);
      if (cell.resource !== resource) reached++;
      resource = cell.resource;
    }
    cells += lines.length;
    // Plain ASCII: the order of UTF-16 units is that of bytes.
    hash.update(lines.sort().join(''));
  }
  return { cells, sha256: hash.digest('hex'), reached };
}

/** What was gained and lost in the lines of the expectation, and how many more cells of any sort there are. */
function changes(
  before: Matrix,
  after: Matrix,
  naming: Naming,
): Record<'gained' | 'gained_sha256' | 'lost' | 'lost_sha256', unknown> & { readonly more: number } {
  const gained: string[] = [];
  const lost: string[] = [];
  let more = 0;
  for (const change of diffMatrices(before, after).cells()) {
    more += change.before === undefined ? 1 : change.after === undefined ? -1 : 0;
    const line = naming.line(change);
    if (line !== undefined) (change.before === undefined ? gained : lost).push(line);
  }
  return { gained: gained.length, gained_sha256: digest(gained), lost: lost.length, lost_sha256: digest(lost), more };
}

function digest(lines: readonly string[]): string {
  return createHash('sha256').update(lines.toSorted().join('')).digest('hex');
}

function only(object: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}
