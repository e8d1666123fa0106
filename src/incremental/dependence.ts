import type { Image } from '../image/image.js';
import type { SiteKind, Thing } from '../model/site-kinds.js';
import type { Declared, Group, Person, Project } from '../model/site.js';
import { isLiving } from '../compile/membership.js';
import type { Kept } from './changed-documents.js';
import type { Replaced } from './relink.js';

/**
 * Whether everything that did not change still means what it meant, and is as free of errors: nobody mentions what is gone, and of what
 * changed nothing is different that others look at.
 */
export function keepsWhatOthersRelyOn(image: Image, before: readonly Kept[], replaced: Replaced, asOf: string): boolean {
  const had = new Map(before.map(([kind, thing]) => [idOf(kind, image.of(kind).nameOf(thing)), thing]));
  for (const [kind, things] of Object.entries(replaced) as [SiteKind, ReadonlyMap<string, Thing | undefined>][]) {
    for (const [name, now] of things) {
      const thing = had.get(idOf(kind, name));
      const was = thing === undefined ? undefined : image.of(kind).at(thing);
      if (now === undefined && (thing === undefined || isMentioned(image, kind, thing, before))) return false;
      if (!isLikeBefore(image, kind, was, now, asOf)) return false;
    }
  }
  return keepsRenames(image, before, replaced);
}

const idOf = (kind: SiteKind, name: string): string => `${kind}\t${name}`;

const wordOf: Readonly<Partial<Record<SiteKind, string>>> = { projects: 'project', spaces: 'space', channels: 'channel' };

function isMentioned(image: Image, kind: SiteKind, thing: number, before: readonly Kept[]): boolean {
  const word = wordOf[kind];
  if (word !== undefined && image.small.named.includes(`${word}:${image.of(kind).nameOf(thing)}`)) return true;
  return image.isMentionedOutside(kind, thing, before);
}

function isLikeBefore(image: Image, kind: SiteKind, was: Thing | undefined, now: Thing | undefined, asOf: string): boolean {
  switch (kind) {
    case 'people':
      return was === undefined || now === undefined || isSamePerson(was as Person, now as Person, asOf, image.small.asOf);
    case 'groups':
      return isSameGroup(was as Group | undefined, now as Group | undefined);
    case 'projects':
      // A Collaboration gives the product of its projects to its group.
      return (
        was === undefined ||
        now === undefined ||
        (was as Project).product === (now as Project).product ||
        image.of('collaborations').size === 0
      );
    default:
      return true;
  }
}

/** Others look at who is external, a guest, or gone; somebody who comes back may be named anywhere. */
function isSamePerson(was: Person, now: Person, asOf: string, before: string): boolean {
  const lived = isLiving(was, before);
  const lives = isLiving(now, asOf);
  return was.audience === now.audience && was.guest.join() === now.guest.join() && (lived || !lives);
}

const plain = { managedBy: 'git', includes: [], products: [] } as const;

/** Others look at what a group includes and gives, and at who may join it. */
function isSameGroup(was: Group | undefined, now: Group | undefined): boolean {
  const [a, b] = [was ?? plain, now ?? plain];
  return (
    a.managedBy === b.managedBy &&
    a.products.join() === b.products.join() &&
    a.includes.map(({ group }) => group).join('\n') === b.includes.map(({ group }) => group).join('\n')
  );
}

/** An old name must be free, and claimed once. */
function keepsRenames(image: Image, before: readonly Kept[], replaced: Replaced): boolean {
  const changed = new Set(before.map(([kind, thing]) => `${kind}\t${String(thing)}`));
  for (const [kind, things] of Object.entries(replaced) as [SiteKind, ReadonlyMap<string, Declared | undefined>][]) {
    const claims = image.small.renamed
      .filter(([of, thing]) => of === kind && !changed.has(`${kind}\t${String(thing)}`))
      .map(([, thing]) => image.of(kind).at(thing).formerly);
    for (const now of things.values()) if (now?.formerly !== undefined) claims.push(now.formerly);
    const isTaken = (name: string | undefined): boolean =>
      name !== undefined && (things.has(name) ? things.get(name) !== undefined : image.of(kind).find(name) >= 0);
    if (claims.some(isTaken) || new Set(claims).size < claims.length) return false;
  }
  return true;
}
