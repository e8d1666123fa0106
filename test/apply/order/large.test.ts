import { describe, expect, test } from '@jest/globals';
import type { Atom } from '../../../src/apply/order/atom.js';
import { orderAtoms } from '../../../src/apply/order/order-atoms.js';
import type { NoOrder, Ordered } from '../../../src/apply/order/order.js';
import { withChanges, type FactChange } from '../../../src/diff/fact-change.js';
import type { Fact } from '../../../src/diff/facts.js';
import { asOf } from '../../support/compiled.js';
import { about, fact } from '../../support/order/problems.js';

const [projects, people, groups] = [400, 60, 6];
const upTo = (amount: number): readonly number[] => Array.from({ length: amount }, (_, index) => index);
const person = (index: number): string => `user:p${String(index % people)}@acme.example`;
const group = (index: number): string => `group:g${String(index % groups)}`;
const project = (index: number): string => `project:P${String(index)}`;

const before: readonly Fact[] = [
  ...upTo(people).flatMap((index) => [fact('person', person(index)), fact('product', person(index), 'jira-software')]),
  ...upTo(groups).flatMap((index) => [fact('group', group(index)), fact('managed-by', group(index), 'git')]),
  ...upTo(people).map((index) => fact('member', group(index), person(index))),
  ...['A', 'D', 'V'].map((role) => fact('role', `role:${role}`)),
  ...['s', 't'].flatMap((scheme) => [
    fact('scheme', `scheme:${scheme}`),
    fact('grant', `scheme:${scheme}`, 'role:A', 'ADMINISTER_PROJECTS'),
    ...['D', 'V'].map((role) => fact('grant', `scheme:${scheme}`, `role:${role}`, 'BROWSE_PROJECTS')),
  ]),
  fact('grant', 'scheme:t', 'role:D', 'DELETE_ISSUES'),
  ...upTo(projects).flatMap((index) => [
    fact('project', project(index)),
    fact('project-scheme', project(index), 'scheme:s'),
    fact('lead', project(index), person(index)),
    fact('actor', project(index), 'role:A', person(index)),
    fact('actor', project(index), 'role:D', group(index)),
    fact('actor', project(index), 'role:D', group(index + 1)),
  ]),
];

function ordered(changes: readonly FactChange[]): Ordered<Atom> {
  const atoms = changes.map((change, index): Atom => ({ id: String(index), api: 'jira', changes: [change] }));
  const order = orderAtoms({ before, after: withChanges(before, changes), atoms, about, people: new Map(), asOf });
  if (order.type === 'none') throw new Error(order.why);
  return order;
}

const leaving = upTo(projects).map((index): FactChange => ({ before: fact('actor', project(index), 'role:D', group(index)) }));
const switching = upTo(projects).map((index): FactChange => ({
  before: fact('project-scheme', project(index), 'scheme:s'),
  after: fact('project-scheme', project(index), 'scheme:t'),
}));
const giving: FactChange = { after: fact('grant', 'scheme:s', 'role:D', 'DELETE_ISSUES') };

const placesOf = ({ atoms }: Ordered<Atom>, type: string): readonly number[] =>
  atoms.flatMap(({ changes: [change] }, place) => ((change?.after ?? change?.before)?.type === type ? place : []));

describe('an order of very many writes', () => {
  test('takes three sites to prove where nothing stands in the way', () => {
    const coming = upTo(projects).map((index): FactChange => ({ after: fact('actor', project(index), 'role:V', person(index + 7)) }));
    const order = ordered([...coming, ...leaving]);
    expect(order.proof).toEqual({ by: 'ends', states: 2 * projects, compiles: 3, least: true });
    expect(order.interims).toEqual([]);
  });

  test('takes a handful where each project has to lose something before a scheme gives more', () => {
    const order = ordered([giving, ...leaving]);
    expect(placesOf(order, 'grant')).toEqual([projects]);
    expect(order.proof.compiles).toBeLessThanOrEqual(8);
  });

  test('takes a handful where each project changes its scheme, once it has lost something', () => {
    const order = ordered([...switching, ...leaving]);
    expect(order.proof.compiles).toBeLessThanOrEqual(8);
    const places = new Map(
      order.atoms.map(({ changes: [change] }, place) => [`${change?.before?.type ?? ''} ${change?.before?.of ?? ''}`, place]),
    );
    for (const index of upTo(projects))
      expect(places.get(`actor ${project(index)}`)).toBeLessThan(places.get(`project-scheme ${project(index)}`) ?? -1);
  });

  test('takes somebody out of a group before a scheme gives it more', () => {
    const member: FactChange = { before: fact('member', group(3), person(3)) };
    const places = ordered([giving, member, ...leaving.filter((_, index) => index % groups !== 3)]);
    expect(placesOf(places, 'member')[0]).toBeLessThan(placesOf(places, 'grant')[0] ?? -1);
  });

  test('keeps what changes one thing together', () => {
    const grants = ['EDIT_ISSUES', 'LINK_ISSUES', 'MOVE_ISSUES'].flatMap((permission) =>
      ['scheme:s', 'scheme:t'].map((scheme): FactChange => ({ after: fact('grant', scheme, 'role:A', permission) })),
    );
    const places = placesOf(ordered([...grants, ...switching.slice(0, 2)]), 'grant');
    expect(places).toEqual([0, 1, 2, 3, 4, 5]);
    const of = ordered(grants).atoms.map(({ changes: [change] }) => change?.after?.of);
    expect(of).toEqual([...of].sort());
  });
});

describe('that there is no order', () => {
  // Leads are to administer instead of actors, by a call that also gives these actors what they may not have.
  const grants: Atom = {
    id: 'grants',
    api: 'jira',
    changes: [
      ...['ADMINISTER_PROJECTS', 'BROWSE_PROJECTS'].map((permission) => ({ after: fact('grant', 'scheme:s', 'lead', permission) })),
      { after: fact('grant', 'scheme:s', 'role:A', 'BROWSE_PROJECTS') },
      { after: fact('grant', 'scheme:s', 'role:A', 'DELETE_ISSUES') },
    ],
  };

  function noneFor(amount: number): NoOrder<Atom> {
    const atoms = upTo(amount).map((index): Atom => ({
      id: `out ${String(index)}`,
      api: 'jira',
      changes: [{ before: fact('actor', project(index), 'role:A', person(index)) }],
    }));
    const changes = [...atoms, grants].flatMap((atom) => atom.changes);
    const order = orderAtoms({ before, after: withChanges(before, changes), atoms: [...atoms, grants], about, people: new Map(), asOf });
    if (order.type === 'ordered') throw new Error('There is an order.');
    return order;
  }

  test('is told by its first reasons, and all of them are listed', () => {
    const { certain, obstacles, why } = noneFor(7);
    expect(certain).toBe(true);
    expect(obstacles.map(({ type }) => type)).toEqual(['more', ...upTo(7).map(() => 'administrators')]);
    expect(why).toMatch(
      /^No order of the writes is safe: p0@acme\.example would have DELETE_ISSUES on project P0, which they have neither before nor afterwards \(and \d+ more rights of the kind\), through what is there before only: actor role A p0@acme\.example of project P0; and what is there afterwards only: grant lead /,
    );
    expect(why).toContain('Or else nobody would administer project P0. Or else');
    expect(why).toMatch(/There are 3 more reasons of the kind\.$/);
  });

  test('is proven for very many writes by the few that wait for each other', () => {
    const { certain, obstacles } = noneFor(projects);
    expect(certain).toBe(true);
    expect(obstacles.map(({ atoms, what }) => [atoms.map(({ id }) => id), what])).toEqual([
      [['grants'], expect.stringContaining('p0@acme.example would have DELETE_ISSUES on project P0')],
      [['out 0'], 'nobody would administer project P0'],
    ]);
  });
});
