import { confluencePairs, jiraPermissions } from '../naive/permissions.js';
import type { DraftBundle, DraftSpaceRole } from './documents.js';
import { nameSource } from './names.js';
import type { Random } from './random.js';

const jiraBuiltIn = ['viewer', 'commenter', 'contributor', 'developer', 'project-admin'];
const confluenceBuiltIn = ['space-viewer', 'space-commenter', 'space-editor', 'space-admin', 'guest'];

const appKeys = ['app:com.acme.tempo__view-worklogs', 'app:io.tests__RUN', 'app:x'];

/** Known, but not in `all`. */
export const newerPairs = [
  'update/page',
  'update/blogpost',
  'manage_content/space',
  'manage_templates/space',
  'manage_look_and_feel/space',
  'manage_users/space',
  'manage_guest_users/space',
  'manage_nonlicensed_users/space',
  'manage_public_links/space',
  'export_content/space',
  'delete_space/space',
  'archive_space/space',
];

/** Pairs that neither guests nor `anyone` are refused. */
const harmlessPairs = confluencePairs.filter((pair) => !['administer/space', 'export/space', 'restrict_content/space'].includes(pair));

/** What may be listed where permissions stand: own bundles of each product, and what builds them. */
export interface PermissionLists {
  readonly documents: DraftBundle[];
  readonly jiraBundles: string[];
  readonly confluenceBundles: string[];
}

export function drawBundles(random: Random): PermissionLists {
  const name = nameSource(random, 'bundle-');
  const lists: PermissionLists = { documents: [], jiraBundles: [], confluenceBundles: [] };
  for (let count = random.between(0, 4); count > 0; count -= 1) {
    const ofJira = random.chance(0.6);
    const own = ofJira ? lists.jiraBundles : lists.confluenceBundles;
    const permissions = ofJira
      ? [...random.some(own, 0, 2), ...random.some(jiraBuiltIn, 0, 1), ...drawKeys(random, 1, 4)]
      : [...random.some(own, 0, 2), ...random.some(confluenceBuiltIn.slice(0, 4), 0, 1), ...random.some(confluencePairs, 1, 3)];
    const bundle = `${name().slice(0, 200)} b`;
    own.push(bundle);
    lists.documents.push({ kind: 'Bundle', name: bundle, permissions });
  }
  return lists;
}

/** A non-empty list of Jira permissions for a grant. */
export function drawJiraPermissions(random: Random, lists: PermissionLists): string[] {
  const names = [...random.some(lists.jiraBundles, 0, 1), ...random.some(jiraBuiltIn, 0, 1)];
  if (random.chance(0.06)) names.push('all');
  if (random.chance(0.45)) names.push('BROWSE_PROJECTS');
  if (random.chance(0.2)) names.push(random.pick(['SERVICEDESK_AGENT', 'MANAGE_SPRINTS_PERMISSION', 'VIEW_DEV_TOOLS']));
  if (random.chance(0.15)) names.push(random.pick(['ADMINISTER_PROJECTS', 'EDIT_WORKFLOW', 'EDIT_ISSUE_LAYOUT']));
  return random.shuffled([...new Set([...names, ...drawKeys(random, names.length === 0 ? 1 : 0, 3)])]);
}

/** Permissions that every holder may have, `portal-customers` too. */
export function drawPortalPermissions(random: Random): string[] {
  return random.some(
    ['BROWSE_PROJECTS', 'viewer', 'commenter', 'contributor', 'CREATE_ISSUES', 'ADD_COMMENTS', 'SERVICEDESK_AGENT', 'all'],
    1,
    3,
  );
}

/** A non-empty list of Confluence permissions; harmless ones where guests or the public are meant. */
export function drawPairs(random: Random, lists: PermissionLists, forOutsiders: boolean): string[] {
  const pairs = random.chance(0.6) ? ['read/space'] : [];
  if (forOutsiders) return [...new Set([...pairs, ...random.some([...harmlessPairs, 'space-viewer', 'space-editor', 'guest'], 1, 3)])];
  const names = [...random.some(lists.confluenceBundles, 0, 1), ...random.some([...confluenceBuiltIn, 'all'], 0, 1)];
  const fine = [...random.some(confluencePairs, 1, 3), ...(random.chance(0.25) ? random.some(newerPairs, 1, 2) : [])];
  return random.shuffled([...new Set([...pairs, ...names, ...fine])]);
}

/** What a space's guests get. */
export function drawGuestPermissions(random: Random): string[] {
  return random.some(['read/space', 'guest', 'space-commenter', 'create/blogpost', 'delete/page', 'archive/page', 'update/page'], 1, 3);
}

/** Custom space roles, and system ones with another meaning on this site. */
export function drawSpaceRoles(random: Random, lists: PermissionLists): DraftSpaceRole[] {
  const names = random.some(['Writers', 'Équipe: lecture', 'Viewer', 'Collaborator', 'Admin', 'user:role'], 0, 3);
  return names.map((name) => ({ kind: 'SpaceRole', name, permissions: drawPairs(random, lists, random.chance(0.5)) }));
}

function drawKeys(random: Random, least: number, most: number): string[] {
  const keys = random.some(jiraPermissions, least, most);
  return random.chance(0.12) ? [...keys, random.pick(appKeys)] : keys;
}
