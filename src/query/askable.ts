import type { Matrix } from '../matrix/matrix.js';
import { builtInBundles } from '../model/bundles.js';
import {
  globalPermissions,
  jiraPermissions,
  newerSpaceOperations,
  permissionKind,
  products,
  spaceOperations,
} from '../model/permissions.js';
import type { Site } from '../model/site.js';
import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { nameOf } from '../text/reference.js';

/** Why a question makes no sense, so that "no" would be a wrong answer to it. */
export interface Misasked {
  readonly message: string;
  readonly hint?: string;
}

type Kind = 'project' | 'space' | 'channel' | 'site';

const held: Readonly<Record<Kind, readonly string[]>> = {
  project: jiraPermissions,
  space: [...spaceOperations, ...newerSpaceOperations],
  channel: ['member'],
  site: [...globalPermissions, 'admin:site', 'guest:confluence', 'guest:jira', ...products.map((product) => `use:${product}`)],
};

const places: ReadonlyMap<string, Kind> = new Map(
  Object.entries(held).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind])),
);

const kinds: Readonly<Record<Kind, readonly [one: string, many: string, what: string]>> = {
  project: ['a project', 'projects', 'Jira\'s project permissions, such as "BROWSE_PROJECTS"'],
  space: ['a space', 'spaces', 'Confluence\'s operations, such as "read/space"'],
  channel: ['a channel', 'channels', '"member" alone'],
  site: ['the site', 'the site', 'product access and global permissions, such as "use:confluence" and "ADMINISTER"'],
};

/** What is wrong with the name of a permission in a question; undefined where it is one, wherever it stands. */
export function unknownPermission({ bundles }: Pick<Site, 'bundles'>, written: string): Misasked | undefined {
  if (placeOf(written) !== undefined) return undefined;
  const bundle = bundles.get(written)?.permissions ?? (Object.hasOwn(builtInBundles, written) ? builtInBundles[written] : undefined);
  if (bundle !== undefined)
    return { message: `${quote(written)} is a bundle, not a permission.`, hint: `Ask for one of what it holds: ${list(bundle)}.` };
  const hint = didYouMean(written, places.keys());
  return { message: `There is no permission ${quote(written)}.`, ...(hint === undefined ? {} : { hint }) };
}

/** What is wrong with asking for a permission on a resource, both known: undefined where somebody could hold it there. */
export function misplacedPermission({ resources }: Pick<Matrix, 'resources'>, permission: string, resource: string): Misasked | undefined {
  const [place, kind] = [placeOf(permission), kindOf(resource)];
  if (place === undefined || kind === undefined || place === kind) return undefined;
  const [one, , what] = kinds[kind];
  const namesake = place === 'site' ? 'site' : `${place}:${nameOf(resource)}`;
  const instead = resources.includes(namesake) ? ` Did you mean ${quote(namesake)}?` : '';
  return {
    message: `Nobody can hold ${quote(permission)} on ${quote(resource)}: it belongs to ${kinds[place][1]}.`,
    hint: `On ${one} there ${kind === 'channel' ? 'is' : 'are'} ${what}.${instead}`,
  };
}

/** Where a permission can be held; undefined for what is none. Keys of apps are Jira's. */
function placeOf(permission: string): Kind | undefined {
  return places.get(permission) ?? (permissionKind(permission) === 'jira' ? 'project' : undefined);
}

function kindOf(resource: string): Kind | undefined {
  const word = resource.split(':', 1)[0] ?? '';
  return Object.hasOwn(kinds, word) ? (word as Kind) : undefined;
}
