import { accountByEmail, defaultGroupOf, join } from '../directory.js';
import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, numberIn, textOf, textsOf } from '../given.js';
import { products } from '../../model/permissions.js';
import { jiraPage } from '../paging.js';
import { refuseJira } from '../refusals.js';
import { addAccount } from '../seed.js';
import { groupShape, userShape } from './shapes.js';

export const users: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/users/search', system: 'jira', answer: searchUsers },
  { method: 'GET', path: '/rest/api/3/users', system: 'jira', answer: searchUsers },
  { method: 'GET', path: '/rest/api/3/user', system: 'jira', answer: getUser },
  { method: 'GET', path: '/rest/api/3/user/bulk', system: 'jira', answer: getUsers },
  { method: 'GET', path: '/rest/api/3/user/groups', system: 'jira', answer: getGroups },
  { method: 'GET', path: '/rest/api/3/myself', system: 'jira', answer: getMyself },
  { method: 'POST', path: '/rest/api/3/user', system: 'jira', directory: true, answer: createUser },
];

/** A bare list: no total, and nothing says that it ends but an empty page. */
function searchUsers(call: Call): Reply {
  const startAt = numberIn(call.query, 'startAt', 0);
  const maxResults = numberIn(call.query, 'maxResults', 50, 1000);
  const all = Object.values(call.world.accounts).filter(({ membership }) => membership !== 'no_membership');
  return ok(all.slice(startAt, startAt + maxResults).map((account) => userShape(account, call)));
}

function getUser(call: Call): Reply {
  return ok(userShape(accountIn(call, call.query.get('accountId')), call));
}

function getUsers(call: Call): Reply {
  const ids = call.query.getAll('accountId');
  if (ids.length === 0) refuseJira(400, 'The accountId query parameter needs to be provided');
  const found = ids.flatMap((id) => call.world.accounts[id] ?? []);
  return jiraPage(
    call,
    found.map((account) => userShape(account, call)),
    10,
    200,
  );
}

function getGroups(call: Call): Reply {
  const { accountId } = accountIn(call, call.query.get('accountId'));
  const groups = Object.values(call.world.groups).filter(({ members }) => members.includes(accountId));
  return ok(groups.map((group) => groupShape(group, call)));
}

function getMyself(call: Call): Reply {
  const account = call.caller ?? Object.values(call.world.accounts).find(({ siteAdmin }) => siteAdmin === true);
  return account === undefined ? refuseJira(401, 'Client must be authenticated to access this resource.') : ok(userShape(account, call));
}

export function accountIn({ world }: Call, id: string | null): ReturnType<typeof addAccount> {
  if (id === null || id === '') refuseJira(400, 'The accountId query parameter needs to be provided');
  return world.accounts[id] ?? refuseJira(404, 'Specified user does not exist or you do not have required permissions');
}

/** Gives products through their default groups; somebody who is there already is no mistake. */
function createUser(call: Call): Reply {
  const given = fieldsOf(call.body);
  const email = textOf(given['emailAddress']);
  const wanted = textsOf(given['products']);
  if (email === undefined || !email.includes('@')) refuseJira(400, '', { emailAddress: 'You must specify a valid email address.' });
  if (wanted === undefined) refuseJira(400, '', { products: 'Products must be specified.' });
  const groups = products.filter((product) => wanted.includes(product)).map((product) => defaultGroupOf(product, 'user', call.world));
  const account = accountByEmail(email, call.world) ?? addAccount(call.world, email);
  for (const group of groups)
    if (group !== undefined && join(group, account, call.world) === 'no seats')
      refuseJira(400, 'There are no more seats for this product.');
  return ok(userShape(account, call), 201);
}
