import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Atom } from '../../../src/apply/order/atom.js';
import { Layout } from '../../../src/apply/order/layout.js';
import { orderAtoms } from '../../../src/apply/order/order-atoms.js';
import { Problem, type OrderInput } from '../../../src/apply/order/problem.js';
import { proveOrder } from '../../../src/apply/order/prove-order.js';
import { Relevance } from '../../../src/apply/order/relevance.js';
import { areOk, stopsOf } from '../../../src/apply/order/states.js';
import { orderStepByStep } from '../../../src/apply/order/step-by-step.js';
import { compile } from '../../../src/compile/compile.js';
import { withChanges, type FactChange } from '../../../src/diff/fact-change.js';
import type { Fact } from '../../../src/diff/facts.js';
import { siteOfFacts } from '../../../src/diff/site-of-facts.js';
import type { About } from '../../../src/model/site.js';
import { asOf } from '../../support/compiled.js';

const runs = Number(process.env['PERMAFROST_RUNS'] ?? 150);

const about: About = {
  name: 'acme',
  at: { file: '', document: 0, path: [] },
  labels: {},
  url: 'https://acme.atlassian.net',
  internalDomains: [],
  plan: 'standard',
  admins: [],
  seats: {},
  guestsPerPaidUser: 5,
  globalPermissions: [],
  limits: { maxRemovalPercent: 100, minAdmins: 1 },
  lint: {},
};

const fact = (type: Fact['type'], of: string, ...says: string[]): Fact => ({ type, of, says });
const people = ['user:a', 'user:b', 'user:c'];

/** There on both sides. */
const ground: readonly Fact[] = [
  ...people.flatMap((of) => [fact('person', of), fact('active', of, 'true'), fact('product', of, 'jira-software')]),
  ...['group:g', 'group:h'].flatMap((of) => [fact('group', of), fact('managed-by', of, 'git')]),
  ...['role:R', 'role:Q'].map((of) => fact('role', of)),
  ...['scheme:s', 'scheme:t'].map((of) => fact('scheme', of)),
  ...['project:P', 'project:O'].flatMap((of) => [fact('project', of), fact('project-type', of, 'jira-software')]),
  fact('space', 'space:S'),
];

/** Few, so that they get in each other's way: by whom something is had in a project, … */
const inProject: readonly Fact[] = [
  ...['user:a', 'user:b'].map((who) => fact('member', 'group:g', who)),
  ...['user:a', 'user:b', 'group:g'].map((who) => fact('actor', 'project:P', 'role:R', who)),
  fact('actor', 'project:O', 'role:R', 'user:a'),
  ...['BROWSE_PROJECTS', 'DELETE_ISSUES', 'ADMINISTER_PROJECTS'].flatMap((permission) =>
    ['role:R', 'lead', 'reporter', 'assignee'].map((holder) => fact('grant', 'scheme:s', holder, permission)),
  ),
  fact('grant', 'scheme:t', 'role:R', 'BROWSE_PROJECTS'),
  fact('grant', 'scheme:t', 'lead', 'DELETE_ISSUES'),
];

/** … and what else may be there or not. */
const elsewhere: readonly Fact[] = [
  fact('member', 'group:h', 'user:a'),
  ...['user:a', 'user:b'].map((of) => fact('product', of, 'confluence')),
  fact('group-product', 'group:h', 'confluence'),
  ...['user:a', 'group:g'].flatMap((who) =>
    ['read/space', 'create/page', 'administer/space'].map((each) => fact('space-grant', 'space:S', who, each)),
  ),
  fact('space-guest', 'space:S', 'user:a'),
  fact('guest-permission', 'space:S', 'read/space'),
  ...people.map((who) => fact('administrator', 'site', who)),
];

const free: readonly Fact[] = [...inProject, ...elsewhere];

/** What says one thing or another. */
const singles: readonly (readonly Fact[])[] = [
  ...['project:P', 'project:O'].flatMap((of) => [
    ['scheme:s', 'scheme:t'].map((scheme) => fact('project-scheme', of, scheme)),
    people.map((who) => fact('lead', of, who)),
    ['false', 'true'].map((each) => fact('archived', of, each)),
  ]),
  ...people.map((of) => ['true', 'false'].map((each) => fact('active', of, each))),
  ...['group:g', 'group:h'].map((of) => ['git', 'open', 'idp'].map((each) => fact('managed-by', of, each))),
];

/** A site, some changes of it, and these in atoms of one or a few. */
function problems(most: number): fc.Arbitrary<OrderInput<Atom>> {
  const anyOf = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...inProject) }, { weight: 1, arbitrary: fc.constantFrom(...free) });
  const parts = fc.record({
    there: fc.oneof(fc.array(anyOf, { minLength: 6, maxLength: 30 }), fc.subarray([...inProject], { minLength: 12 })),
    // The first value of each is the livelier one.
    values: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }), {
      minLength: singles.length,
      maxLength: singles.length,
    }),
    toggled: fc.uniqueArray(anyOf, { minLength: 2, selector: (each) => JSON.stringify(each), maxLength: 2 * most }),
    turned: fc.uniqueArray(fc.tuple(fc.oneof(fc.nat(1), fc.nat(singles.length - 1)), fc.nat(5)), { selector: ([at]) => at, maxLength: 3 }),
    amount: fc.integer({ min: 2, max: most }),
    cuts: fc.array(fc.nat(most - 1), { minLength: 2 * most + 3, maxLength: 2 * most + 3 }),
    caller: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  });
  return parts.map(({ there, values, toggled, turned, amount, cuts, caller }) => {
    const valueAt = (at: number, number: number): Fact => {
      const list = singles[at] ?? [];
      return list[number % list.length] as Fact;
    };
    const start = [...ground, ...there, ...singles.map((_, at) => valueAt(at, values[at] ?? 0))];
    const before = withChanges(
      start,
      start.map((after) => ({ after })),
    );
    const words = new Set(before.map((each) => JSON.stringify([each.type, each.of, each.says])));
    const has = (each: Fact): boolean => words.has(JSON.stringify([each.type, each.of, each.says]));
    const changes: readonly FactChange[] = [
      ...toggled.map((each) => (has(each) ? { before: each } : { after: each })),
      ...turned.flatMap(([at, number]): readonly FactChange[] => {
        const [was, is] = [valueAt(at, values[at] ?? 0), valueAt(at, number)];
        return has(is) ? [] : [{ before: was, after: is }];
      }),
    ];
    const atoms = new Map<number, FactChange[]>();
    for (const [index, change] of changes.entries()) {
      const at = (cuts[index] ?? 0) % amount;
      atoms.set(at, [...(atoms.get(at) ?? []), change]);
    }
    return {
      before,
      after: withChanges(before, changes),
      atoms: Array.from(atoms, ([at, some]): Atom => ({ id: String(at), api: 'jira', changes: some })),
      about,
      people: new Map(),
      asOf,
      ...(caller === undefined ? {} : { caller }),
    };
  });
}

type Cells = ReadonlyMap<string, string>;

function cellsOf(facts: readonly Fact[]): Cells {
  const matrix = compile(siteOfFacts(facts, { about, people: new Map() }), asOf);
  return new Map(
    Array.from(matrix.cells(), ({ subject, resource, permission, verdict }) => [[subject, resource, permission].join(' '), verdict]),
  );
}

/** Conditions are `a|b&c`; whether whoever has the first has the second. */
function covers(wide: readonly (string | undefined)[], narrow: string | undefined): boolean {
  if (narrow === undefined || wide.includes('allowed')) return true;
  if (narrow === 'allowed') return false;
  const alternatives = (verdict: string | undefined): readonly string[] => (verdict === undefined ? [] : verdict.slice(3).split('|'));
  const all = wide.flatMap(alternatives).map((each) => each.split('&'));
  return alternatives(narrow).every((each) => all.some((other) => other.every((condition) => each.split('&').includes(condition))));
}

/** What whoever has either verdict has for certain. */
function both(a: string, b: string): string {
  if (a === 'allowed') return b;
  if (b === 'allowed') return a;
  const [left, right] = [a, b].map((verdict) => verdict.slice(3).split('|'));
  return `if:${(left ?? []).flatMap((one) => (right ?? []).map((other) => `${one}&${other}`)).join('|')}`;
}

const administering: readonly string[] = ['ADMINISTER', 'admin:site', 'ADMINISTER_PROJECTS', 'administer/space'];

/** By hand, cell by cell: what is missing at a state, or undefined where the state may not be. */
function missingAt(now: Cells, before: Cells, after: Cells, caller: string | undefined): readonly string[] | undefined {
  for (const [cell, verdict] of now) if (!covers([before.get(cell), after.get(cell)], verdict)) return undefined;
  for (const place of ['project:P', 'project:O', 'space:S', 'site']) {
    const count = (cells: Cells, type: string): number =>
      [...cells].filter(([cell, verdict]) => {
        const [subject = '', resource, permission = ''] = cell.split(' ');
        return resource === place && administering.includes(permission) && verdict === 'allowed' && subject.startsWith(type);
      }).length;
    for (const type of ['user:', '']) if (count(before, type) > 0 && count(after, type) > 0 && count(now, type) === 0) return undefined;
  }
  const missing = [...before].flatMap(([cell, verdict]) => {
    const other = after.get(cell);
    if (other === undefined) return [];
    const floor = both(verdict, other);
    return covers([now.get(cell)], floor) ? [] : [cell];
  });
  const isCallers = (cell: string): boolean => cell.startsWith(`user:${caller ?? ''} `) && administering.includes(cell.split(' ')[2] ?? '');
  return caller !== undefined && missing.some(isCallers) ? undefined : missing;
}

/** Of all orders the fewest cells that are missing on the way; undefined where none is sound. */
function fewestMissing({ before, after, atoms, caller }: OrderInput<Atom>): number | undefined {
  const [was, is] = [cellsOf(before), cellsOf(after)];
  const known = new Map<number, readonly string[] | undefined>();
  const at = (made: number): readonly string[] | undefined => {
    if (!known.has(made)) {
      const changes = atoms.flatMap((atom, bit) => ((made >> bit) & 1 ? atom.changes : []));
      known.set(made, missingAt(cellsOf(withChanges(before, changes)), was, is, caller));
    }
    return known.get(made);
  };
  let best: number | undefined;
  const go = (made: number, missing: ReadonlySet<string>): void => {
    if (best !== undefined && missing.size >= best) return;
    if (made === 2 ** atoms.length - 1) {
      best = missing.size;
      return;
    }
    for (let bit = 0; bit < atoms.length; bit++) {
      if ((made >> bit) & 1 || !mayCome(atoms, made, bit)) continue;
      const next = made | (1 << bit);
      const lost = at(next);
      if (lost !== undefined) go(next, new Set([...missing, ...lost]));
    }
  };
  go(0, new Set());
  return best;
}

/** In a space the right to read comes first and goes last. */
function mayCome(atoms: readonly Atom[], made: number, bit: number): boolean {
  const waits = (one: Atom, other: Atom): boolean =>
    one.changes.some(({ before, after }) =>
      other.changes.some(
        (each) =>
          (isOther(after) && isRead(each.after) && after?.says[0] === each.after?.says[0]) ||
          (isRead(before) && isOther(each.before) && before?.says[0] === each.before?.says[0]),
      ),
    );
  const atom = atoms[bit];
  return atom !== undefined && atoms.every((other, at) => at === bit || (made >> at) & 1 || !waits(atom, other));
}

const isRead = (each: Fact | undefined): boolean => each?.type === 'space-grant' && each.says[1] === 'read/space';
const isOther = (each: Fact | undefined): boolean => each?.type === 'space-grant' && each.says[1] !== 'read/space';

let found = 0;
let refused = 0;
let withLoss = 0;
let removedFirst = 0;

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

  test('was looked for where there is one and where there is none, where something has to go first and where something is missing', () => {
    expect(Math.min(found, refused, withLoss, removedFirst)).toBeGreaterThan(0);
  });
});
