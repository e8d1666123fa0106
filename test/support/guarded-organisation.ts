import { documentsOf, latestModel, type Model, type Naming } from './kubernetes-org.js';

/**
 * The latest state of the real organisation as policies, with what guardrails choose by and that history does not tell: a label for the
 * GitHub organisation that each repository, team and person belongs to; every seventh person external and of a company, half of these
 * until a day; and with twelve guardrails, of every form and with every sort of selector, most of them broken.
 */
export function guardedOrganisation(naming: Naming): readonly object[] {
  const model = latestModel();
  return [...decorated(model, documentsOf(model, naming)), ...guardrails(model, naming)];
}

export const endOfHalf = '2027-03-01';

/** What is said of the person at a place in the list, besides the label. */
export function standingOf(index: number): {
  readonly audience: 'internal' | 'external';
  readonly company?: 'aspen' | 'birch';
  readonly until?: string;
} {
  if (index % 7 !== 0) return { audience: 'internal' };
  return { audience: 'external', company: index % 3 === 0 ? 'aspen' : 'birch', ...(index % 2 === 0 ? { until: endOfHalf } : {}) };
}

/** The GitHub organisation of a resource: `kubernetes` of `kubernetes/kubernetes`, `team:kubernetes/owners` and `org:kubernetes`. */
export function organisationOf(key: string): string {
  return key.replace(/^(?:team|org):/, '').split('/')[0] ?? '';
}

/** By person: the first organisation, by name, that it is a member of. */
export function homesOf({ groups }: Model): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const { name, members } of groups) {
    if (!name.endsWith('/@members')) continue;
    for (const member of members) if (!homes.has(member)) homes.set(member, organisationOf(name));
  }
  return homes;
}

function decorated(model: Model, documents: readonly object[]): readonly object[] {
  const homes = homesOf(model);
  const keys = model.resources.map(({ key }) => key);
  const users = Object.fromEntries(
    model.users.map(({ id }, index) => [id, { ...standingOf(index), ...(homes.has(id) ? { labels: { org: homes.get(id) } } : {}) }]),
  );
  const rooms = documents.length - keys.length;
  return documents.map((document, index) => {
    if ('users' in document) return { ...document, users };
    const key = keys[index - rooms];
    return key === undefined ? document : { ...document, labels: { org: organisationOf(key) } };
  });
}

/** Names of resources and groups are those of the history, so that a guardrail about something that went is noticed. */
function guardrails(model: Model, naming: Naming): readonly object[] {
  const named = (key: string): string => {
    const resource = model.resources.find((each) => each.key === key);
    if (resource === undefined) throw new Error(`There is no ${key}.`);
    return naming.resource(resource);
  };
  const rules: Readonly<Record<string, object>> = {
    'never-pattern': { never: { who: { audience: 'external' }, can: ['app:admin', 'app:maintain'], on: ['project:*'] } },
    'never-label': { never: { who: { company: 'birch' }, can: ['read/space'], on: { labels: { org: 'kubernetes-csi' } } } },
    'never-group': {
      never: { who: ['group:kubernetes/@members'], can: ['create/comment'], on: ['space:org~3a*'] },
      except: [
        {
          who: { audience: 'internal' },
          on: [named('org:kubernetes')],
          reason: 'members of both',
          owner: 'user:u0010',
          until: '2027-01-31',
        },
      ],
    },
    'confine-label': { confine: { who: { labels: { org: 'etcd-io' } }, byLabel: 'org' } },
    'confine-company': { confine: { who: { audience: 'external' }, byLabel: 'company' } },
    'confine-group': { confine: { who: { group: 'kubernetes/release-managers' }, to: ['project:*', 'space:team~3akubernetes~2f*'] } },
    'always-group': { always: { who: ['group:kubernetes/owners'], can: ['app:admin'], on: { labels: { org: 'kubernetes' } } } },
    'at-least-audience': { atLeast: { count: 2, who: { audience: 'internal' }, can: ['app:admin'], on: ['project:*'] } },
    'at-least-group': {
      atLeast: {
        count: 5,
        who: { group: 'kubernetes-sigs/@members', audience: 'internal' },
        can: ['BROWSE_PROJECTS', 'app:write'],
        on: ['project:REPO*'],
      },
    },
    'at-most': { atMost: { count: 4, can: ['administer/space', 'delete/page'], on: ['space:team~3a*'] } },
    separate: {
      separate: {
        first: { can: ['app:admin'], on: [named('kubernetes/kubernetes')] },
        second: { can: ['app:write'], on: { labels: { org: 'kubernetes-sigs' } } },
      },
    },
    expire: { expire: { who: { audience: 'external' }, within: '180d' } },
  };
  return Object.entries(rules).map(([name, rule]) => ({ kind: 'Guardrail', name, ...rule }));
}
