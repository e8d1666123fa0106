import type { ApplyPlan, ManualStep } from '../../../src/apply/apply-plan.js';
import type { Applied } from '../../../src/carrying-out.js';
import { compile } from '../../../src/compile/compile.js';
import type { Site } from '../../../src/model/site.js';
import { nameOf } from '../../../src/sandbox/evaluate/subjects.js';
import type { World } from '../../../src/sandbox/world.js';
import { isMailAddress } from '../../../src/text/mail-address.js';
import { lines } from '../compiled.js';
import { thingsTold, withJoined, withStaying, type Told } from './as-told.js';
import { beyond, cellsIn, differing, orphaned, type Cells } from './cells.js';
import { memoryRecord } from './memory-record.js';
import type { Pair } from './pairs.js';
import { carryOut, clickAll, planNow, readStage, resume, type Opened, type Rehearsal } from './rehearsal.js';
import type { Stage } from './stage.js';
import { toldIn } from './without-told.js';

/** One apply and what it did, before anybody clicked. */
export interface Leg {
  readonly before: Cells;
  readonly end: Cells;
  /** Places among the changes of the stage. */
  readonly from: number;
  readonly to: number;
}

/** All applies and clicks that it took until nothing was left to do. */
export interface Journey {
  /** The limits that a plan did not keep, and that ended it. */
  readonly refusedBy?: readonly string[];
  readonly legs: readonly Leg[];
  /** The last plan, which has nothing to write. */
  readonly last: ApplyPlan;
  /** How many requests changed something. */
  readonly effective: number;
  /** How many starts ended otherwise than whole. */
  readonly broken: number;
}

export function rehearsalOf(pair: Pair, stage: Stage, open: () => Promise<Opened> = memory()): Rehearsal {
  return {
    stage,
    policies: pair.after,
    commit: 'c0ffee'.padEnd(40, '0'),
    ...(pair.isManaged ? { applied: pair.before } : {}),
    caller: 'root@corp.test',
    open,
  };
}

function memory(): () => Promise<Opened> {
  const record = memoryRecord('https://corp.atlassian.net');
  return () => Promise.resolve(record.open());
}

/** Plans, applies and clicks until there is nothing to write. */
export async function travel(rehearsal: Rehearsal): Promise<Journey> {
  const { stage } = rehearsal;
  const legs: Leg[] = [];
  // What no reading tells was done, once it could be clicked.
  const clicked = new Set<string>();
  const stepOf = ({ changes, what }: ManualStep): string => JSON.stringify(changes.length === 0 ? what : changes);
  let broken = 0;
  for (let round = 0; round < 8; round++) {
    const now = await readStage(rehearsal);
    const plan = await planNow(rehearsal, now);
    const refused = plan.guards.filter(({ ok }) => !ok);
    if (refused.length > 0)
      return {
        refusedBy: refused.map(({ name, message }) => `${name}: ${message}`),
        legs,
        last: plan,
        effective: stage.changes.length,
        broken,
      };
    const byHand = new Set(plan.manual.filter((step) => !step.checked && clicked.has(stepOf(step))).map(({ number }) => number));
    const toClick = plan.manual.filter(({ number }) => !byHand.has(number));
    if (plan.writes.length === 0 && toClick.length === 0) return { legs, last: plan, effective: stage.changes.length, broken };
    const [before, from] = [stage.cells(), stage.changes.length];
    stage.told = toldIn(plan);
    if (plan.writes.length > 0) broken += await toItsEnd(rehearsal, await carryOut(rehearsal, now, { plan, byHand }));
    stage.told = [];
    legs.push({ before, end: stage.cells(), from, to: stage.changes.length });
    const said = await clickAll(stage, toClick);
    const failed = new Set(said.map((each) => Number.parseInt(each, 10)));
    const known = clicked.size;
    for (const step of toClick) if (!failed.has(step.number)) clicked.add(stepOf(step));
    // What is clicked may be what the next round waits for.
    if (said.length > 0 && from === stage.changes.length && known === clicked.size)
      throw new Error(`What is to be done by hand cannot be clicked: ${said.join('\n')}`);
  }
  throw new Error('It came to no end.');
}

/** Goes on as long as it takes; how many starts it took besides. */
async function toItsEnd(rehearsal: Rehearsal, first: Applied): Promise<number> {
  let applied: Applied | undefined = first;
  for (let again = 0; again < 60; again++) {
    if (applied.type !== 'ran') throw new Error(`It ended as ${JSON.stringify(applied)}`);
    const { outcome, open } = applied;
    if (outcome.end === 'refused' || outcome.end === 'moved') throw new Error(troubleOf(applied));
    if (!open) return again;
    const next = await resume(rehearsal);
    if (next === undefined) return again + 1;
    if (next.type === 'moved') throw new Error(`The site is not on its way: ${JSON.stringify(next.moved)}`);
    applied = next;
  }
  throw new Error('It came to no end.');
}

function troubleOf(applied: Extract<Applied, { type: 'ran' }>): string {
  const { end, writes } = applied.outcome;
  const odd = writes.filter(({ type }) => !['made', 'already', 'not-tried', 'waiting'].includes(type));
  return `It ended as ${end}: ${JSON.stringify(odd).slice(0, 1500)}`;
}

/**
 * What is wrong with how it ended: cells of what the policies manage that are not as they say, nor as the last plan told that it does not
 * look at, or that it leaves. A chat has the members of open groups that the policies say, everything else those that have joined.
 */
export function wrongAtTheEnd({ after }: Pair, stage: Stage, told: Told = { notLookedAt: [], left: [] }): readonly string[] {
  const isOwn = ownCells(after);
  const own = (cells: Cells): Cells => new Map([...cells].filter(([cell]) => isOwn(cell)));
  const site = withItsOwn(after.site, stage.world);
  const cellsOf = (one: Site): Cells => cellsIn(lines({ ...after, site: one, matrix: compile(one, after.asOf) }));
  const joined = withJoined(site, stage.world, told, after.asOf);
  const [said, seen] = [cellsOf(site), cellsOf(joined)];
  const wanted = new Map([...[...said].filter(([cell]) => isOfChat(cell)), ...[...seen].filter(([cell]) => !isOfChat(cell))]);
  const byGroup = thingsTold(told, 'channel-groups');
  const is = called(after.site, stage.world, stage.cells());
  const differs = differing(own(wanted), own(is)).filter((line) => !isJoined(line, after.site, byGroup));
  if (differs.length === 0) return [];
  const stays = cellsOf(withStaying(joined, told, after.asOf));
  return differs.filter((line) => {
    const cell = line.slice(2, line.lastIndexOf('\t'));
    return stays.get(cell) !== is.get(cell) && !isLicensedGuest(cell, stage.world);
  });
}

/** Cells of people in the names of the policies, which call whoever has no address by the account where they were imported. */
function called({ people }: Site, { accounts }: World, cells: Cells): Cells {
  const names = new Map(
    Object.values(accounts).flatMap((account) => (people.has(account.accountId) ? [[nameOf(account), account.accountId] as const] : [])),
  );
  if (names.size === 0) return cells;
  return new Map(
    [...cells].map(([cell, verdict]) => [
      cell.replace(/^user:([^\t]+)/, (all, name: string) => (names.get(name) === undefined ? all : `user:${names.get(name) ?? ''}`)),
      verdict,
    ]),
  );
}

/** A guest whom a group of the identity provider gives a licence as well is read as having that alone, which a reading tells as a blind spot. */
function isLicensedGuest(cell: string, { accounts, groups }: World): boolean {
  const who = /^user:([^\t]+)\tsite\tguest:confluence$/.exec(cell)?.[1];
  const account = Object.values(accounts).find((each) => nameOf(each) === who);
  return Object.values(groups).some(
    ({ roles, members }) =>
      account !== undefined &&
      members.includes(account.accountId) &&
      roles.some(({ product, role }) => product === 'confluence' && role !== 'guest'),
  );
}

function isOfChat(cell: string): boolean {
  return cell.split('\t')[1]?.startsWith('channel:') === true;
}

/** Anybody may join a public channel, and who is in one by a group nobody can tell: whoever is in such a one besides is nothing that differs. */
function isJoined(line: string, { channels }: Site, byGroup: ReadonlySet<string>): boolean {
  const [who = '', resource = '', permission = ''] = line.split('\t');
  if (!who.startsWith('+ ') || permission !== 'member') return false;
  return byGroup.has(resource) || channels.get(resource.replace(/^channel:/, ''))?.private === false;
}

/**
 * With what is the site's to say: who leads a project of which the policies do not tell, or name somebody who is switched off, and, below
 * Premium, whether one is archived.
 */
function withItsOwn(site: Site, { projects, accounts }: World): Site {
  const made = new Map(Object.values(projects).map((project) => [project.key, project] as const));
  const archives = site.about.plan === 'premium' || site.about.plan === 'enterprise';
  const people = new Map([...site.people.values()].map(({ name, accountId }) => [accountId ?? name, name] as const));
  const leadOf = (id = ''): string | undefined => people.get(id) ?? people.get(accounts[id]?.email ?? '');
  const own = [...site.projects].map(([name, project]) => {
    const there = made.get(name);
    if (there === undefined) return [name, project] as const;
    const isOff = site.people.get(project.lead ?? '')?.active === false;
    const lead = (isOff ? undefined : project.lead) ?? leadOf(there.lead);
    const archived = archives ? project.archived : there.archived;
    return [name, { ...project, archived, ...(lead === undefined ? {} : { lead }) }] as const;
  });
  return { ...site, projects: new Map(own) };
}

/** Of people, groups and places that the policies declare. Chats know no groups, tell of no apps, and of people by the e-mail address alone. */
function ownCells({ site }: Pair['after']): (cell: string) => boolean {
  const resources = new Set([
    'site',
    ...Array.from(site.projects.keys(), (name) => `project:${name}`),
    ...Array.from(site.spaces.keys(), (name) => `space:${name}`),
    ...Array.from(site.channels.keys(), (name) => `channel:${name}`),
  ]);
  return (cell) => {
    const [subject = '', resource = ''] = cell.split('\t');
    if (!resources.has(resource)) return false;
    if (resource.startsWith('channel:') && (!subject.startsWith('user:') || !isMailAddress(subject.slice('user:'.length)))) return false;
    if (subject.startsWith('user:')) return site.people.has(subject.slice('user:'.length));
    return !subject.startsWith('group:') || site.groups.has(subject.slice('group:'.length));
  };
}

/** What somebody had on the way and neither before nor afterwards, but for what a plan told of beforehand; and places that nobody administered. */
export function wrongOnTheWay({ after }: Pair, stage: Stage, { legs }: Pick<Journey, 'legs'>): readonly string[] {
  const own = (cells: Cells): Cells => called(after.site, stage.world, cells);
  const [isOwn, end] = [ownCells(after), stage.cells()];
  return legs.flatMap(({ before, from, to }) =>
    stage.changes.slice(from, to).flatMap(({ request, cells, asked }) => {
      const more = beyond(own(asked), own(before), own(end)).filter((cell) => isOwn(cell.slice(0, cell.lastIndexOf('\t'))));
      return [
        ...more.map((cell) => `after ${request} more: ${cell}`),
        ...orphaned(cells, before, end).map((place) => `after ${request} nobody administers ${place}`),
      ];
    }),
  );
}
