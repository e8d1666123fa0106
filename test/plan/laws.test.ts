import { describe, expect, test } from '@jest/globals';
import { diffMatrices, type CellChange } from '../../src/diff/access-change.js';
import { judge } from '../../src/check/judge.js';
import type { ChangeClass, Plan, Witness } from '../../src/plan/plan.js';
import { compilePolicies, readPolicies, withEdits, type Compiled } from '../../src/pipeline.js';
import { subjectOf } from '../../src/check/subject.js';
import { planPolicies } from '../../src/planning.js';
import { hasEdge } from '../../src/query/has-edge.js';
import { asOf, compiled } from '../support/compiled.js';
import { mutate } from '../support/organisation/mutate.js';
import { filesOf, randomOrganisation } from '../support/organisation/organisation.js';
import { treeOf } from '../support/tree.js';

interface Pair {
  readonly base: Compiled;
  readonly head: Compiled;
  readonly plan: Plan;
}

/** Organisations and what some edits make of them, where that is valid. */
async function pairs(): Promise<readonly Pair[]> {
  const found: Pair[] = [];
  for (let seed = 1; seed <= 40; seed++) {
    const { documents, files } = randomOrganisation(seed, 'tiny');
    const base = await compiled(files);
    let changed: readonly unknown[] = documents;
    for (let step = 1; step <= 3; step++) changed = mutate(changed, seed * 100 + step);
    const head = compilePolicies(await readPolicies(treeOf(filesOf(changed, seed)), asOf));
    if (head !== undefined) found.push({ base, head, plan: await planPolicies({ base, head }) });
  }
  return found;
}

const all = await pairs();
/** Changed cells, one by one, without the comparison of matrices that a plan uses. */
function changedCells({ base, head }: Pair): readonly CellChange[] {
  const [before, after] = [base, head].map(
    ({ matrix }) => new Map(Array.from(matrix.cells(), (cell) => [`${cell.subject}\t${cell.resource}\t${cell.permission}`, cell] as const)),
  );
  return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].flatMap((key) => {
    const [had, has] = [before?.get(key), after?.get(key)];
    const { subject = '', resource = '', permission = '' } = had ?? has ?? {};
    return had?.verdict === has?.verdict ? [] : [{ subject, resource, permission, before: had?.verdict, after: has?.verdict }];
  });
}

function classesOf({ gains, losses, conditional }: Plan): readonly ChangeClass[] {
  return [...gains, ...losses, ...conditional];
}

const own = (permission: string): boolean => !/^(?:use|guest):/.test(permission);

describe('plans of random organisations', () => {
  test('are of all kinds', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all.map(({ plan }) => plan.verdict)).size).toBeGreaterThan(2);
    expect(all.some(({ plan }) => plan.conditional.length > 0)).toBe(true);
    expect(all.some(({ plan }) => plan.gains.some(({ covers }) => covers.length > 0))).toBe(true);
  });

  test('tell each changed cell once: in a class, or as covered by one', () => {
    for (const pair of all) {
      const { plan } = pair;
      const told = new Map<string, number>();
      const covered = new Set<string>();
      for (const { subjects, resources, permissions, covers } of classesOf(plan)) {
        for (const resource of resources) {
          for (const { permission, before, after } of permissions) {
            const end = `${resource}\t${permission}\t${before ?? '-'}\t${after ?? '-'}`;
            for (const subject of subjects) told.set(`${subject}\t${end}`, (told.get(`${subject}\t${end}`) ?? 0) + 1);
            for (const subject of covers) covered.add(`${subject}\t${end}`);
          }
        }
      }
      const changed = changedCells(pair)
        .filter(({ permission }) => own(permission))
        .map(
          ({ subject, resource, permission, before, after }) => `${subject}\t${resource}\t${permission}\t${before ?? '-'}\t${after ?? '-'}`,
        );
      expect(changed.filter((cell) => told.get(cell) !== 1 && !(told.get(cell) === undefined && covered.has(cell)))).toEqual([]);
      expect([...told.keys()].filter((cell) => !changed.includes(cell))).toEqual([]);
      expect(classesOf(plan).reduce((sum, { cells }) => sum + cells, 0)).toBe([...told.values()].reduce((sum, times) => sum + times, 0));
    }
  });

  test('count what the changed cells come to', () => {
    for (const pair of all) {
      const { plan } = pair;
      const cells = changedCells(pair);
      expect(plan.counts).toMatchObject({
        cellsGained: cells.filter(({ before }) => before === undefined).length,
        cellsLost: cells.filter(({ after }) => after === undefined).length,
        cellsChanged: cells.filter(({ before, after }) => before !== undefined && after !== undefined).length,
      });
      expect(plan.verdict === 'same').toBe(cells.length === 0);
    }
  });

  test('are the same as nothing from a state to itself', async () => {
    for (const { head } of all) {
      const plan = await planPolicies({ base: head, head });
      expect({ verdict: plan.verdict, classes: classesOf(plan), seats: plan.seats, movedEnds: plan.movedEnds }).toEqual({
        verdict: 'same',
        classes: [],
        seats: [],
        movedEnds: [],
      });
      expect(plan.guardrails).toMatchObject({ weakened: [], newlyBroken: [], newlyMended: [] });
    }
  });

  test('turn gains into losses when the sides are swapped', async () => {
    const turned = { broader: 'narrower', narrower: 'broader', mixed: 'mixed', same: 'same' } as const;
    for (const { base, head, plan } of all) {
      const back = await planPolicies({ base: head, head: afresh(base) });
      expect(back.verdict).toBe(turned[plan.verdict]);
      expect(back.counts).toMatchObject({
        cellsGained: plan.counts.cellsLost,
        cellsLost: plan.counts.cellsGained,
        cellsChanged: plan.counts.cellsChanged,
        peopleGaining: plan.counts.peopleLosing,
        groupsLosing: plan.counts.groupsGaining,
        resourcesGaining: plan.counts.resourcesLosing,
      });
      expect(cellsIn(back.gains)).toEqual(cellsIn(plan.losses));
      expect(cellsIn(back.losses)).toEqual(cellsIn(plan.gains));
    }
  });

  test('have a witness for each class: one of its cells, with steps of its side, and one that only that side has', () => {
    const wrong: unknown[] = [];
    for (const { base, head, plan } of all) {
      for (const each of classesOf(plan)) {
        const { witness } = each;
        if (witness === undefined || !isOf(witness, each)) {
          wrong.push({ without: each });
          continue;
        }
        const [here, there] = witness.side === 'head' ? [head, base] : [base, head];
        const steps = [...witness.edges, ...(witness.because?.edges ?? [])];
        for (const { type, ...edge } of steps) {
          if (type === 'not-archived') continue;
          if (!hasEdge(here.site, asOf, { ...edge, type })) wrong.push({ nowhere: edge, witness });
          const alsoThere = hasEdge(there.site, asOf, { ...edge, type });
          if (!edge.fresh && !alsoThere) wrong.push({ unmarked: edge, witness });
          if (edge.fresh && alsoThere) wrong.push({ marked: edge, witness });
        }
        if (!steps.some(({ fresh }) => fresh)) wrong.push({ stale: witness, each });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test('offer only fixes that mend', async () => {
    let fixes = 0;
    for (const { head, plan } of all) {
      for (const { name, fix } of [...plan.guardrails.newlyBroken, ...plan.guardrails.stillBroken]) {
        if (fix === undefined) continue;
        fixes++;
        const mended = compilePolicies(
          await withEdits(
            head,
            fix.removals.map(({ at }) => ({ op: 'remove', at })),
          ),
        );
        if (mended === undefined) throw new Error(`The fix of ${name} leaves policies with errors.`);
        expect(judge(subjectOf(mended)).find(({ guardrail }) => guardrail.name === name)?.ok).toBe(true);
      }
    }
    expect(fixes).toBeGreaterThan(0);
  });

  test('do not depend on what a matrix was compared with before', () => {
    for (const pair of all) {
      const { base, head } = pair;
      diffMatrices(head.matrix, afresh(base).matrix);
      expect(diffMatrices(afresh(base).matrix, head.matrix).cellCount).toBe(changedCells(pair).length);
    }
  });

  test('are the same every time', async () => {
    for (const { base, head, plan } of all.slice(0, 10))
      expect(JSON.stringify(await planPolicies({ base, head: afresh(head) }))).toBe(JSON.stringify(plan));
  });
});

/** The same policies with a matrix of its own. */
function afresh(policies: Compiled): Compiled {
  return compilePolicies(policies) ?? policies;
}

function isOf({ subject, permission, resource }: Witness, each: ChangeClass): boolean {
  return (
    each.subjects.includes(subject) &&
    each.resources.includes(resource) &&
    each.permissions.some((change) => change.permission === permission)
  );
}

/** Cells, without the sides they were on; the folding into classes of everybody may differ by direction. */
function cellsIn(classes: readonly ChangeClass[]): readonly string[] {
  return classes
    .flatMap(({ subjects, resources, permissions }) =>
      subjects.flatMap((subject) =>
        resources.flatMap((resource) => permissions.map(({ permission }) => `${subject}\t${resource}\t${permission}`)),
      ),
    )
    .sort();
}
