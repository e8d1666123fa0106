import { compareBytes } from '../../text/compare.js';
import { isChanged, type Access } from './access.js';
import type { Model } from './model.js';

/** What somebody holds in one place. */
export interface HeldPlace {
  readonly resource: string;
  readonly access: Access;
}

/** Everything that somebody can do or could do before; what changes comes first. */
export function heldBy(model: Model, subject: string): readonly HeldPlace[] {
  return model.places
    .map(({ resource }) => ({ resource, access: model.access(subject, resource) }))
    .filter(({ access }) => access.permissions.length > 0)
    .sort((a, b) => Number(isChanged(b.access)) - Number(isChanged(a.access)));
}

/** People who hold the same in a place, and held the same before. */
export interface Holders {
  readonly access: Access;
  readonly subjects: readonly string[];
}

/** Who can do what in a place: whose access changes first, then those who can do most. */
export function holdersIn(model: Model, resource: string): readonly Holders[] {
  const found = new Map<Access, string[]>();
  for (const { subject } of model.people) {
    const access = model.access(subject, resource);
    if (access.permissions.length === 0) continue;
    const alike = found.get(access);
    if (alike === undefined) found.set(access, [subject]);
    else alike.push(subject);
  }
  return Array.from(found, ([access, subjects]) => ({ access, subjects })).sort(
    (a, b) =>
      Number(isChanged(b.access)) - Number(isChanged(a.access)) ||
      b.access.permissions.length - a.access.permissions.length ||
      compareBytes(a.subjects[0] ?? '', b.subjects[0] ?? ''),
  );
}

/** The groups that list somebody, on either side. */
export interface Membership {
  readonly group: string;
  readonly until?: string | undefined;
  readonly turn: 'gained' | 'lost' | 'same';
}

export function membershipsOf(model: Model, subject: string): readonly Membership[] {
  const user = subject.slice('user:'.length);
  const now = listedIn(model.head, user);
  const then =
    model.base === undefined ? new Map<string, string | undefined>() : model.base === model.head ? now : listedIn(model.base, user);
  const names = [...new Set([...now.keys(), ...then.keys()])].sort(compareBytes);
  return names.map((group) => ({
    group,
    until: now.get(group) ?? then.get(group),
    turn: !then.has(group) ? 'gained' : now.has(group) ? 'same' : 'lost',
  }));
}

function listedIn({ site, asOf }: Model['head'], user: string): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { name, members } of site.groups.values())
    for (const member of members)
      if (member.user === user && (member.until === undefined || member.until >= asOf)) found.set(name, member.until);
  return found;
}
