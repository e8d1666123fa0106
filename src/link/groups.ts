import { below, type Place } from '../diagnostics/place.js';
import { catalogued, type Product } from '../model/permissions.js';
import type { Group, Inclusion } from '../model/site.js';
import { quote } from '../text/quote.js';
import type { RawGroup } from '../validate/raw.js';
import { linkDeclared, withHead } from './declared.js';
import { linkMembers, linkMembersAgain, repeatsOf, warnRepeated, warnRepeatedNames, type LinkedBefore } from './entries.js';
import { given, type Linking } from './linking.js';
import { linkName, linkUser, nameOf } from './references.js';

const noProducts: readonly Product[] = [];

/** `before`: its members as they were, where they are known to have no errors. */
export function linkGroup(linking: Linking, raw: RawGroup, at: Place, before?: LinkedBefore): Group {
  const managedBy = raw.managedBy ?? 'git';
  refuseMembers(linking, raw, at);
  if (raw.products !== undefined) warnRepeatedNames(linking, raw.products, below(at, 'products'));
  return withHead(linkDeclared(linking, raw.name, raw, at), {
    members:
      before === undefined || raw.members === undefined
        ? linkMembers(linking, raw.members, below(at, 'members'))
        : linkMembersAgain(linking, raw.members, below(at, 'members'), before),
    includes: linkInclusions(linking, raw.includes, below(at, 'includes')),
    products: raw.products?.map(catalogued) ?? noProducts,
    managedBy,
    ...given({ audience: raw.audience, observed: linkObserved(linking, raw, at) }),
  });
}

/** Whose membership the identity provider decides cannot be written here. */
function refuseMembers(linking: Linking, raw: RawGroup, at: Place): void {
  if (raw.managedBy !== 'idp') {
    if (raw.observed !== undefined)
      linking.error(
        'observed-members',
        below(at, 'observed'),
        `${quote(raw.name)} is not managed by the identity provider, so "observed" has no meaning.`,
        { hint: 'Write the people under "members".' },
      );
    return;
  }
  const field = raw.members === undefined ? 'includes' : 'members';
  if (raw[field] === undefined) return;
  linking.error(
    'idp-members',
    { ...below(at, field), key: true },
    `${quote(raw.name)} is managed by the identity provider, so its ${field} cannot be written here.`,
    {
      hint: 'Remove them; what an import saw stands under "observed".',
    },
  );
}

const noInclusions: readonly Inclusion[] = [];

function linkInclusions(linking: Linking, written: readonly string[] | undefined, at: Place): readonly Inclusion[] {
  if (written === undefined || written.length === 0) return noInclusions;
  const inclusions: Inclusion[] = [];
  for (const [index, text] of written.entries()) {
    const group = nameOf(text, 'group');
    const place = below(at, index);
    if (linkIncluded(linking, group, place)) inclusions.push({ group: linking.known('Group', group) ?? group, at: place });
  }
  for (const { group, at: place } of repeatsOf(inclusions, ({ group: name }) => name)) warnRepeated(linking, group, place);
  return inclusions;
}

function linkIncluded(linking: Linking, group: string, at: Place): boolean {
  const person = nameOf(group, 'user');
  if (linking.names.knows('Group', group) || linking.names.place('person', person) === undefined)
    return linkName(linking, 'Group', group, at);
  linking.error('wrong-holder', at, `Only groups can be included, and ${quote(person)} is a person.`, {
    hint: 'Write the person under "members".',
  });
  return false;
}

function linkObserved(linking: Linking, { observed }: RawGroup, at: Place): Group['observed'] {
  if (observed === undefined) return undefined;
  const members = observed.members.flatMap((entry, index) => {
    const place = below(at, 'observed', 'members', index);
    return linkUser(linking, typeof entry === 'string' ? entry : entry.user, place) ?? [];
  });
  return { on: observed.on, members };
}

/** No organisation nests this deep; without a bound a hostile chain could exhaust the stack. */
const deepest = 200;

/** Groups that contain themselves, and groups that give products though anybody may join them. */
export function checkInclusions(linking: Linking, groups: ReadonlyMap<string, Group>): void {
  const done = new Set<string>();
  const open: string[] = [];
  const opening = new Set<string>();
  const visit = (group: Group): void => {
    if (done.has(group.name)) return;
    open.push(group.name);
    if (group.managedBy === 'open') opening.add(group.name);
    for (const { group: name, at } of group.includes) {
      const other = groups.get(name);
      if (other === undefined) continue;
      if (open.includes(name)) reportCycle(linking, [...open.slice(open.indexOf(name)), name], at);
      else if (open.length < deepest) visit(other);
      else
        linking.error('groups-too-deep', at, `Groups are nested more than ${String(deepest)} deep here.`, {
          hint: 'Include fewer levels.',
        });
      if (opening.has(name)) opening.add(group.name);
    }
    open.pop();
    done.add(group.name);
  };
  for (const group of groups.values()) visit(group);
  for (const group of groups.values()) if (opening.has(group.name)) refuseProducts(linking, group);
}

function reportCycle(linking: Linking, names: readonly string[], at: Place): void {
  linking.error('group-cycle', at, `The group contains itself: ${names.map((name) => quote(name)).join(' → ')}.`, {
    hint: 'Take one of these includes out.',
  });
}

function refuseProducts(linking: Linking, { name, managedBy, products, at }: Group): void {
  if (products.length === 0) return;
  const why = managedBy === 'open' ? 'anybody who can log in may join it' : 'it includes a group that anybody who can log in may join';
  linking.error('open-group-products', below(at, 'products'), `${quote(name)} cannot give products: ${why}.`, {
    hint: 'Give the product through a group with named members.',
  });
}
