import type { AuditEvent, World } from '../world.js';
import type { Change } from './change.js';
import { channelGuest, channelMember, isPrivate } from './chat.js';
import { guestPermission, spaceGrant, spaceGuest } from './confluence.js';
import { addActor, globalPermission, project, projectAccess, projectGuest, projectScheme, projectType, withNewProject } from './jira.js';
import {
  active,
  addProduct,
  administrator,
  changeCustomers,
  group,
  groupProduct,
  guest,
  managedBy,
  member,
  ownProduct,
  person,
  rename,
} from './organization.js';
import { cannot, CannotClick, type Clicks, type SaidFact } from './said.js';

type Api = AuditEvent['system'];

interface Area {
  readonly api: Api;
  readonly change: Change;
}

/** What only somebody in the pages of the administration can do, by the type of the fact. */
const areas: Readonly<Record<string, Area>> = {
  person: { api: 'organization', change: person },
  active: { api: 'organization', change: active },
  group: { api: 'organization', change: group },
  'managed-by': { api: 'organization', change: managedBy },
  member: { api: 'organization', change: member },
  'group-product': { api: 'organization', change: groupProduct },
  administrator: { api: 'organization', change: administrator },
  product: { api: 'organization', change: ownProduct },
  guest: { api: 'organization', change: guest },
  project: { api: 'jira', change: project },
  'project-type': { api: 'jira', change: projectType },
  'project-access': { api: 'jira', change: projectAccess },
  'project-scheme': { api: 'jira', change: projectScheme },
  lead: { api: 'jira', change: withNewProject(() => false, 'The API of Jira says who leads a project.') },
  archived: {
    api: 'jira',
    change: withNewProject(
      ({ says: [said] }) => (said === 'false' ? false : cannot('A project is not archived on its first day.')),
      'The API of Jira archives and restores projects.',
    ),
  },
  actor: { api: 'jira', change: withNewProject(addActor, 'The API of Jira changes the actors of roles.') },
  'project-guest': { api: 'jira', change: projectGuest },
  'global-permission': { api: 'jira', change: globalPermission },
  'space-guest': { api: 'confluence', change: spaceGuest },
  'space-grant': { api: 'confluence', change: spaceGrant },
  'guest-permission': { api: 'confluence', change: guestPermission },
  private: { api: 'slack', change: isPrivate },
  'channel-member': { api: 'slack', change: channelMember },
  'channel-guest': { api: 'slack', change: channelGuest },
};

/** Of what has to be there first. */
const order = ['person', 'group', 'managed-by', 'project'];

export interface Clicked {
  /** Facts that are otherwise now. */
  readonly made: number;
  /** Facts that were so already. */
  readonly already: number;
}

export type Outcome = { readonly type: 'refused'; readonly why: string } | { readonly type: 'clicked'; readonly clicked: Clicked };

/** Does it to a world: all of it, or nothing. */
export function click(clicks: Clicks, world: World): Outcome {
  try {
    doAll(clicks, structuredClone(world));
    return { type: 'clicked', clicked: doAll(clicks, world) };
  } catch (error) {
    if (error instanceof CannotClick) return { type: 'refused', why: error.message };
    throw error;
  }
}

/** The systems that it changes, each once. */
export function systemsOf({ add, remove, rename: renamed, products, customers }: Clicks): readonly Api[] {
  const named = [...add, ...remove].map(({ type }) => areas[type]?.api);
  if (renamed !== undefined) named.push(renamed.from.startsWith('project:') ? 'jira' : 'organization');
  if (products.length + customers.add.length + customers.remove.length > 0) named.push('organization');
  return [...new Set(named.filter((api) => api !== undefined))];
}

/** The names that it is about, by which the audit trail finds the things. */
export function thingsIn({ add, remove, rename: renamed }: Clicks): readonly string[] {
  const references = [...add, ...remove].map(({ of }) => of).concat(renamed === undefined ? [] : [renamed.from, renamed.to]);
  return [...new Set(references.map((reference) => reference.replace(/^[a-z-]+:/, '')))];
}

/** Renaming comes first, then what goes, then what comes; what a thing has after the thing. */
function doAll(clicks: Clicks, world: World): Clicked {
  const outcomes: boolean[] = [];
  if (clicks.rename !== undefined) outcomes.push(rename(clicks.rename, world));
  for (const product of clicks.products) outcomes.push(addProduct(product, world));
  const customers = changeCustomers(clicks.customers, world);
  for (const fact of inOrder(clicks.remove).toReversed()) outcomes.push(unmake(fact, world, clicks));
  for (const fact of inOrder(clicks.add)) outcomes.push(make(fact, world, clicks));
  const made = outcomes.filter(Boolean).length + customers;
  return { made, already: outcomes.filter((each) => !each).length };
}

function inOrder(facts: readonly SaidFact[]): readonly SaidFact[] {
  const rank = ({ type }: SaidFact): number => (order.includes(type) ? order.indexOf(type) : order.length);
  return facts.toSorted((a, b) => rank(a) - rank(b));
}

function make(fact: SaidFact, world: World, clicks: Clicks): boolean {
  const { change } = areas[fact.type] ?? refuse(fact);
  return change.add?.(fact, world, clicks) ?? refuse(fact);
}

/** What says something else by the same clicks is replaced, not taken away. */
function unmake(fact: SaidFact, world: World, clicks: Clicks): boolean {
  const { change } = areas[fact.type] ?? refuse(fact);
  if (change.remove === undefined && clicks.add.some(({ type, of }) => type === fact.type && of === fact.of)) return false;
  return change.remove?.(fact, world, clicks) ?? refuse(fact);
}

function refuse({ type, of }: SaidFact): never {
  const known = Object.keys(areas).join(', ');
  return cannot(
    `A ${type} of "${of}" is nothing for the pages of the administration: an API changes it, or nothing can. By hand there are: ${known}.`,
  );
}
