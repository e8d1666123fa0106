import type { Place } from '../diagnostics/place.js';
import type {
  About,
  Channel,
  Declared,
  Entry,
  Grant,
  Group,
  GuestKind,
  Holder,
  HolderType,
  Member,
  Person,
  Project,
  Role,
  Scheme,
  Site,
  Space,
  SpaceRole,
} from '../model/site.js';
import type { Product } from '../model/permissions.js';
import { spaceRoleOperations } from '../model/space-role-operations.js';
import { compareBytes } from '../text/compare.js';
import type { Fact, FactType } from './facts.js';
import { nameOf } from '../text/reference.js';
import { addToList } from '../text/add-to-list.js';

/**
 * A site of which just these facts hold, for compiling: `siteOfFacts(factsOf(site, day))` gives the same cells as `site` on that day. What
 * facts do not tell (owners, labels, guardrails …) is not there; of people `about` says who they are.
 */
export function siteOfFacts(facts: readonly Fact[], from: Pick<Site, 'about' | 'people'>): Site {
  const index = new FactIndex(facts);
  const spaceRoles = byName(index.all('space-role'), (name, at) => spaceRoleOf(index, name, at));
  return {
    about: aboutOf(index, from.about),
    people: byName(index.all('person'), (name, at) => personOf(index, name, at, from.people.get(name))),
    groups: byName(index.all('group'), (name, at) => groupOf(index, name, at)),
    roles: byName(index.all('role'), (name, at): Role => ({ ...declared(name, at), defaultActors: [] })),
    bundles: new Map(),
    schemes: byName(index.all('scheme'), (name, at): Scheme => ({
      ...declared(name, at),
      grants: grantsOf(index, 'grant', `scheme:${name}`),
    })),
    projects: byName(index.all('project'), (name, at) => projectOf(index, name, at)),
    spaceRoles,
    spaces: byName(index.all('space'), (name, at) => spaceOf(index, name, at, spaceRoles)),
    channels: byName(index.all('channel'), (name, at) => channelOf(index, name, at)),
    collaborations: new Map(),
    guardrails: new Map(),
    tests: new Map(),
  };
}

/** Facts by type and by what they are about. */
class FactIndex {
  private readonly byType = new Map<FactType, Map<string, Fact[]>>();

  constructor(facts: readonly Fact[]) {
    for (const fact of facts) {
      const things = this.byType.get(fact.type) ?? new Map<string, Fact[]>();
      this.byType.set(fact.type, things);
      const list = things.get(fact.of);
      if (list === undefined) things.set(fact.of, [fact]);
      else list.push(fact);
    }
  }

  all(type: FactType): Iterable<Fact> {
    return Array.from(this.byType.get(type)?.values() ?? []).flat();
  }

  about(type: FactType, of: string): readonly Fact[] {
    return this.byType.get(type)?.get(of) ?? [];
  }

  /** The first words of all facts of a type about a thing. */
  words(type: FactType, of: string): readonly string[] {
    return this.about(type, of).map(({ says }) => says[0] ?? '');
  }

  word(type: FactType, of: string): string | undefined {
    return this.words(type, of)[0];
  }
}

function byName<T extends Declared>(facts: Iterable<Fact>, make: (name: string, at: Place) => T): ReadonlyMap<string, T> {
  const things = Array.from(facts, (fact) => make(nameOf(fact.of), placeOf(fact)));
  return new Map(things.sort((a, b) => compareBytes(a.name, b.name)).map((thing) => [thing.name, thing]));
}

function declared(name: string, at: Place): Declared {
  return { name, at, labels: {} };
}

function aboutOf(index: FactIndex, about: About): About {
  return {
    ...about,
    admins: entriesOf(index.about('administrator', 'site')),
    globalPermissions: grantsOf(index, 'global-permission', 'site'),
  };
}

function personOf(index: FactIndex, name: string, at: Place, known: Person | undefined): Person {
  const of = `user:${name}`;
  const { type = 'person', audience = 'external', company, accountId } = known ?? {};
  return {
    ...declared(name, at),
    type,
    audience,
    ...(company === undefined ? {} : { company }),
    ...(accountId === undefined ? {} : { accountId }),
    active: index.word('active', of) !== 'false',
    products: index.about('product', of).map((fact) => ({ product: fact.says[0] as Product, at: placeOf(fact) })),
    guest: index.words('guest', of) as readonly GuestKind[],
  };
}

function groupOf(index: FactIndex, name: string, at: Place): Group {
  const of = `group:${name}`;
  return {
    ...declared(name, at),
    members: membersOf(index.about('member', of)),
    includes: index.about('inclusion', of).map((fact) => ({ group: nameOf(fact.says[0] ?? ''), at: placeOf(fact) })),
    products: index.words('group-product', of) as readonly Product[],
    managedBy: (index.word('managed-by', of) ?? 'git') as Group['managedBy'],
  };
}

function projectOf(index: FactIndex, name: string, at: Place): Project {
  const of = `project:${name}`;
  const [lead, scheme, access] = [index.word('lead', of), index.word('project-scheme', of), index.word('project-access', of)];
  const roles = new Map<string, Entry[]>();
  for (const fact of index.about('actor', of)) {
    const role = nameOf(fact.says[0] ?? '');
    addToList(roles, role, entryOf(fact.says[1] ?? '', placeOf(fact)));
  }
  return {
    ...declared(name, at),
    product: (index.word('project-type', of) ?? 'jira-software') as Product,
    archived: index.word('archived', of) === 'true',
    roles,
    guests: membersOf(index.about('project-guest', of)),
    ...(lead === undefined ? {} : { lead: nameOf(lead) }),
    ...(scheme === undefined ? {} : { scheme: nameOf(scheme) }),
    ...(access === undefined ? {} : { access: access as 'open' | 'limited' | 'private' }),
  };
}

function spaceRoleOf(index: FactIndex, name: string, at: Place): SpaceRole {
  const operations = [...index.words('space-role-permission', `space-role:${name}`)].sort(compareBytes);
  return { ...declared(name, at), permissions: operations, operations };
}

function spaceOf(index: FactIndex, name: string, at: Place, spaceRoles: ReadonlyMap<string, SpaceRole>): Space {
  const of = `space:${name}`;
  const guestOperations = [...index.words('guest-permission', of)].sort(compareBytes);
  const byRole = index.about('space-role-grant', of).map((fact): Grant => {
    const role = nameOf(fact.says[1] ?? '');
    return {
      to: [holderOf(fact.says[0] ?? '')],
      allow: [role],
      as: true,
      permissions: [...spaceRoleOperations({ spaceRoles }, role)].sort(compareBytes),
      at: placeOf(fact),
    };
  });
  return {
    ...declared(name, at),
    access: [...grantsOf(index, 'space-grant', of), ...byRole],
    guests: membersOf(index.about('space-guest', of)),
    guestPermissions: guestOperations,
    guestOperations,
  };
}

function channelOf(index: FactIndex, name: string, at: Place): Channel {
  const of = `channel:${name}`;
  return {
    ...declared(name, at),
    private: index.word('private', of) !== 'false',
    members: entriesOf(index.about('channel-member', of)),
    guests: membersOf(index.about('channel-guest', of)),
  };
}

/** One grant for each holder, with all it holds. */
function grantsOf(index: FactIndex, type: 'grant' | 'space-grant' | 'global-permission', of: string): readonly Grant[] {
  const grants = new Map<string, Grant & { readonly permissions: string[] }>();
  for (const fact of index.about(type, of)) {
    const [holder = '', permission = ''] = fact.says;
    const grant = grants.get(holder);
    if (grant === undefined) grants.set(holder, { to: [holderOf(holder)], allow: [], permissions: [permission], at: placeOf(fact) });
    else grant.permissions.push(permission);
  }
  return Array.from(grants.values(), (grant) => ({ ...grant, permissions: grant.permissions.sort(compareBytes) }));
}

function entriesOf(facts: readonly Fact[]): readonly Entry[] {
  return facts.map((fact) => entryOf(fact.says[0] ?? '', placeOf(fact)));
}

function entryOf(ref: string, at: Place): Entry {
  return { type: ref.startsWith('group:') ? 'group' : 'user', name: nameOf(ref), at };
}

function membersOf(facts: readonly Fact[]): readonly Member[] {
  return facts.map((fact, index) => ({ user: nameOf(fact.says[0] ?? ''), index, at: placeOf(fact) }));
}

/** The inverse of `writtenHolder`. */
function holderOf(written: string): Holder {
  const colon = written.indexOf(':');
  return colon < 0
    ? { type: written as HolderType, name: '' }
    : { type: written.slice(0, colon) as HolderType, name: written.slice(colon + 1) };
}

const nowhere: Place = { file: '', document: 0, path: [] };

function placeOf({ at }: Fact): Place {
  return at ?? nowhere;
}
