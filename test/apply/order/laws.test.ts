import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Layout } from '../../../src/apply/order/layout.js';
import { learnOrder } from '../../../src/apply/order/learn-order.js';
import { orderAtoms } from '../../../src/apply/order/order-atoms.js';
import { isOk, Problem } from '../../../src/apply/order/problem.js';
import { proveOrder } from '../../../src/apply/order/prove-order.js';
import { Relevance } from '../../../src/apply/order/relevance.js';
import { areOk, stopsOf } from '../../../src/apply/order/states.js';
import { orderStepByStep } from '../../../src/apply/order/step-by-step.js';
import { withChanges } from '../../../src/diff/fact-change.js';
import { fewestMissing, hasOrder } from '../../support/order/plainly.js';
import { problems } from '../../support/order/problems.js';

const runs = Number(process.env['PERMAFROST_RUNS'] ?? 150);

let found = 0;
let refused = 0;
let withLoss = 0;
let removedFirst = 0;
const learned = { learned: 0, none: 0 };

describe('an order that is found', () => {
  test('is sound at every step, and no other order has less missing on the way', () => {
    fc.assert(
      fc.property(problems(6), (problem) => {
        fc.pre(problem.atoms.length <= 6);
        const order = orderAtoms(problem);
        const fewest = fewestMissing(problem);
        if (order.type === 'none') {
          expect([order.certain, fewest]).toEqual([true, undefined]);
          expect(order.obstacles.length).toBeGreaterThan(0);
          refused++;
          return;
        }
        expect([...order.atoms].map(({ id }) => id).sort()).toEqual(problem.atoms.map(({ id }) => id).sort());
        expect(proveOrder(problem, order.atoms)).toMatchObject({ type: 'sound' });
        const missing = new Set(
          order.interims.flatMap(({ cells }) =>
            cells.flatMap(({ resource, permissions: some, subjects: who }) =>
              who.flatMap((subject) => some.map((permission) => [subject, resource, permission].join(' '))),
            ),
          ),
        );
        expect(missing.size).toBe(fewest);
        expect(order.proof.least).toBe(true);
        found++;
        if (missing.size > 0) withLoss++;
        const isGiving = order.atoms.map(({ changes }) => changes.some(({ before, after }) => before === undefined && after !== undefined));
        if (isGiving.includes(true) && isGiving[0] === false) removedFirst++;
      }),
      { numRuns: runs },
    );
  }, 300_000);

  test('is sound still where it goes on after it was broken off', () => {
    fc.assert(
      fc.property(problems(6), fc.nat(), (problem, cut) => {
        const order = orderAtoms(problem);
        if (order.type === 'none') return;
        const made = cut % (order.atoms.length + 1);
        const now = withChanges(
          problem.before,
          order.atoms.slice(0, made).flatMap(({ changes }) => changes),
        );
        const whole = proveOrder(problem, order.atoms);
        const rest = proveOrder(problem, order.atoms.slice(made), now);
        expect([whole.type, rest.type]).toEqual(['sound', 'sound']);
        const judgements = [whole, rest].map((proof) =>
          proof.type === 'sound' ? proof.stops.map(({ judgement }) => judgement.missing) : [],
        );
        expect(judgements[1]).toEqual(judgements[0]?.slice(made));
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  }, 300_000);

  test('is the same whatever order the atoms and facts are given in', () => {
    fc.assert(
      fc.property(problems(8), fc.infiniteStream(fc.nat()), (problem, stream) => {
        const shuffle = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((each) => ({ each, at: stream.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ each }) => each);
        const other = orderAtoms({
          ...problem,
          before: shuffle(problem.before),
          after: shuffle(problem.after),
          atoms: shuffle(problem.atoms).map((atom) => ({ ...atom, changes: shuffle(atom.changes) })),
        });
        const order = orderAtoms(problem);
        const idsOf = (one: typeof order): unknown => (one.type === 'none' ? one.why : [one.atoms.map(({ id }) => id), one.interims]);
        expect(idsOf(other)).toEqual(idsOf(order));
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  }, 300_000);

  test('of many atoms is sound at every step', () => {
    let many = 0;
    fc.assert(
      fc.property(problems(40), (problem) => {
        const order = orderAtoms(problem);
        if (order.type === 'none') return;
        many++;
        expect(order.atoms.length).toBe(problem.atoms.length);
        expect(proveOrder(problem, order.atoms)).toMatchObject({ type: 'sound' });
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
    expect(many).toBeGreaterThan(runs / 6);
  }, 300_000);

  test('step by step is sound too, and misses few that there are', () => {
    const counts = { found: 0, missed: 0 };
    fc.assert(
      fc.property(problems(6), (input) => {
        const problem = new Problem(input);
        const relevance = new Relevance(
          input.before,
          input.after,
          problem.placed.map(({ atom }) => atom),
        );
        const steps = orderStepByStep(problem, relevance);
        if (!(steps instanceof Layout)) {
          if (orderAtoms(input).type === 'ordered') counts.missed++;
          return;
        }
        counts.found++;
        const atoms = steps.runs.flatMap((run) => run.atoms.map((number) => problem.atom(number)));
        expect(new Set(atoms)).toEqual(new Set(input.atoms));
        expect(areOk(stopsOf(problem, steps.runs))).toBe(true);
        expect(proveOrder(input, atoms)).toMatchObject({ type: 'sound' });
      }),
      { numRuns: runs },
    );
    expect(counts.missed).toBeLessThan(counts.found / 10);
  }, 300_000);

  test.each([
    ['few', 2, 6, runs],
    ['more', 7, 10, Math.ceil(runs / 3)],
  ])(
    'is learned wherever there is one, of %s atoms, and from few states',
    (_, least, most, numRuns) => {
      fc.assert(
        fc.property(problems(most, least), (input) => {
          fc.pre(input.atoms.length >= least);
          const problem = new Problem(input);
          const relevance = new Relevance(
            input.before,
            input.after,
            problem.placed.map(({ atom }) => atom),
          );
          const found = learnOrder(problem, relevance, 1000);
          if (found.type === 'given-up') throw new Error('It was given up.');
          expect(found.type === 'learned').toBe(hasOrder(input));
          expect(problem.compiles).toBeLessThan(20 * most);
          learned[found.type]++;
          if (found.type === 'learned') {
            const atoms = found.runs.flat().map((number) => problem.atom(number));
            expect(new Set(atoms)).toEqual(new Set(input.atoms));
            expect(proveOrder(input, atoms)).toMatchObject({ type: 'sound' });
            return;
          }
          expect(found.next.length).toBeGreaterThan(0);
          expect(found.next.filter(({ judgement }) => isOk(judgement))).toEqual([]);
        }),
        { numRuns },
      );
    },
    300_000,
  );

  test('was looked for where there is one and where there is none, where something has to go first and where something is missing', () => {
    expect(Math.min(found, refused, withLoss, removedFirst, learned.learned, learned.none)).toBeGreaterThan(0);
  });
});
