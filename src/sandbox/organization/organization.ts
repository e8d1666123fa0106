import { products } from '../../model/permissions.js';
import { resourceOf, seatHolders } from '../directory.js';
import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, numberIn, textOf } from '../given.js';
import { cursorPage } from '../paging.js';
import type { AuditChange, AuditEvent, AuditItem } from '../world.js';
import { checkPath, refuseRequest } from './shapes.js';

export const organization: readonly Route[] = [
  { method: 'GET', path: '/admin/v1/orgs', system: 'organization', answer: listOrganizations },
  { method: 'GET', path: '/admin/v1/orgs/{orgId}', system: 'organization', answer: getOrganization },
  { method: 'GET', path: '/admin/v1/orgs/{orgId}/events', system: 'organization', answer: listEvents },
  { method: 'GET', path: '/admin/v2/orgs/{orgId}/directories', system: 'organization', answer: listDirectories },
  { method: 'POST', path: '/admin/v2/orgs/{orgId}/workspaces', system: 'organization', reads: true, answer: listWorkspaces },
];

function shapeOf({ world, base }: Call): Readonly<Record<string, unknown>> {
  const { orgId, name } = world.site;
  const link = (what: string): unknown => ({ links: { related: `${base}/admin/v1/orgs/${orgId}/${what}` } });
  return {
    id: orgId,
    type: 'orgs',
    attributes: { name },
    relationships: { domains: link('domains'), users: link('users') },
    links: { self: `${base}/admin/v1/orgs/${orgId}` },
  };
}

function listOrganizations(call: Call): Reply {
  return ok({ data: [shapeOf(call)], links: { self: `${call.base}${call.path}` } });
}

function getOrganization(call: Call): Reply {
  checkPath(call);
  return ok({ data: shapeOf(call) });
}

function listDirectories(call: Call): Reply {
  checkPath(call);
  const { directoryId, name } = call.world.site;
  return ok({ data: [{ directoryId, name: `${name} directory`, icon: '' }], links: {} });
}

/** The products of the site, with their seats. */
function listWorkspaces(call: Call): Reply {
  checkPath(call);
  const { world } = call;
  const given = fieldsOf(call.body);
  const limit = given['limit'] ?? 20;
  if (typeof limit !== 'number' || limit < 1 || limit > 1000) refuseRequest('limit is a number from 1 to 1000.');
  const there = products.filter(
    (product) =>
      world.seats[product] !== undefined || Object.values(world.groups).some(({ roles }) => roles.some((each) => each.product === product)),
  );
  return cursorPage(call, textOf(given['cursor']), { limit, words: {} }, () =>
    there.map((product) => ({
      id: resourceOf(product, world),
      type: 'workspaces',
      attributes: {
        name: world.site.name,
        typeKey: product,
        type: product,
        hostUrl: world.site.url,
        realm: 'cloud',
        status: 'online',
        usage: seatHolders(product, world).size,
        ...(world.seats[product] === undefined ? {} : { capacity: world.seats[product] }),
      },
      links: { self: `${call.base}${call.path}` },
      relationships: {},
    })),
  );
}

/** The last changes first, of every product of the vendor. A cursor carries what was asked for, and takes its place. */
function listEvents(call: Call): Reply {
  checkPath(call);
  const { world, query, base } = call;
  const limit = Math.max(1, numberIn(query, 'limit', 30, 500));
  const cursor = query.get('cursor') ?? undefined;
  const asked = { limit, words: { from: query.get('from') ?? '', to: query.get('to') ?? '' } };
  const page = cursorPage(call, cursor, asked, ({ words }) => {
    const [from, to] = [Number(textOf(words['from']) ?? ''), Number(textOf(words['to']) ?? '') || Infinity];
    return world.events
      .filter(({ system, at }) => system !== 'slack' && Date.parse(at) >= from && Date.parse(at) <= to)
      .toReversed()
      .map((event) => eventOf(event, call));
  });
  const { data, links } = fieldsOf(page.body);
  const next = textOf(fieldsOf(links)['next']);
  const self = `${base}${call.path}`;
  return ok({
    data,
    meta: { page_size: limit, ...(next === undefined ? {} : { next }) },
    links: { self, ...(next === undefined ? {} : { next: `${self}?cursor=${next}` }) },
  });
}

function eventOf({ id, at, actor, summary, object, change }: AuditEvent, { world, base, path }: Call): unknown {
  const { email, displayName } = world.accounts[actor] ?? {};
  return {
    id: String(id),
    type: 'events',
    attributes: {
      time: at,
      action: change === undefined ? summary : actionOf(change),
      actor: {
        id: actor,
        name: displayName ?? actor,
        ...(email === undefined ? {} : { email }),
        links: { self: `${base}/admin/v1/orgs/${world.site.orgId}/users/${actor}` },
      },
      context: change === undefined ? [] : [...change.items, change.thing].map(contextOf),
      container: [],
    },
    message: { content: object, format: 'simple' },
    links: { self: `${base}${path}/${String(id)}` },
  };
}

const actions: Readonly<Record<AuditChange['what'], readonly [added: string, removed: string]>> = {
  member: ['user_added_to_group', 'user_removed_from_group'],
  actor: ['project_role_actor_added', 'project_role_actor_removed'],
  grant: ['permission_scheme_grant_added', 'permission_scheme_grant_removed'],
  'project-scheme': ['permission_scheme_added_to_project', 'permission_scheme_removed_from_project'],
  'space-permission': ['space_permission_added', 'space_permission_removed'],
};

function actionOf({ what, added }: AuditChange): string {
  return actions[what][added ? 0 : 1];
}

function contextOf({ type, id, name, key }: AuditItem): unknown {
  return { id, type: `${type}s`, attributes: { name, ...(key === undefined ? {} : { key }) } };
}
