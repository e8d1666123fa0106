import { compareBytes } from '../../text/compare.js';
import type { Person } from '../../model/site.js';
import { isMap, type Edit } from '../edit.js';
import { modeline } from '../modeline.js';
import type { AdditionsRequest } from './additions.js';
import { personEntry, type Written } from './document-of.js';
import { documentText } from './document-text.js';
import { fileNames } from './file-names.js';
import { policyFiles } from './policy-files.js';
import { addToList } from '../../text/add-to-list.js';

/** Where new files go. */
export interface NewFiles {
  /** The policy folder, as paths of files begin with it. */
  readonly folder: string;
  readonly taken: ReadonlySet<string>;
  /** See `policyFiles`. */
  readonly schemas?: string;
}

/** Things that are not there yet: a file for each, and people among their own. */
export function newThings(request: AdditionsRequest, fresh: ReadonlySet<string>): readonly Edit[] {
  const { live, files } = request;
  const pick = <T>(all: ReadonlyMap<string, T>, type: string): ReadonlyMap<string, T> =>
    new Map([...all].filter(([name]) => fresh.has(`${type}:${name}`)));
  const part = {
    about: live.about,
    people: new Map<string, Person>(),
    groups: pick(live.groups, 'group'),
    roles: pick(live.roles, 'role'),
    schemes: pick(live.schemes, 'scheme'),
    projects: pick(live.projects, 'project'),
    spaceRoles: pick(live.spaceRoles, 'space-role'),
    spaces: pick(live.spaces, 'space'),
    channels: pick(live.channels, 'channel'),
  };
  const taken = new Set([...files.taken].map((path) => path.toLowerCase()));
  const created = policyFiles(part, files.schemas)
    .filter(({ path }) => path !== 'site.yaml')
    .map(({ path, text }): Edit => ({ op: 'create', file: freePath(`${prefix(files)}${path}`, taken), text }));
  return [...created, ...newPeople(request, pick(live.people, 'user'), taken)];
}

function prefix({ folder }: NewFiles): string {
  return folder === '' || folder === '.' ? '' : `${folder}/`;
}

/** Where capitals do not count, two files must differ all the same. */
function freePath(path: string, taken: Set<string>): string {
  const [, stem = path] = /^(.*)\.yaml$/su.exec(path) ?? [];
  let free = path;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${String(number)}.yaml`;
  taken.add(free.toLowerCase());
  return free;
}

function newPeople(request: AdditionsRequest, people: ReadonlyMap<string, Person>, taken: Set<string>): readonly Edit[] {
  const byDomain = new Map<string, Person[]>();
  for (const person of people.values()) {
    const domain = domainOf(person.name);
    addToList(byDomain, domain, person);
  }
  const names = namesOfUsers(request);
  return [...byDomain]
    .sort(([a], [b]) => compareBytes(a, b))
    .flatMap(([domain, own]) => {
      const isInternal = request.written.about.internalDomains.includes(domain);
      const entries = own.map((person) => [person.name, personEntry(person, isInternal)] as const);
      const home = homeOf(domain, request);
      if (home === undefined) return [fileOf(domain, Object.fromEntries(entries), { request, names, taken })];
      return entries.map(([name, value]): Edit => ({ op: 'set', at: { ...home, path: ['users', name] }, value }));
    });
}

function fileOf(
  domain: string,
  users: Readonly<Record<string, Written>>,
  { request: { files }, names, taken }: { readonly request: AdditionsRequest; readonly names: Set<string>; readonly taken: Set<string> },
): Edit {
  let name = domain === '' ? 'without mail address' : domain;
  for (let number = 2; names.has(name); number++) name = `${domain === '' ? 'without mail address' : domain} ${String(number)}`;
  names.add(name);
  const own = `people/${fileNames([name]).get(name) ?? 'people'}.yaml`;
  const path = freePath(`${prefix(files)}${own}`, taken);
  return { op: 'create', file: path, text: `${modeline(own, 'users', files.schemas)}\n${documentText({ kind: 'Users', name, users })}` };
}

/** The document that most people of a domain stand in, if it lays nothing under those it declares. */
function homeOf(
  domain: string,
  { written, documents }: AdditionsRequest,
): { readonly file: string; readonly document: number } | undefined {
  const homes = new Map<string, number>();
  for (const person of written.people.values()) {
    if (domainOf(person.name) !== domain) continue;
    const key = JSON.stringify([person.at.file, person.at.document]);
    homes.set(key, (homes.get(key) ?? 0) + 1);
  }
  const [best] = [...homes]
    .sort(([a, many], [b, more]) => more - many || compareBytes(a, b))
    .map(([key]) => JSON.parse(key) as [string, number])
    .filter(([file, document]) => {
      const value = documents.find((one) => one.file === file && one.index === document)?.value;
      return isMap(value) && value['defaults'] === undefined && isMap(value['users']);
    });
  return best === undefined ? undefined : { file: best[0], document: best[1] };
}

function namesOfUsers({ documents }: AdditionsRequest): Set<string> {
  return new Set(documents.flatMap(({ value }) => (isMap(value) && value['kind'] === 'Users' ? [String(value['name'])] : [])));
}

function domainOf(id: string): string {
  return id.includes('@') ? id.slice(id.lastIndexOf('@') + 1) : '';
}
