import { describe, expect, test } from '@jest/globals';
import type { Atom } from '../../../src/apply/order/atom.js';
import { orderAtoms } from '../../../src/apply/order/order-atoms.js';
import type { Order } from '../../../src/apply/order/order.js';
import type { OrderInput } from '../../../src/apply/order/problem.js';
import { proveOrder } from '../../../src/apply/order/prove-order.js';
import { factChanges, withChanges } from '../../../src/diff/fact-change.js';
import { factsOf, type Fact, type FactType } from '../../../src/diff/facts.js';
import { asOf, compiled } from '../../support/compiled.js';

const company = `
kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
admins: [user:ana@acme.example, user:bo@acme.example]
---
kind: Users
name: people
users:
  ana@acme.example: {products: [jira-software, confluence]}
  bo@acme.example: {products: [jira-software, confluence]}
  eva@acme.example: {products: [jira-software, confluence]}
---
kind: Group
name: devs
members: [ana@acme.example, bo@acme.example]
---
kind: Role
name: Administrators
---
kind: Role
name: Developers
---
kind: Scheme
name: open
grants:
  - {to: [role:Administrators], allow: [ADMINISTER_PROJECTS, BROWSE_PROJECTS]}
  - {to: [role:Developers], allow: [BROWSE_PROJECTS]}
---
kind: Scheme
name: wide
grants:
  - {to: [role:Administrators], allow: [ADMINISTER_PROJECTS, BROWSE_PROJECTS]}
  - {to: [role:Developers], allow: [BROWSE_PROJECTS, DELETE_ISSUES]}
---
kind: Project
key: ACME
scheme: open
lead: ana@acme.example
roles:
  Administrators: [user:ana@acme.example]
  Developers: [user:eva@acme.example, group:devs]
---
kind: Space
key: DOCS
access:
  - {to: [user:ana@acme.example], allow: [read/space, administer/space]}
`;

type Words = readonly [type: FactType, of: string, ...says: string[]];

const fact = ([type, of, ...says]: Words): Fact => ({ type, of, says });
const role = (name: string, who: string): Words => ['actor', 'project:ACME', `role:${name}`, who];
const [ana, bo, eva] = ['user:ana@acme.example', 'user:bo@acme.example', 'user:eva@acme.example'];

interface Change {
  readonly id: string;
  readonly gone?: readonly Words[];
  readonly made?: readonly Words[];
  /** Of single types: what was and what is. */
  readonly turned?: readonly (readonly [before: Words, after: Words])[];
  readonly alsoGives?: readonly Words[];
}

async function problemOf(changes: readonly Change[], caller?: string, base = company): Promise<OrderInput<Atom>> {
  const { site } = await compiled([['a.yaml', base]]);
  const before = factsOf(site, asOf);
  const atoms = changes.map(({ id, gone = [], made = [], turned = [], alsoGives = [] }): Atom => {
    const all = [
      ...gone.map((each) => ({ before: fact(each) })),
      ...made.map((each) => ({ after: fact(each) })),
      ...turned.map(([was, is]) => ({ before: fact(was), after: fact(is) })),
    ];
    return { id, api: 'jira', changes: all, ...(alsoGives.length === 0 ? {} : { alsoGives: alsoGives.map(fact) }) };
  });
  const after = withChanges(
    before,
    atoms.flatMap((atom) => atom.changes),
  );
  const { about, people } = site;
  return { before, after, atoms, about, people, asOf, ...(caller === undefined ? {} : { caller }) };
}

async function ordered(changes: readonly Change[], caller?: string, base?: string): Promise<Order<Atom>> {
  return orderAtoms(await problemOf(changes, caller, base));
}

async function idsOf(changes: readonly Change[], caller?: string): Promise<readonly string[]> {
  const order = await ordered(changes, caller);
  if (order.type === 'none') throw new Error(order.why);
  return order.atoms.map(({ id }) => id);
}

describe('an order', () => {
  test('takes somebody out of a role before the scheme gives the role more', async () => {
    const changes: readonly Change[] = [
      { id: 'give', made: [['grant', 'scheme:open', 'role:Developers', 'DELETE_ISSUES']] },
      { id: 'leave', gone: [role('Developers', eva)] },
    ];
    expect(await idsOf(changes)).toEqual(['leave', 'give']);
    const problem = await problemOf(changes);
    expect(proveOrder(problem, problem.atoms)).toMatchObject({
      type: 'unsound',
      made: 1,
      cells: [{ resource: 'project:ACME', permissions: ['DELETE_ISSUES'], subjects: [eva] }],
    });
  });

  describe('makes nobody a guest of what they still use', () => {
    const guest: Change = { id: 'a', made: [['guest', eva, 'confluence']] };
    const base = company.replace(
      'kind: Role\nname: Administrators',
      'kind: Group\nname: writers\nmembers: [eva@acme.example]\nproducts: [confluence]\n---\nkind: Role\nname: Administrators',
    );
    const ways: readonly (readonly [name: string, gone: Words])[] = [
      ['by a product of their own', ['product', eva, 'confluence']],
      ['by a group that they are in', ['member', 'group:writers', eva]],
      ['by what a group gives', ['group-product', 'group:writers', 'confluence']],
    ];
    test.each(ways)('%s', async (_, gone) => {
      const order = await ordered([guest, { id: 'b', gone: [gone] }], undefined, base);
      expect(order).toMatchObject({ type: 'ordered', atoms: [{ id: 'b' }, { id: 'a' }] });
    });

    test('and waits for no other product, and for nobody else', async () => {
      const others: readonly Change[] = [
        { id: 'b', gone: [['product', eva, 'jira-software']] },
        { id: 'c', gone: [['product', bo, 'confluence']] },
      ];
      const order = await ordered([guest, ...others], undefined, base);
      expect(order).toMatchObject({ type: 'ordered', atoms: [{ id: 'a' }, {}, {}] });
    });
  });

  test('takes actors out of a project before it comes under a scheme that gives them more', async () => {
    const changes: readonly Change[] = [
      {
        id: 'switch',
        turned: [
          [
            ['project-scheme', 'project:ACME', 'scheme:open'],
            ['project-scheme', 'project:ACME', 'scheme:wide'],
          ],
        ],
      },
      { id: 'leave', gone: [role('Developers', eva)] },
    ];
    expect(await idsOf(changes)).toEqual(['leave', 'switch']);
  });

  test('gives by another group before it takes away the one that gave it, so that nobody is without it', async () => {
    const order = await ordered([
      { id: 'old', gone: [role('Developers', 'group:devs')] },
      {
        id: 'make',
        made: [
          ['group', 'group:builders'],
          ['managed-by', 'group:builders', 'git'],
        ],
      },
      { id: 'ana', made: [['member', 'group:builders', ana]] },
      { id: 'bo', made: [['member', 'group:builders', bo]] },
      { id: 'new', made: [role('Developers', 'group:builders')] },
    ]);
    expect(order).toMatchObject({ type: 'ordered', interims: [], proof: { least: true, by: 'each' } });
    expect(order.type === 'ordered' && order.atoms.map(({ id }) => id)).toEqual(['make', 'ana', 'bo', 'new', 'old']);
  });

  test('puts the next administrator of a project in before it takes the last one out', async () => {
    expect(
      await idsOf([
        { id: 'out', gone: [role('Administrators', ana)] },
        { id: 'in', made: [role('Administrators', bo)] },
      ]),
    ).toEqual(['in', 'out']);
  });

  test('says who is without access for a while where it cannot be helped', async () => {
    // Eva browses as a developer before and as the lead afterwards; the call that lets leads browse also lets developers delete.
    const base = company.replace('lead: ana@acme.example', 'lead: eva@acme.example');
    const changes: readonly Change[] = [
      {
        id: 'give',
        made: [
          ['grant', 'scheme:open', 'role:Developers', 'DELETE_ISSUES'],
          ['grant', 'scheme:open', 'lead', 'BROWSE_PROJECTS'],
        ],
      },
      { id: 'leave', gone: [role('Developers', eva)] },
    ];
    expect(await ordered(changes, undefined, base)).toMatchObject({
      atoms: [{ id: 'leave' }, { id: 'give' }],
      interims: [{ from: 'leave', to: 'give', cells: [{ resource: 'project:ACME', permissions: ['BROWSE_PROJECTS'], subjects: [eva] }] }],
      proof: { least: true },
    });
  });

  test('makes things before they are named, and deletes them when nothing names them any more', async () => {
    const order = await idsOf([
      { id: 'no role', gone: [['role', 'role:Developers']] },
      { id: 'eva', gone: [role('Developers', eva)] },
      { id: 'devs', gone: [role('Developers', 'group:devs')] },
      { id: 'grants', gone: [['grant', 'scheme:open', 'role:Developers', 'BROWSE_PROJECTS']] },
      {
        id: 'wide',
        gone: [
          ['scheme', 'scheme:wide'],
          ['grant', 'scheme:wide', 'role:Administrators', 'ADMINISTER_PROJECTS'],
          ['grant', 'scheme:wide', 'role:Administrators', 'BROWSE_PROJECTS'],
          ['grant', 'scheme:wide', 'role:Developers', 'BROWSE_PROJECTS'],
          ['grant', 'scheme:wide', 'role:Developers', 'DELETE_ISSUES'],
        ],
      },
      { id: 'actor', made: [role('Testers', eva)] },
      { id: 'grant', made: [['grant', 'scheme:open', 'role:Testers', 'BROWSE_PROJECTS']] },
      { id: 'new role', made: [['role', 'role:Testers']] },
    ]);
    expect(order[0]).toBe('new role');
    expect(order.at(-1)).toBe('no role');
  });

  test('invites guests after everybody else, and takes them away first: a product has room for as many as it has users for', async () => {
    const people: readonly Change[] = ['aa', 'zz'].map((name) => ({
      id: `invite ${name}`,
      made: [
        ['person', `user:${name}@client.example`, 'external'],
        ['active', `user:${name}@client.example`, 'true'],
        name === 'aa' ? ['guest', `user:${name}@client.example`, 'confluence'] : ['product', `user:${name}@client.example`, 'confluence'],
      ],
    }));
    const group: Change = { id: 'member', made: [['member', 'group:devs', eva]] };
    expect(await idsOf([...people, group])).toEqual(['invite zz', 'member', 'invite aa']);
    const back = [...people, group].map(({ id, made = [] }): Change => ({ id, gone: made }));
    const { after: before, before: after, ...rest } = await problemOf([...people, group]);
    const order = orderAtoms({
      ...rest,
      before,
      after,
      atoms: back.map(({ id, gone = [] }): Atom => ({ id, api: 'jira', changes: gone.map((each) => ({ before: fact(each) })) })),
    });
    expect(order.type === 'ordered' && order.atoms.map(({ id }) => id)).toEqual(['invite aa', 'member', 'invite zz']);
  });

  test('gives in a space the right to read first, and takes it away last', async () => {
    const order = await idsOf([
      { id: 'page', made: [['space-grant', 'space:DOCS', bo, 'create/page']] },
      { id: 'read', made: [['space-grant', 'space:DOCS', bo, 'read/space']] },
    ]);
    expect(order).toEqual(['read', 'page']);
  });

  test('takes a role in a space away before the same holder is given single permissions there', async () => {
    const base = company.replace('allow: [read/space, administer/space]}', '$&\n  - {to: [group:devs], as: Viewer}');
    const changes: readonly Change[] = [
      { id: 'page', made: [['space-grant', 'space:DOCS', 'group:devs', 'create/page']] },
      { id: 'read', made: [['space-grant', 'space:DOCS', 'group:devs', 'read/space']] },
      { id: 'role', gone: [['space-role-grant', 'space:DOCS', 'group:devs', 'space-role:Viewer']] },
    ];
    expect(await ordered(changes, undefined, base)).toMatchObject({
      type: 'ordered',
      atoms: [{ id: 'role' }, { id: 'read' }, { id: 'page' }],
    });
  });

  test('takes somebody out of a group before they are no guest of a space any more, where a guest has only what guests have', async () => {
    const base = company.replace('allow: [read/space, administer/space]}', '$&\n  - {to: [group:devs], allow: [read/space, delete/page]}');
    const problem = await problemOf([{ id: 'group', gone: [['member', 'group:devs', bo]] }], undefined, base);
    const placed = fact(['space-guest', 'space:DOCS', bo]);
    const atoms: readonly Atom[] = [{ id: 'guest', api: 'confluence', changes: [{ before: placed }] }, ...problem.atoms];
    const order = orderAtoms({ ...problem, before: [...problem.before, placed], atoms });
    expect(order).toMatchObject({ type: 'ordered', atoms: [{ id: 'group' }, { id: 'guest' }] });
  });

  test('takes away what is given unasked after it was given', async () => {
    const changes: readonly Change[] = [
      { id: 'out', gone: [role('Developers', eva)] },
      { id: 'in', made: [role('Administrators', eva)], alsoGives: [role('Developers', eva)] },
    ];
    expect(await idsOf(changes)).toEqual(['in', 'out']);
  });
});

describe('administration is kept', () => {
  test('of a place: an order that loses its last administrator for a while is none', async () => {
    const problem = await problemOf([
      { id: 'in', made: [role('Administrators', bo)] },
      { id: 'out', gone: [role('Administrators', ana)] },
    ]);
    const [first, then] = problem.atoms;
    expect(
      proveOrder(
        problem,
        [then, first].flatMap((each) => each ?? []),
      ),
    ).toMatchObject({
      type: 'unsound',
      made: 1,
      what: 'nobody would administer project ACME',
    });
    expect(proveOrder(problem, problem.atoms)).toMatchObject({ type: 'sound' });
  });

  test('of the site: no fewer than its limit says, unless there were', async () => {
    const problem = await problemOf([
      { id: 'in', made: [['administrator', 'site', eva]] },
      { id: 'out', gone: [['administrator', 'site', ana]] },
    ]);
    expect(proveOrder(problem, [...problem.atoms].reverse())).toMatchObject({ what: 'only 1 person of 2 would administer the site' });
    expect((orderAtoms(problem) as { atoms: readonly Atom[] }).atoms.map(({ id }) => id)).toEqual(['in', 'out']);
  });

  test('of whoever applies, in every place where they have it on both sides', async () => {
    const changes: readonly Change[] = [
      { id: 'out', gone: [role('Administrators', ana)] },
      { id: 'in', made: [role('Administrators', 'group:devs')] },
    ];
    const both = company.replace(
      'Administrators: [user:ana@acme.example]',
      'Administrators: [user:ana@acme.example, user:eva@acme.example]',
    );
    const problem = await problemOf(changes, 'ana@acme.example', both);
    expect(proveOrder(problem, problem.atoms)).toMatchObject({
      type: 'unsound',
      made: 1,
      what: 'ana@acme.example, who applies it, would be without ADMINISTER_PROJECTS on project ACME',
    });
    expect(proveOrder(await problemOf(changes, undefined, both), problem.atoms)).toMatchObject({ type: 'sound' });
    expect(await idsOf(changes, 'ana@acme.example')).toEqual(['in', 'out']);
  });
});

describe('no order', () => {
  test('is there where two changes are tied up in each other, and it is said why', async () => {
    // The scheme that gives developers more takes it from leads, and the lead changes hands: each alone gives somebody too much.
    const base = company
      .replace('name: open\ngrants:\n', 'name: open\ngrants:\n  - {to: [lead], allow: [BROWSE_PROJECTS, DELETE_ISSUES]}\n')
      .replace('name: wide\ngrants:\n', 'name: wide\ngrants:\n  - {to: [lead], allow: [BROWSE_PROJECTS, EDIT_ISSUES]}\n')
      .replace('BROWSE_PROJECTS, DELETE_ISSUES]}\n---\nkind: Project', 'BROWSE_PROJECTS]}\n---\nkind: Project');
    const order = await ordered(
      [
        {
          id: 'scheme',
          turned: [
            [
              ['project-scheme', 'project:ACME', 'scheme:open'],
              ['project-scheme', 'project:ACME', 'scheme:wide'],
            ],
          ],
        },
        {
          id: 'lead',
          turned: [
            [
              ['lead', 'project:ACME', ana],
              ['lead', 'project:ACME', eva],
            ],
          ],
        },
      ],
      undefined,
      base,
    );
    expect(order).toMatchObject({ type: 'none', certain: true, made: [] });
    expect(order.type === 'none' && order.obstacles.map(({ atoms, type }) => [type, ...atoms.map(({ id }) => id)])).toEqual([
      ['more', 'lead'],
      ['more', 'scheme'],
    ]);
    expect(order.type === 'none' && order.why).toBe(
      'No order of the writes is safe: eva@acme.example would have DELETE_ISSUES on project ACME, which they have neither before nor ' +
        'afterwards, through what is there before only: project-scheme scheme open of project ACME; and what is there afterwards only: lead eva@acme.example ' +
        'of project ACME. Or else ana@acme.example would have EDIT_ISSUES on project ACME, which they have neither before nor afterwards, through ' +
        'what is there before only: lead ana@acme.example of project ACME; and what is there afterwards only: project-scheme scheme wide of project ACME.',
    );
  });

  test('is there where a write gives unasked what nobody is to have', async () => {
    const order = await ordered([{ id: 'in', made: [role('Developers', bo)], alsoGives: [role('Administrators', eva)] }]);
    expect(order).toMatchObject({ type: 'none', certain: true, obstacles: [{ type: 'more', cells: [{ resource: 'project:ACME' }] }] });
  });

  test('takes groups out of each other before it puts them into each other the other way round', async () => {
    const base = company.replace(
      'kind: Role\nname: Administrators',
      'kind: Group\nname: one\nmanagedBy: idp\n---\nkind: Group\nname: other\nmanagedBy: idp\n---\nkind: Role\nname: Administrators',
    );
    const within = (outer: string, inner: string): Words => ['inclusion', `group:${outer}`, `group:${inner}`];
    const circle = await problemOf([{ id: 'in', made: [within('one', 'other')] }], undefined, base);
    const turned = { ...circle, before: [...circle.before, fact(within('other', 'one'))] };
    const out: Atom = { id: 'out', api: 'organization', changes: [{ before: fact(within('other', 'one')) }] };
    const order = orderAtoms({ ...turned, atoms: [...circle.atoms, out] });
    expect(order).toMatchObject({ type: 'ordered', atoms: [{ id: 'out' }, { id: 'in' }] });
    expect(proveOrder({ ...turned, atoms: [...circle.atoms, out] }, [...circle.atoms, out])).toMatchObject({
      type: 'unsound',
      made: 1,
      what: 'groups would be within each other in a circle',
    });
  });

  test('is there where what is given unasked would have to be taken away before it is given', async () => {
    const order = await ordered([
      { id: 'out', gone: [role('Developers', eva)] },
      { id: 'in', made: [['grant', 'scheme:open', 'role:Developers', 'DELETE_ISSUES']], alsoGives: [role('Developers', eva)] },
    ]);
    expect(order).toMatchObject({ type: 'none', certain: true, made: [], obstacles: [{ type: 'more', atoms: [{ id: 'in' }] }] });
  });

  test('is there for writes that name what another deletes, and the other way round', async () => {
    const order = await ordered([
      { id: 'one', made: [['group', 'group:x'], role('Developers', 'group:y')] },
      { id: 'two', made: [['group', 'group:y'], role('Developers', 'group:x')] },
    ]);
    expect(order).toMatchObject({
      type: 'none',
      certain: true,
      obstacles: [{ type: 'existence', atoms: [{ id: 'two' }, { id: 'one' }] }],
    });
  });

  test('is one in which something is named that is not there yet', async () => {
    const problem = await problemOf([
      { id: 'actor', made: [role('Testers', eva)] },
      { id: 'role', made: [['role', 'role:Testers']] },
    ]);
    expect(proveOrder(problem, problem.atoms)).toMatchObject({
      type: 'unsound',
      made: 1,
      what: 'actor role Testers eva@acme.example of project ACME would name role:Testers, which is not there then',
    });
  });

  test('is there for writes that do not lead to what is wanted', async () => {
    const problem = await problemOf([{ id: 'out', gone: [role('Developers', eva)] }]);
    expect(orderAtoms({ ...problem, after: problem.before })).toMatchObject({
      type: 'none',
      why: 'No order of the writes is safe: the writes do not lead to what is wanted: actor role Developers eva@acme.example of project ACME.',
    });
    expect(factChanges(problem.before, problem.after).length).toBe(1);
  });
});
