import type { Cast } from './cast.js';
import { anchor, drawPersonReference, everyGroup, everybody, jiraProducts } from './cast.js';
import type { DraftGroup, DraftItem, DraftRole } from './documents.js';
import { personOf } from './documents.js';
import { drawEnding } from './names.js';

export function drawGroups(cast: Cast): DraftGroup[] {
  return cast.groups.map((name, index) => drawGroup(cast, name, index));
}

function drawGroup(cast: Cast, name: string, index: number): DraftGroup {
  const { random } = cast;
  const sort = random.between(1, 10);
  if (sort <= 2) return drawIdpGroup(cast, name);
  const group: DraftGroup = { kind: 'Group', name, ...drawOwner(cast) };
  if (random.chance(0.1)) group.formerly = `old group ${String(index)}`;
  if (random.chance(0.9)) group.members = drawMembers(cast, 0, 5);
  // Only groups named before, so that no cycle comes about.
  const earlier = [...cast.groups.slice(0, index), ...(random.chance(0.2) ? everyGroup(cast).slice(cast.groups.length) : [])];
  const included = random.chance(0.5) ? random.some(earlier, 0, 3) : [];
  if (included.length > 0) group.includes = included.map((inner) => drawInclude(cast, inner));
  if (sort <= 4) group.managedBy = 'open';
  else if (random.chance(0.35)) group.products = random.some([...jiraProducts, 'confluence'], 0, 2);
  if (group.managedBy === undefined && random.chance(0.2)) group.managedBy = 'git';
  return group;
}

function drawIdpGroup(cast: Cast, name: string): DraftGroup {
  const { random } = cast;
  const group: DraftGroup = { kind: 'Group', name, managedBy: 'idp' };
  if (random.chance(0.6)) group.products = random.some([...jiraProducts, 'confluence', 'confluence'], 0, 3);
  if (group.products !== undefined) group.products = [...new Set(group.products)];
  if (random.chance(0.6)) group.audience = random.pick(['internal', 'external']);
  if (random.chance(0.4)) group.observed = { on: '2026-11-01', members: random.some(everybody(cast), 0, 3) };
  return group;
}

/** A bare name stands for itself; one that begins like a reference is written as one. */
function drawInclude({ random }: Cast, name: string): string {
  return name.startsWith('group:') || random.chance(0.4) ? `group:${name}` : name;
}

/** Entries of a people-only list. */
export function drawMembers(cast: Cast, least: number, most: number, among: readonly string[] = everybody(cast)): DraftItem[] {
  const members = cast.random.some(among, least, most).map((id) => drawMember(cast, id));
  return repeated(cast, members, (member) => drawMember(cast, personOf(member)));
}

export function drawMember({ random }: Cast, id: string): DraftItem {
  const ending = drawEnding(random);
  const reference = drawPersonReference(random, id);
  return ending.until === undefined ? reference : { user: reference, ...ending };
}

/** Entries of a list where people and groups may stand: role actors, members of a channel. */
export function drawActors(cast: Cast, least: number, most: number): DraftItem[] {
  const { random } = cast;
  const people = random.some(everybody(cast), 0, most).map((id) => `user:${id}`);
  const groups = random.some(everyGroup(cast), 0, most).map((name) => `group:${name}`);
  const draw = (subject: string): DraftItem => {
    const ending = drawEnding(random);
    return ending.until === undefined ? subject : { subject, ...ending };
  };
  const actors = random.some([...people, ...groups], least, most).map(draw);
  return repeated(cast, actors, (actor) => draw(typeof actor === 'string' ? actor : (actor.subject ?? '')));
}

/** "A repeated entry warns, and lasts to the latest `until`": seldom, the first is there again with another end. */
function repeated({ random }: Cast, items: readonly DraftItem[], again: (item: DraftItem) => DraftItem): DraftItem[] {
  const [first] = items;
  return first !== undefined && random.chance(0.12) ? [...items, again(first)] : [...items];
}

export function drawRoles(cast: Cast): DraftRole[] {
  const { random } = cast;
  return cast.roles.map((name) => ({
    kind: 'Role',
    name,
    ...(random.chance(0.4) ? { defaultActors: random.some(cast.groups, 1, 2).map((group) => `group:${group}`) } : {}),
  }));
}

/** Who answers for a document, seldom said; with it, text that must not matter. */
export function drawOwner({ random, groups }: Cast): { owner?: string; description?: string; labels?: Record<string, string> } {
  return {
    ...(random.chance(0.15) ? { owner: random.chance(0.5) ? `user:${anchor}` : `group:${random.pick(groups)}` } : {}),
    ...(random.chance(0.1) ? { description: 'A room: "theirs" # and ours' } : {}),
    ...(random.chance(0.1) ? { labels: { tier: 'customer', company: 'acme' } } : {}),
  };
}
