import { fieldsOf } from './given.js';

type Kind = 'text' | 'number' | 'flag' | 'list' | 'map';

/** What the things of each collection cannot do without. */
const things: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  accounts: { accountId: 'text', displayName: 'text', type: 'text', active: 'flag', membership: 'text' },
  groups: { id: 'text', name: 'text', managedBy: 'text', members: 'list', roles: 'list' },
  projectRoles: { id: 'number', name: 'text', description: 'text', type: 'text', defaultActors: 'map' },
  schemes: { id: 'number', name: 'text', description: 'text', grants: 'list' },
  securitySchemes: { id: 'number', name: 'text', description: 'text', levels: 'list' },
  projects: { id: 'text', key: 'text', name: 'text', typeKey: 'text', style: 'text', archived: 'flag', roles: 'map' },
  spaceRoles: { id: 'text', name: 'text', description: 'text', type: 'text', permissions: 'list' },
  spaces: { id: 'text', key: 'text', name: 'text', type: 'text', status: 'text', homepageId: 'text', permissions: 'list', roles: 'list' },
  tasks: { id: 'text', description: 'text', remaining: 'number', submitted: 'number' },
};

const site = {
  name: 'text',
  url: 'text',
  cloudId: 'text',
  orgId: 'text',
  directoryId: 'text',
  plan: 'text',
  spaceRoleMode: 'text',
  guestsPerPaidUser: 'number',
  domains: 'list',
  habits: 'map',
} as const;

const chat: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  users: { id: 'text', name: 'text', deleted: 'flag' },
  channels: { id: 'text', name: 'text', private: 'flag', archived: 'flag', members: 'list' },
  userGroups: { id: 'text', name: 'text', handle: 'text', enabled: 'flag', users: 'list', channels: 'list' },
};

/** The first thing that keeps a value from being a world, in words. */
export function worldProblem(value: Readonly<Record<string, unknown>>): string | undefined {
  if (value['version'] !== 1) return value['version'] === undefined ? 'it has no version' : 'its version is not 1';
  const maps = ['counters', 'seats', 'defaultGroups', 'globalPermissions', 'chat'];
  return (
    missing('site', value['site'], site) ??
    maps.map((name) => (is(value[name], 'map') ? undefined : `${name} is not a map`)).find(Boolean) ??
    (is(value['events'], 'list') ? undefined : 'events is not a list') ??
    problemIn(value, things, '') ??
    problemIn(fieldsOf(value['chat']), chat, 'chat.')
  );
}

function problemIn(value: Readonly<Record<string, unknown>>, collections: typeof things, prefix: string): string | undefined {
  for (const [name, fields] of Object.entries(collections)) {
    const collection = value[name];
    if (!is(collection, 'map')) return `${prefix}${name} is not a map`;
    for (const [id, thing] of Object.entries(fieldsOf(collection))) {
      const problem = missing(`${prefix}${name}.${id}`, thing, fields);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function missing(what: string, thing: unknown, fields: Readonly<Record<string, Kind>>): string | undefined {
  if (!is(thing, 'map')) return `${what} is not a map`;
  const given = fieldsOf(thing);
  const wrong = Object.entries(fields).find(([name, kind]) => !is(given[name], kind));
  return wrong === undefined ? undefined : `${what} needs ${wrong[0]} as a ${wrong[1]}`;
}

function is(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}
