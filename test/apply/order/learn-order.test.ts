import { describe, expect, test } from '@jest/globals';
import type { Atom } from '../../../src/apply/order/atom.js';
import { learnOrder, type Learned } from '../../../src/apply/order/learn-order.js';
import { orderAtoms } from '../../../src/apply/order/order-atoms.js';
import { Problem, type OrderInput } from '../../../src/apply/order/problem.js';
import { proveOrder } from '../../../src/apply/order/prove-order.js';
import { Relevance } from '../../../src/apply/order/relevance.js';
import { withChanges } from '../../../src/diff/fact-change.js';
import { about, fact, ground } from '../../support/order/problems.js';
import { asOf } from '../../support/compiled.js';

const upTo = (amount: number): readonly number[] => Array.from({ length: amount }, (_, index) => index);

const inSpace = (who: string, operation: string): ReturnType<typeof fact> => fact('space-grant', 'space:S', who, operation);

/** New groups that user a joins; what each may do in a space brings something along, which is taken away again. */
function withCompany(amount: number, taken = amount): readonly Atom[] {
  return upTo(amount).flatMap((index): readonly Atom[] => {
    const of = `group:new${String(index)}`;
    const [wanted, along] = [inSpace(of, 'create/page'), inSpace(of, 'update/page')];
    return [
      { id: `make ${of}`, api: 'organization', changes: [{ after: fact('group', of) }, { after: fact('managed-by', of, 'git') }] },
      { id: `join ${of}`, api: 'organization', changes: [{ after: fact('member', of, 'user:a') }] },
      { id: `give ${of}`, api: 'confluence', changes: [{ after: wanted }], alsoGives: [along] },
      ...(index < taken ? [{ id: `take ${of}`, api: 'confluence' as const, changes: [{ before: along }] }] : []),
    ];
  });
}

function problemOf(atoms: readonly Atom[]): OrderInput<Atom> {
  const before = [...ground, fact('product', 'user:a', 'confluence'), inSpace('user:a', 'read/space')];
  const changes = atoms.flatMap((atom) => atom.changes);
  return { before, after: withChanges(before, changes), atoms, about, people: new Map(), asOf };
}

function learned(input: OrderInput<Atom>, most = 1000): { readonly found: Learned; readonly problem: Problem<Atom> } {
  const problem = new Problem(input);
  const relevance = new Relevance(
    input.before,
    input.after,
    problem.placed.map(({ atom }) => atom),
  );
  return { found: learnOrder(problem, relevance, most), problem };
}

describe('an order of many writes is learned', () => {
  test.each([3, 12])('where what comes along is to be taken away from %i groups before somebody joins', (groups) => {
    const input = problemOf(withCompany(groups));
    const { found, problem } = learned(input);
    if (found.type !== 'learned') throw new Error(found.type);
    expect(
      proveOrder(
        input,
        found.runs.flat().map((number) => problem.atom(number)),
      ),
    ).toMatchObject({ type: 'sound' });
    expect(problem.compiles).toBeLessThan(50 * groups);
  });

  test('where it is not found step by step', () => {
    const input = problemOf(withCompany(3));
    const order = orderAtoms(input);
    if (order.type === 'none') throw new Error(order.why);
    const ids = order.atoms.map(({ id }) => id);
    for (const index of upTo(3)) {
      const places = ['make', 'give', 'take', 'join'].map((word) => ids.indexOf(`${word} group:new${String(index)}`));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  test('or is not there, which is told for certain, with the writes that keep each other from being made', () => {
    const input = problemOf(withCompany(4, 3));
    const order = orderAtoms(input);
    if (order.type === 'ordered') throw new Error('There is an order.');
    expect(order.certain).toBe(true);
    expect(order.obstacles.map(({ atoms, type }) => [atoms.map(({ id }) => id), type])).toEqual([[['give group:new3'], 'more']]);
    expect(order.why).toMatch(/^No order of the writes is safe: a would have update\/page on space S/);
  });

  test('or is given up, and then there may be one, as is told with how many states were looked at', () => {
    const { found, problem } = learned(problemOf(withCompany(3)), 2);
    expect(found.type === 'given-up' && found.looked).toBe(problem.compiles);
    const order = orderAtoms(problemOf(withCompany(3)), 2);
    if (order.type === 'ordered') throw new Error('It is found.');
    expect(order.certain).toBe(false);
    expect(order.why).toMatch(
      /^No order of the writes was found that is safe, though there may be one \(\d+ states of the site were looked at\): a would have update\/page/,
    );
  });
});
