import { jiraPermissions } from '../naive/permissions.js';
import { anchor } from './cast.js';
import type { Draft, DraftJudgement, DraftPerson } from './documents.js';
import { drafts, drawnFor, oneOrMany } from './documents.js';
import { drawDate } from './names.js';
import type { Random } from './random.js';
import { seededRandom } from './random.js';

const companies = ['acme', 'client', 'toString'];
const tiers = ['customer', 'core'];
const teams = ['red', 'blue', 'green'];

const jiraWords = [
  ...jiraPermissions.slice(0, 12),
  'BROWSE_PROJECTS',
  'BROWSE_PROJECTS',
  'ADD_COMMENTS',
  'viewer',
  'commenter',
  'project-admin',
];
const spaceWords = ['read/space', 'read/space', 'create/page', 'administer/space', 'delete/space', 'space-viewer', 'space-editor', 'guest'];
const siteWords = ['use:jira-software', 'use:confluence', 'guest:jira', 'guest:confluence', 'admin:site', 'ADMINISTER', 'BULK_CHANGE'];

/** Days to the ends that are drawn for 2026-11-21, and one fewer. */
const spans = [1, 39, 40, 129, 130, 220, 221, 463, 464, 600];

/** What guardrails and tests may name. */
interface Named {
  readonly random: Random;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly idpGroups: readonly string[];
  readonly rooms: readonly string[];
  readonly bundles: readonly string[];
}

/**
 * The documents with labels and companies on people and rooms, and with guardrails of every form and tests, all valid where the documents are.
 * The documents given stay as they are; the same for the same seed.
 */
export function withGuardrails(documents: readonly unknown[], seed: number): unknown[] {
  const random = seededRandom(seed);
  const labelled = structuredClone(documents) as Draft[];
  for (const document of labelled) drawLabels(random, document);
  const named = namesIn(random, labelled);
  const guardrails = Array.from({ length: random.between(4, 9) }, (_, index) => drawGuardrail(named, `rule ${String(index)}`));
  const tests = Array.from({ length: random.between(1, 3) }, (_, index) => drawTest(named, `example ${String(index)}`));
  return [...labelled, ...guardrails, ...tests];
}

function drawLabels(random: Random, document: Draft): void {
  if (document.kind === 'Users') {
    if (document.defaults !== undefined) describe(random, document.defaults);
    // The sponsor of every Collaboration stays internal.
    for (const [id, person] of Object.entries(document.users)) if (id !== anchor) describe(random, person);
  }
  if (document.kind === 'Project' || document.kind === 'Space' || document.kind === 'Channel') {
    if (random.chance(0.4)) document.labels = drawResourceLabels(random);
  }
  if (document.kind === 'Group' && random.chance(0.3)) document.labels = { team: random.pick(teams) };
}

function describe(random: Random, person: DraftPerson): void {
  if (random.chance(0.3)) person.company = random.pick(companies);
  if (random.chance(0.2)) person.audience = random.pick(['internal', 'external']);
  if (random.chance(0.2)) person.labels = { ...person.labels, team: random.pick(teams) };
}

function drawResourceLabels(random: Random): Record<string, string> {
  return {
    ...(random.chance(0.6) ? { company: random.pick(companies) } : {}),
    ...(random.chance(0.5) ? { tier: random.pick(tiers) } : {}),
    ...(random.chance(0.5) ? { team: random.pick(teams) } : {}),
  };
}

function namesIn(random: Random, documents: readonly Draft[]): Named {
  const groups = drafts(documents, 'Group');
  return {
    random,
    people: drafts(documents, 'Users').flatMap(({ users }) => Object.keys(users)),
    groups: [...groups.map(({ name }) => name), ...drafts(documents, 'Collaboration').map(({ name }) => `ext-${name}`)],
    idpGroups: groups.filter(({ managedBy }) => managedBy === 'idp').map(({ name }) => name),
    rooms: [
      ...drafts(documents, 'Project').map(({ key }) => `project:${key}`),
      ...drafts(documents, 'Space').map(({ key }) => `space:${key}`),
      ...drafts(documents, 'Channel').map(({ name }) => `channel:${name}`),
    ],
    bundles: drafts(documents, 'Bundle').map(({ name }) => name),
  };
}

function drawGuardrail(named: Named, name: string): DraftJudgement {
  const { random } = named;
  return {
    kind: 'Guardrail',
    name,
    ...(random.chance(0.3) ? { severity: random.pick(['error', 'warning']) } : {}),
    ...drawRule(named),
    ...(random.chance(0.5) ? { except: Array.from({ length: random.between(1, 3) }, () => drawWaiver(named)) } : {}),
  };
}

function drawRule(named: Named): Record<string, unknown> {
  const { random } = named;
  switch (random.between(1, 8)) {
    case 1:
      return { confine: { ...drawMaybeWho(named), to: drawOn(named) } };
    case 2:
      return { confine: { ...drawMaybeWho(named), byLabel: random.pick(['company', 'company', 'team', 'tier']) } };
    case 3:
      return { never: { ...drawMaybeWho(named), ...drawDuty(named) } };
    case 4:
      return { always: { ...drawMaybeWho(named), ...drawDuty(named) } };
    case 5:
      return { atLeast: { count: random.between(1, 3), ...drawMaybeWho(named), ...drawDuty(named) } };
    case 6:
      return { atMost: { count: random.between(0, 4), ...drawMaybeWho(named), ...drawDuty(named) } };
    case 7:
      return { separate: { ...drawMaybeWho(named), first: drawDuty(named), second: drawDuty(named) } };
    default:
      return { expire: { ...drawMaybeWho(named), within: `${String(random.pick(spans))}d` } };
  }
}

function drawMaybeWho(named: Named): { who?: unknown } {
  return named.random.chance(0.8) ? { who: drawWho(named) } : {};
}

function drawWho(named: Named): unknown {
  return named.random.chance(0.4) ? drawConditions(named) : drawSubjects(named);
}

function drawSubjects({ random, people, groups, idpGroups }: Named): string[] {
  const subjects = [
    ...random.some(people, 0, 3).map((id) => `user:${id}`),
    ...random.some(groups, 0, 2).map((group) => `group:${group}`),
    ...random.some(idpGroups, 0, 1).map((group) => `group:${group}`),
    ...random.some(['anyone', 'logged-in', 'portal-customers'], 0, random.chance(0.4) ? 3 : 0),
  ];
  return subjects.length > 0 ? [...new Set(subjects)] : [`user:${random.pick(people)}`];
}

/** Mostly one condition, at times several, or none at all. */
function drawConditions({ random, groups }: Named): Record<string, unknown> {
  const group = random.pick(groups);
  const conditions = {
    audience: random.pick(['external', 'external', 'internal']),
    company: random.pick(companies),
    group: group.startsWith('group:') || random.chance(0.3) ? `group:${group}` : group,
    labels: { team: random.pick(teams) },
    type: random.pick(['person', 'app']),
  };
  const names = ['audience', 'audience', 'company', 'group', 'labels', 'type'] as const;
  return Object.fromEntries(
    random.some(names, random.chance(0.1) ? 0 : 1, random.chance(0.7) ? 1 : 2).map((name) => [name, conditions[name]]),
  );
}

function drawDuty(named: Named): { can: string[]; on: unknown } {
  const { random } = named;
  // Mostly permissions that the resources can have, so that something is at stake.
  switch (random.between(1, 6)) {
    case 1:
    case 2:
      return { can: drawSome(named, jiraWords), on: random.chance(0.5) ? ['project:*'] : drawOn(named) };
    case 3:
      return { can: drawSome(named, spaceWords), on: random.chance(0.5) ? ['space:*'] : drawOn(named) };
    case 4:
      return { can: ['*'], on: drawOn(named) };
    case 5:
      return { can: random.some([...siteWords, 'member'], 1, 2), on: random.pick([['site'], ['*'], ['site', 'channel:*']]) };
    default:
      return { can: drawCan(named), on: drawOn(named) };
  }
}

function drawSome({ random, bundles }: Named, words: readonly string[]): string[] {
  return [...new Set(random.chance(0.15) && bundles.length > 0 ? [random.pick(bundles)] : random.some(words, 1, 2))];
}

function drawCan(named: Named): string[] {
  const { random } = named;
  if (random.chance(0.2)) return ['*'];
  if (random.chance(0.1)) return ['all'];
  return drawSome(named, random.pick([jiraWords, spaceWords, [...siteWords, 'member'], [...jiraWords, ...spaceWords, 'member']]));
}

function drawOn(named: Named): unknown {
  const { random } = named;
  if (random.chance(0.15))
    return { labels: random.pick<object>([{ tier: random.pick(tiers) }, { company: random.pick(companies) }, drawBoth(random)]) };
  return random.some([...named.rooms, ...drawPatterns(named), ...drawPatterns(named)], 1, 3);
}

function drawBoth(random: Random): Record<string, string> {
  return { company: random.pick(companies), tier: random.pick(tiers) };
}

/** `*` at the front, at the end, in the middle, alone, doubled, and where it matches nothing more. */
function drawPatterns({ random, rooms }: Named): string[] {
  const room = random.pick(rooms.length > 0 ? rooms : ['project:X']);
  const signs = Array.from(room);
  const middle = Math.floor(signs.length / 2);
  return [
    ...['*', '**', 'project:*', 'space:*', 'channel:*', 'site', 's*', '*1', '*:*0', 'project:*_*', 'channel:no such*', '*e*t*'],
    `${signs.slice(0, 10).join('')}*`,
    `*${room.slice(room.lastIndexOf(':'))}`,
    `${signs.slice(0, middle).join('')}*${signs.slice(middle).join('')}`,
  ];
}

/** Live, on its last day or ended; of anybody or of somebody; with and without `can`. */
function drawWaiver(named: Named): Record<string, unknown> {
  const { random, people } = named;
  return {
    who: random.chance(0.3) ? {} : drawWho(named),
    on: random.chance(0.3) ? ['*'] : drawOn(named),
    ...(random.chance(0.3) ? { can: drawCan(named) } : {}),
    reason: 'audit: 2026',
    owner: `user:${random.pick(people)}`,
    until: drawDate(random),
  };
}

function drawTest(named: Named, name: string): DraftJudgement {
  const { random } = named;
  const expect = Array.from({ length: random.between(1, 3) }, () => {
    const who = drawSubjects(named);
    const on = random.some([...named.rooms, 'site', 'project:*', 'space:*', '*', '*0'], 1, 2);
    const sort = random.between(1, 3);
    return {
      who: oneOrList(random, who),
      ...(sort <= 2 ? { cannot: drawCan(named) } : {}),
      ...(sort >= 2 ? { can: drawSome(named, random.pick([jiraWords, spaceWords])) } : {}),
      on: oneOrList(random, on),
    };
  });
  return { kind: 'Test', name, ...drawDay(random), expect };
}

function oneOrList(random: Random, list: readonly string[]): unknown {
  const [only] = oneOrMany([...list]);
  return list.length === 1 && random.chance(0.6) ? only : list;
}

/** A day for which the root is surely valid: not before the one it is drawn for. */
function drawDay(random: Random): { asOf?: string } {
  const asOf = drawDate(random);
  return random.chance(0.4) && asOf >= drawnFor ? { asOf } : {};
}
