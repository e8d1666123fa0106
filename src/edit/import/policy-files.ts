import { compareBytes } from '../../text/compare.js';
import { modeline } from '../modeline.js';
import {
  channelDocument,
  groupDocument,
  personEntry,
  projectDocument,
  roleDocument,
  schemeDocument,
  siteDocument,
  spaceDocument,
  spaceRoleDocument,
  type Importable,
  type Written,
} from './document-of.js';
import { documentText } from './document-text.js';
import { fileNames } from './file-names.js';

/** A file to write; `path` is relative to the policy root, with `/`. */
export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Policy files that say what a site holds, one for each thing; people share one for each mail domain. The same site gives the same bytes.
 * `schemas`: the folder of the JSON Schemas as seen from the policy root, for editors.
 */
export function policyFiles(site: Importable, schemas?: string): readonly PolicyFile[] {
  const files = [
    fileOf('site.yaml', 'site', siteDocument(site.about)),
    ...peopleFiles(site),
    ...things('groups', 'group', site.groups, groupDocument),
    ...things('roles', 'role', site.roles, roleDocument),
    ...things('schemes', 'scheme', site.schemes, schemeDocument),
    ...things('projects', 'project', site.projects, projectDocument),
    ...things('space-roles', 'space-role', site.spaceRoles, spaceRoleDocument),
    ...things('spaces', 'space', site.spaces, spaceDocument),
    ...things('channels', 'channel', site.channels, channelDocument),
  ];
  return files
    .map(({ path, schema, document }) => ({ path, text: `${modeline(path, schema, schemas)}\n${documentText(document)}` }))
    .sort((a, b) => compareBytes(a.path, b.path));
}

interface Draft {
  readonly path: string;
  readonly schema: string;
  readonly document: Written;
}

function fileOf(path: string, schema: string, document: Written): Draft {
  return { path, schema, document };
}

function things<T>(folder: string, schema: string, all: ReadonlyMap<string, T>, document: (thing: T) => Written): readonly Draft[] {
  const names = fileNames(all.keys());
  return Array.from(all, ([name, thing]) => fileOf(`${folder}/${names.get(name) ?? name}.yaml`, schema, document(thing)));
}

function peopleFiles({ about, people }: Importable): readonly Draft[] {
  const byDomain = new Map<string, Record<string, Written>>();
  for (const [id, person] of [...people].sort(([a], [b]) => compareBytes(a, b))) {
    const domain = id.includes('@') ? id.slice(id.lastIndexOf('@') + 1) : noDomain;
    const users = byDomain.get(domain) ?? {};
    byDomain.set(domain, users);
    users[id] = personEntry(person, about.internalDomains.includes(domain));
  }
  const names = fileNames(byDomain.keys());
  return Array.from(byDomain, ([domain, users]) => {
    const name = names.get(domain) ?? domain;
    return fileOf(`people/${name}.yaml`, 'users', { kind: 'Users', name: domain, users });
  });
}

/** People who show no mail address are known by a handle. */
const noDomain = 'without mail address';
