import fc from 'fast-check';
import type { Atom } from '../../../src/apply/order/atom.js';
import type { OrderInput } from '../../../src/apply/order/problem.js';
import { withChanges, type FactChange } from '../../../src/diff/fact-change.js';
import type { Fact } from '../../../src/diff/facts.js';
import type { About } from '../../../src/model/site.js';
import { asOf } from '../compiled.js';

export const about: About = {
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

export const fact = (type: Fact['type'], of: string, ...says: string[]): Fact => ({ type, of, says });
const people = ['user:a', 'user:b', 'user:c'];

/** There on both sides. */
export const ground: readonly Fact[] = [
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
export function problems(most: number, least = 2): fc.Arbitrary<OrderInput<Atom>> {
  const anyOf = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...inProject) }, { weight: 1, arbitrary: fc.constantFrom(...free) });
  const parts = fc.record({
    there: fc.oneof(fc.array(anyOf, { minLength: 6, maxLength: 30 }), fc.subarray([...inProject], { minLength: 12 })),
    // The first value of each is the livelier one.
    values: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }), {
      minLength: singles.length,
      maxLength: singles.length,
    }),
    toggled: fc.uniqueArray(anyOf, { minLength: least, selector: (each) => JSON.stringify(each), maxLength: 2 * most }),
    turned: fc.uniqueArray(fc.tuple(fc.oneof(fc.nat(1), fc.nat(singles.length - 1)), fc.nat(5)), { selector: ([at]) => at, maxLength: 3 }),
    amount: fc.integer({ min: least, max: most }),
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
