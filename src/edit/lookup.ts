import { builtInBundles, systemSpaceRoles, teamManagedRoles } from '../model/bundles.js';
import { appPermission, jiraPermissions, newerSpaceOperations, products, spaceOperations, type Product } from '../model/permissions.js';
import type { Channel, Group, Person, Project, Ref, Scheme, Site, Space } from '../model/site.js';
import { addDays } from '../text/dates.js';
import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { Refusal } from './refusal.js';
import { nameOf } from '../text/reference.js';

/** Finds what `type:name` means; throws a Refusal that suggests the nearest name. */
export class Lookup {
  private readonly site: Site;

  constructor(site: Site) {
    this.site = site;
  }

  /** `user:ID`, or an ID alone. */
  person(words: string): Person {
    return find(this.site.people, words, 'user', true);
  }

  group(words: string): Group {
    return find(this.site.groups, words, 'group');
  }

  /** What a subject can be put into without a word about how. */
  membership(words: string): { readonly type: 'group'; readonly group: Group } | { readonly type: 'channel'; readonly channel: Channel } {
    if (words.startsWith('group:')) return { type: 'group', group: this.group(words) };
    if (words.startsWith('channel:')) return { type: 'channel', channel: this.channel(words) };
    const known = [...names(this.site.groups, 'group'), ...names(this.site.channels, 'channel')];
    throw wrongType(words, ['group:NAME', 'channel:NAME', 'role:NAME in project:KEY'], known);
  }

  project(words: string): Project {
    return find(this.site.projects, words, 'project');
  }

  /** `scheme:NAME`, or a NAME alone. */
  scheme(words: string): Scheme {
    return find(this.site.schemes, words, 'scheme', true);
  }

  subject(words: string): Ref {
    if (words.startsWith('group:')) return { type: 'group', name: this.group(words).name };
    if (words.startsWith('user:') || words.includes('@')) return { type: 'user', name: this.person(words).name };
    throw wrongType(words, ['user:ID', 'group:NAME'], [...names(this.site.people, 'user'), ...names(this.site.groups, 'group')]);
  }

  room(words: string): { readonly type: 'project' | 'space' | 'channel'; readonly room: Project | Space | Channel } {
    const { projects, spaces, channels } = this.site;
    if (words.startsWith('project:')) return { type: 'project', room: this.project(words) };
    if (words.startsWith('space:')) return { type: 'space', room: find(spaces, words, 'space') };
    if (words.startsWith('channel:')) return { type: 'channel', room: this.channel(words) };
    const known = [...names(projects, 'project'), ...names(spaces, 'space'), ...names(channels, 'channel')];
    throw wrongType(words, ['project:KEY', 'space:KEY', 'channel:NAME'], known);
  }

  channel(words: string): Channel {
    return find(this.site.channels, words, 'channel');
  }

  /** What permissions are granted in. */
  granting(words: string): { readonly type: 'scheme'; readonly place: Scheme } | { readonly type: 'space'; readonly place: Space } {
    if (words.startsWith('scheme:')) return { type: 'scheme', place: this.scheme(words) };
    if (words.startsWith('space:')) return { type: 'space', place: find(this.site.spaces, words, 'space') };
    throw wrongType(words, ['scheme:NAME', 'space:KEY'], [...names(this.site.schemes, 'scheme'), ...names(this.site.spaces, 'space')]);
  }

  /** A role that a project can have. */
  role(words: string, project: Project): string {
    const known = project.scheme === undefined ? Object.keys(teamManagedRoles) : [...this.site.roles.keys()];
    const name = words.startsWith('role:') ? words.slice('role:'.length) : undefined;
    if (name === undefined)
      throw wrongType(
        words,
        ['role:NAME'],
        known.map((each) => `role:${each}`),
      );
    if (!known.includes(name))
      throw new Refusal(`The project ${quote(project.name)} can have no role ${quote(name)}.`, didYouMean(name, known));
    return name;
  }

  /** A permission or a bundle that fits a scheme or a space. */
  permission(words: string, type: 'scheme' | 'space'): string {
    const own = type === 'scheme' ? jiraPermissions : [...spaceOperations, ...newerSpaceOperations];
    const known = [...own, ...Object.keys(builtInBundles), 'all', ...this.site.bundles.keys()];
    if (known.includes(words) || (type === 'scheme' && appPermission.test(words))) return words;
    const role = type === 'space' && (Object.hasOwn(systemSpaceRoles, words) || this.site.spaceRoles.has(words));
    throw new Refusal(
      role ? `${quote(words)} is a space role, not a permission.` : `There is no permission or bundle ${quote(words)} for a ${type}.`,
      didYouMean(words, known),
    );
  }

  /** Who can hold a grant there, in the words of the file; people and groups are looked up, the rest is judged with the result. */
  holder(words: string): string {
    if (words.startsWith('user:')) return `user:${this.person(words).name}`;
    if (words.startsWith('group:')) return `group:${this.group(words).name}`;
    return words;
  }

  product(words: string): Product {
    const product = products.find((each) => each === words);
    if (product === undefined)
      throw new Refusal(`There is no product ${quote(words)}.`, didYouMean(words, products) ?? `Products are ${list(products)}.`);
    return product;
  }

  date(words: string): string {
    if (/^\d{4}-\d\d-\d\d$/.test(words) && !Number.isNaN(Date.parse(words)) && addDays(words, 0) === words) return words;
    throw new Refusal(`${quote(words)} is no day of the calendar.`, 'Write it as 2027-03-31.');
  }
}

function find<T>(things: ReadonlyMap<string, T>, words: string, type: string, bare = false): T {
  const typed = words.startsWith(`${type}:`);
  if (!typed && !bare) throw wrongType(words, [`${type}:NAME`], names(things, type));
  const name = typed ? words.slice(type.length + 1) : words;
  const found = things.get(name);
  if (found === undefined) throw new Refusal(`There is no ${type} ${quote(name)}.`, didYouMean(name, things.keys()));
  return found;
}

const names = (things: ReadonlyMap<string, unknown>, type: string): string[] => Array.from(things.keys(), (name) => `${type}:${name}`);

function wrongType(words: string, forms: readonly string[], known: readonly string[]): Refusal {
  const missing = known.filter((name) => nameOf(name) === words);
  const meant = missing.length > 0 ? `Did you mean ${list(missing.map(quote), 'or')}?` : didYouMean(words, known);
  return new Refusal(`${quote(words)} cannot stand here; write it as ${list(forms, 'or')}.`, meant);
}
