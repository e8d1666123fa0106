import { parseAllDocuments } from 'yaml';
import type { Cast, Size } from './cast.js';
import { anchor, countsBySize, drawCount, everyGroup, everybody } from './cast.js';
import type { Draft, DraftGrant, DraftJudgement, DraftSite } from './documents.js';
import { drawCollaborations } from './draw-collaborations.js';
import { drawChannels, drawSpaces } from './draw-confluence.js';
import { drawGroups, drawRoles } from './draw-groups.js';
import { drawProjects, drawSchemes } from './draw-jira.js';
import { drawIds, drawUsers } from './draw-people.js';
import { makeValid } from './make-valid.js';
import { drawEnding, nameSource } from './names.js';
import { drawBundles, drawSpaceRoles } from './permission-lists.js';
import type { Random } from './random.js';
import { seededRandom } from './random.js';
import { writeFiles } from './write-files.js';

export interface RandomOrganisation {
  /** The documents as plain values: what the files mean. */
  readonly documents: unknown[];
  /** Text by path below the policy root. */
  readonly files: Map<string, string>;
}

/** A policy root that is valid on 2026-11-21 and every later day, and that any part of the language may occur in; the same for the same seed. */
export function randomOrganisation(seed: number, size: Size = 'small'): RandomOrganisation {
  const random = seededRandom(seed);
  const documents = makeValid(drawDocuments(random, size));
  return { documents, files: writeFiles(documents, random) };
}

/** The same documents in other files, another order and another style. */
export function shuffled(files: ReadonlyMap<string, string>, seed: number): Map<string, string> {
  const documents = [...files.values()].flatMap((text) =>
    [...parseAllDocuments(text, { version: '1.2', schema: 'core' })].map((document): unknown => document.toJS()),
  );
  return writeFiles(
    documents.filter((document) => document !== null),
    seededRandom(seed),
  );
}

/** The files of given documents, spread at random. */
export function filesOf(documents: readonly unknown[], seed: number): Map<string, string> {
  return writeFiles(documents, seededRandom(seed));
}

function drawDocuments(random: Random, size: Size): Draft[] {
  const counts = countsBySize[size];
  const cast = drawCast(random, size);
  const spaceRoles = drawSpaceRoles(random, cast.lists);
  const projects = drawProjects(cast, drawProjectKeys(random, drawCount(random, counts.projects)));
  const spaces = drawSpaces(cast, drawSpaceKeys(random, drawCount(random, counts.spaces)), spaceRoles);
  const channels = drawChannels(cast, drawNames(random, 'channel-', drawCount(random, counts.channels)));
  return [
    drawSite(cast),
    ...drawUsers(cast),
    ...drawGroups(cast),
    ...drawRoles(cast),
    ...cast.lists.documents,
    ...drawSchemes(cast),
    ...projects,
    ...spaceRoles,
    ...spaces,
    ...channels,
    ...drawCollaborations(cast, { projects, spaces, channels }),
    ...drawJudgements(
      cast,
      projects.map(({ key }) => key),
    ),
  ];
}

function drawCast(random: Random, size: Size): Cast {
  const counts = countsBySize[size];
  return {
    random,
    ...drawIds(random, drawCount(random, counts.people)),
    groups: drawNames(random, 'g', drawCount(random, counts.groups)),
    roles: drawNames(random, 'Role ', drawCount(random, counts.roles)),
    schemes: drawNames(random, 'scheme ', drawCount(random, counts.schemes)),
    collaborations: drawNames(random, 'team', drawCount(random, counts.collaborations)).map((name) => name.slice(0, 200)),
    lists: drawBundles(random),
  };
}

function drawNames(random: Random, prefix: string, count: number): string[] {
  const name = nameSource(random, prefix);
  return Array.from({ length: count }, () => name());
}

function drawProjectKeys(random: Random, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${random.pick(['P', 'ACME_', 'X9', 'Z_Z'])}${String(index)}`);
}

function drawSpaceKeys(random: Random, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${random.pick(['S', '~ana.', 'docs-', 'a_B~', '9'])}${String(index)}`);
}

const globalKeys = [
  'ADMINISTER',
  'USER_PICKER',
  'CREATE_SHARED_OBJECTS',
  'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
  'BULK_CHANGE',
  'CREATE_PROJECT',
];

function drawSite(cast: Cast): DraftSite {
  const { random } = cast;
  const globalPermissions = Array.from({ length: random.between(0, 3) }, (): DraftGrant => {
    const to = random.some(everyGroup(cast), 1, 2).map((name) => `group:${name}`);
    return { to, allow: random.some(globalKeys, 1, 3), ...drawEnding(random) };
  });
  const admins = [
    ...random.some(everyGroup(cast), 0, 2).map((name) => `group:${name}`),
    ...random.some(everybody(cast), 0, 1).map((id) => `user:${id}`),
  ];
  return {
    kind: 'Site',
    name: 'corp',
    url: 'https://corp.atlassian.net',
    internalDomains: ['corp.test', 'mail.corp.test'],
    ...(random.chance(0.5) ? { plan: random.pick(['standard', 'premium', 'enterprise']) } : {}),
    ...(random.chance(0.5) ? { owner: `user:${anchor}` } : {}),
    ...(admins.length > 0 ? { admins } : {}),
    ...(globalPermissions.length > 0 ? { globalPermissions } : {}),
    ...(random.chance(0.3) ? { seats: { 'jira-software': 1, confluence: 1 } } : {}),
    ...(random.chance(0.3) ? { limits: { maxRemovalPercent: 25, minAdmins: 1 } } : {}),
    ...(random.chance(0.2) ? { lint: { 'unused-scheme': 'off' } } : {}),
  };
}

/** Guardrails and tests: they are judged elsewhere and change no cell. */
function drawJudgements({ random }: Cast, projects: readonly string[]): DraftJudgement[] {
  const person = `user:${anchor}`;
  const waiver = { who: [person], on: ['project:*'], reason: 'audit: 2026', owner: person, until: '2028-12-31' };
  const rules: Record<string, unknown>[] = [
    { never: { who: { audience: 'external' }, can: ['ADMINISTER_PROJECTS'], on: ['project:*'] }, except: [waiver] },
    { atMost: { count: 5, can: ['administer/space'], on: ['space:*'] } },
    { expire: { who: { audience: 'external' }, within: '180d' } },
    { confine: { who: { audience: 'external' }, byLabel: 'company' } },
  ];
  const guardrails = random
    .some(rules, 0, 2)
    .map((rule, index): DraftJudgement => ({ kind: 'Guardrail', name: `guardrail ${String(index)}`, severity: 'warning', ...rule }));
  const tests = random.some(projects, 0, 1).map((key): DraftJudgement => {
    return { kind: 'Test', name: 'root: "tested"', expect: [{ who: `user:${anchor}`, cannot: ['DELETE_ISSUES'], on: `project:${key}` }] };
  });
  return [...guardrails, ...tests];
}
