import { expect, test } from '@jest/globals';
import { judge, type Judgement } from '../../src/check/judge.js';
import { compile } from '../../src/compile/compile.js';
import type { Cell } from '../../src/matrix/matrix.js';
import { endOfHalf, guardedOrganisation, homesOf, organisationOf, standingOf } from '../support/guarded-organisation.js';
import { compileDocuments, isHere, latestModel, Naming, type Model } from '../support/kubernetes-org.js';

if (!isHere) console.warn('SKIPPED: the real organisation to hold guardrails against is not here.');

(isHere ? test : test.skip)('twelve guardrails over a real organisation find what a plain reading of every cell finds', () => {
  const naming = new Naming();
  const compiled = compileDocuments(guardedOrganisation(naming));
  const judgements = judge({ ...compiled, matrixOn: (day) => compile(compiled.site, day) });
  const expected = new PlainReading(latestModel(), naming, [...compiled.matrix.cells()]).all();
  const found = Object.fromEntries(judgements.map((judgement) => [judgement.guardrail.name, linesOf(judgement)]));
  // Names first: a difference in one of them is to be read, and the whole is a hundred thousand lines.
  expect(Object.keys(found)).toEqual(Object.keys(expected).sort());
  for (const [name, lines] of Object.entries(expected)) {
    const missing = without(lines, found[name] ?? []);
    const besides = without(found[name] ?? [], lines);
    expect({ name, missing: missing.slice(0, 5), besides: besides.slice(0, 5) }).toEqual({ name, missing: [], besides: [] });
    expect({ name, lines: found[name]?.length }).toEqual({ name, lines: lines.length });
    expect(lines.length).toBeGreaterThan(0);
  }
  expect(judgements.map(({ ok }) => ok)).toEqual(judgements.map(() => false));
  // The guardrail by company is broken on purpose: no room of this organisation has that label.
  expect(judgements.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual(['unknown-label']);
  for (const { guardrail, classes } of judgements) {
    const held = classes.filter(({ witness: { verdict } }) => verdict === 'allowed');
    expect({ guardrail: guardrail.name, without: held.filter(({ witness: { path } }) => path.edges.length === 0) }).toEqual({
      guardrail: guardrail.name,
      without: [],
    });
  }
});

/** Each cell that breaks a guardrail; for those that count, each resource, with the number for `atLeast`, and the holders for `atMost`. */
function linesOf({ guardrail, classes, counts }: Judgement): string[] {
  if (guardrail.rule.type === 'atLeast') return counts.map(({ resource, count }) => `${resource} ${String(count)}`);
  return classes.flatMap(({ subjects, resources, permissions }) =>
    subjects.flatMap((subject) => resources.flatMap((resource) => permissions.map((each) => `${subject} ${resource} ${each}`))),
  );
}

interface Person {
  readonly user: string;
  readonly audience: 'internal' | 'external';
  readonly company?: string;
  readonly until?: string;
  readonly home?: string;
}

/** What the twelve guardrails must find, read off the listed cells one by one. */
class PlainReading {
  private readonly model: Model;
  private readonly naming: Naming;
  private readonly cells: readonly Cell[];
  private readonly people: readonly Person[];
  private readonly person: ReadonlyMap<string, Person>;
  private readonly held: ReadonlySet<string>;
  private readonly keys: ReadonlyMap<string, string>;

  constructor(model: Model, naming: Naming, cells: readonly Cell[]) {
    this.model = model;
    this.naming = naming;
    this.cells = cells;
    const homes = homesOf(model);
    this.people = model.users.map(({ id }, index) => {
      const home = homes.get(id);
      return { user: `user:${id}`, ...standingOf(index), ...(home === undefined ? {} : { home }) };
    });
    this.person = new Map(this.people.map((person) => [person.user, person]));
    this.held = new Set(cells.map(lineOf));
    this.keys = new Map(model.resources.map((resource) => [naming.resource(resource), resource.key]));
  }

  all(): Readonly<Record<string, readonly string[]>> {
    const members = this.membersOf('kubernetes/@members');
    const managers = this.membersOf('kubernetes/release-managers');
    const external = ({ user, audience }: Person): boolean => this.person.has(user) && audience === 'external';
    return {
      'never-pattern': this.lines(
        (person, { resource, permission }) =>
          external(person) && resource.startsWith('project:') && ['app:admin', 'app:maintain'].includes(permission),
      ),
      'never-label': this.lines(
        (person, { resource, permission }) =>
          person.company === 'birch' && permission === 'read/space' && this.organisation(resource) === 'kubernetes-csi',
      ),
      'never-group': this.lines(
        (person, { resource, permission }) =>
          members.has(person.user) &&
          permission === 'create/comment' &&
          resource.startsWith('space:org~3a') &&
          !(person.audience === 'internal' && this.keys.get(resource) === 'org:kubernetes'),
      ),
      'confine-label': this.lines(
        (person, { resource, permission }) =>
          person.home === 'etcd-io' && !permission.startsWith('use:') && this.organisation(resource) !== 'etcd-io',
      ),
      // No resource has the label `company`, so that all is outside.
      'confine-company': this.lines((person, { permission }) => external(person) && !permission.startsWith('use:')),
      'confine-group': this.lines(
        (person, { resource, permission }) =>
          managers.has(person.user) &&
          !permission.startsWith('use:') &&
          !resource.startsWith('project:') &&
          this.keys.get(resource)?.startsWith('team:kubernetes/') !== true,
      ),
      'always-group': this.absent(),
      'at-least-audience': this.tooFew(
        2,
        this.people.filter(({ audience }) => audience === 'internal'),
        ['app:admin'],
      ),
      'at-least-group': this.tooFew(5, this.internalMembersOf('kubernetes-sigs/@members'), ['BROWSE_PROJECTS', 'app:write']),
      'at-most': this.tooMany(4, ['administer/space', 'delete/page']),
      separate: this.onBothSides(),
      expire: this.lines((person) => external(person) && person.until !== endOfHalf),
    };
  }

  private lines(breaks: (person: Person, cell: Cell) => boolean): string[] {
    return this.cells.flatMap((cell) => {
      const person = this.person.get(cell.subject);
      return person !== undefined && breaks(person, cell) ? [lineOf(cell)] : [];
    });
  }

  private absent(): string[] {
    const owners = [...this.membersOf('kubernetes/owners')];
    const resources = [...this.keys].filter(([, key]) => organisationOf(key) === 'kubernetes').map(([resource]) => resource);
    return owners.flatMap((user) => resources.map((resource) => `${user} ${resource} app:admin`)).filter((line) => !this.held.has(line));
  }

  private tooFew(least: number, people: readonly Person[], permissions: readonly string[]): string[] {
    return this.resources('repo').flatMap((resource) => {
      const able = people.filter(({ user }) => permissions.every((permission) => this.held.has(`${user} ${resource} ${permission}`)));
      return able.length < least ? [`${resource} ${String(able.length)}`] : [];
    });
  }

  private tooMany(most: number, permissions: readonly string[]): string[] {
    const named = this.cells.filter(({ permission }) => permissions.includes(permission));
    return this.resources('team').flatMap((resource) => {
      const cells = named.filter((cell) => cell.resource === resource);
      return new Set(cells.map(({ subject }) => subject)).size > most ? cells.map(lineOf) : [];
    });
  }

  private onBothSides(): string[] {
    const first = this.cells.filter(
      ({ resource, permission }) => permission === 'app:admin' && this.keys.get(resource) === 'kubernetes/kubernetes',
    );
    const second = this.cells.filter(
      ({ resource, permission }) => permission === 'app:write' && this.organisation(resource) === 'kubernetes-sigs',
    );
    const [one, other] = [first, second].map((cells) => new Set(cells.map(({ subject }) => subject)));
    return [...first, ...second].filter(({ subject }) => one?.has(subject) === true && other?.has(subject) === true).map(lineOf);
  }

  private resources(kind: 'repo' | 'team'): string[] {
    return this.model.resources.filter((resource) => resource.kind === kind).map((resource) => this.naming.resource(resource));
  }

  private organisation(resource: string): string {
    return organisationOf(this.keys.get(resource) ?? '');
  }

  private internalMembersOf(name: string): readonly Person[] {
    const members = this.membersOf(name);
    return this.people.filter(({ user, audience }) => members.has(user) && audience === 'internal');
  }

  private membersOf(name: string): ReadonlySet<string> {
    const group = this.model.groups.find((each) => each.name === name);
    if (group === undefined) throw new Error(`There is no group ${name}.`);
    return new Set([...group.members.map((member) => `user:${member}`), ...group.includes.flatMap((each) => [...this.membersOf(each)])]);
  }
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}

function lineOf({ subject, resource, permission }: Cell): string {
  return `${subject} ${resource} ${permission}`;
}
