import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { numberIn } from '../given.js';

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

/** The last changes first. */
function auditRecords({ world, query }: Call): Reply {
  const offset = numberIn(query, 'offset', 0);
  const limit = numberIn(query, 'limit', 1000, 1000);
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? '\uffff'];
  const found = world.events.filter(({ system, at }) => system === 'jira' && at >= from && at <= to).toReversed();
  const records = found.slice(offset, offset + limit).map(({ id, at, actor, summary, object }) => ({
    id,
    summary,
    created: at,
    authorKey: actor,
    category: 'permissions',
    eventSource: '',
    objectItem: { name: object, typeName: 'RESOURCE' },
    changedValues: [],
    associatedItems: [],
  }));
  return ok({ offset, limit, total: found.length, records });
}
