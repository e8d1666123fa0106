import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { numberIn } from '../given.js';
import { refuseJira } from '../refusals.js';
import type { AuditChange, AuditEvent, AuditItem } from '../world.js';

export const site: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/serverInfo', system: 'jira', answer: serverInfo },
  { method: 'GET', path: '/rest/api/3/auditing/record', system: 'jira', answer: auditRecords },
];

function serverInfo({ world, base }: Call): Reply {
  return ok({
    baseUrl: base,
    displayUrl: world.site.url,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_000,
    serverTitle: world.site.name,
  });
}

/** The last changes first. Nobody has a log while every product is on a free plan. */
function auditRecords({ world, query }: Call): Reply {
  if (world.site.plan === 'free') refuseJira(403, 'Audit logs are available on paid plans only.');
  const offset = numberIn(query, 'offset', 0);
  const limit = numberIn(query, 'limit', 1000, 1000);
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? '\uffff'];
  const found = world.events.filter(({ system, at }) => system === 'jira' && at >= from && at <= to).toReversed();
  const records = found.slice(offset, offset + limit).map(recordOf);
  return ok({ offset, limit, total: found.length, records });
}

function recordOf({ id, at, actor, summary, object, change }: AuditEvent): unknown {
  const told =
    change === undefined
      ? { summary, category: 'permissions', objectItem: { name: object, typeName: 'RESOURCE' }, changedValues: [], associatedItems: [] }
      : changeRecord(change);
  return { id, created: at.replace('Z', '+0000'), authorKey: actor, eventSource: '', ...told };
}

/** As Jira writes them: of a member and a scheme in use the items say what, of an actor and a grant the values. */
function changeRecord({ what, added, thing, items }: AuditChange): object {
  const [first, second] = items;
  const value = (fieldName: string, text = ''): unknown => ({ fieldName, ...(added ? { changedTo: text } : { changedFrom: text }) });
  const [deed, to] = added ? ['added', 'to'] : ['removed', 'from'];
  const told = (
    summary: string,
    category: string,
    object: unknown,
    associatedItems: readonly unknown[],
    changedValues: readonly unknown[],
  ) => ({
    summary,
    category,
    objectItem: object,
    associatedItems,
    changedValues,
  });
  switch (what) {
    case 'member':
      return told(`User ${deed} ${to} group`, 'group management', itemOf(thing), items.map(itemOf), []);
    case 'project-scheme':
      return told(`Permission scheme ${deed} ${to} project`, 'permissions', first && itemOf(first), [itemOf(thing)], []);
    case 'actor':
      return told('Project roles changed', 'projects', itemOf(thing), second === undefined ? [] : [itemOf(second)], [
        value(first?.type === 'user' ? 'Users' : 'Groups', first?.type === 'user' ? first.id : first?.name),
      ]);
    case 'grant':
    case 'space-permission':
      return told(
        'Permission scheme updated',
        'permissions',
        itemOf(thing),
        [],
        [
          value('Permission', second?.name),
          value('Type', holderTypes[first?.type ?? ''] ?? first?.id),
          ...(first === undefined || first.type === 'holder' ? [] : [value('Value', first.type === 'user' ? first.id : first.name)]),
        ],
      );
  }
}

const holderTypes: Readonly<Record<string, string>> = { user: 'Single user', group: 'Group', role: 'Project role' };

const typeNames: Readonly<Record<string, string>> = { role: 'PROJECT_ROLE' };

function itemOf({ type, id, name }: AuditItem): unknown {
  return { id, name: type === 'user' ? id : name, typeName: typeNames[type] ?? type.toUpperCase() };
}
