import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { mayIn, openSpace } from '../evaluate/confluence.js';
import { classSubject, subjectOf, subjectsOf, type Subject } from '../evaluate/subjects.js';
import { findGroup } from '../directory.js';
import { fieldsOf, textOf } from '../given.js';
import { refuseConfluence } from '../refusals.js';

export const content: readonly Route[] = [
  { method: 'POST', path: '/wiki/rest/api/content/{id}/permission/check', system: 'confluence', reads: true, answer: checkPermission },
];

/** What each word of the question needs one of. */
const needed: Readonly<Record<string, readonly string[]>> = {
  read: ['read/space'],
  update: ['create/page', 'update/page'],
  delete: ['delete/page'],
};

/** The only page that a space has here is its first one, without restrictions. */
function checkPermission(call: Call): Reply {
  const { world, params, body } = call;
  const space = Object.values(world.spaces).find(({ homepageId }) => homepageId === params['id']);
  if (space === undefined) refuseConfluence(404, `No content found with id : ${params['id'] ?? ''}`);
  const given = fieldsOf(body);
  const operations = needed[textOf(given['operation']) ?? ''] ?? refuseConfluence(400, 'The operation is read, update or delete.');
  const subject = subjectIn(given['subject'], call);
  const opened = openSpace(space, world);
  const hasPermission = subject !== undefined && operations.some((operation) => mayIn(subject, operation, opened, world));
  return ok({ hasPermission, errors: [], _links: {} });
}

function subjectIn(value: unknown, { world }: Call): Subject | undefined {
  const { type, identifier } = fieldsOf(value);
  const named = textOf(identifier) ?? '';
  if (type === 'user') return named === 'anonymous' ? classSubject('anyone') : subjectOf(named, world);
  const group = type === 'group' ? findGroup(named, world) : undefined;
  if (group === undefined) refuseConfluence(400, 'The subject is a user or a group that exists.');
  const synced = subjectsOf(world, 'apart').find(({ printed }) => printed === `group:${group.name}`);
  const products = group.roles.filter(({ role }) => role === 'user').map(({ product }) => product);
  return synced ?? { printed: `group:${group.name}`, groups: new Set([group.id]), products: new Set(products), guestOf: new Set() };
}
