import { accountByEmail } from '../directory.js';
import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { subjectOf } from '../evaluate/subjects.js';
import { fieldsOf, textsOf } from '../given.js';
import { startPage } from '../paging.js';
import { refuseConfluence, refuseConfluence2 } from '../refusals.js';
import type { Account } from '../world.js';
import { groupShape, userShape } from './shapes.js';

const path = '/wiki/rest/api/user';

export const users: readonly Route[] = [
  { method: 'GET', path, system: 'confluence', answer: (call) => ok(userShape(userIn(call), call)) },
  { method: 'GET', path: `${path}/current`, system: 'confluence', answer: getCurrent },
  { method: 'GET', path: `${path}/bulk`, system: 'confluence', answer: getUsers },
  { method: 'GET', path: `${path}/memberof`, system: 'confluence', answer: getGroups },
  { method: 'POST', path: '/wiki/api/v2/users-bulk', system: 'confluence-v2', reads: true, answer: getBulk },
  { method: 'POST', path: '/wiki/api/v2/user/access/check-access-by-email', system: 'confluence-v2', reads: true, answer: checkAccess },
];

function userIn({ world, query }: Call): Account {
  return world.accounts[query.get('accountId') ?? ''] ?? refuseConfluence(404, 'No user found.');
}

function getCurrent(call: Call): Reply {
  const account = call.caller ?? Object.values(call.world.accounts).find(({ siteAdmin }) => siteAdmin === true);
  return account === undefined ? refuseConfluence(403, 'Not permitted') : ok(userShape(account, call));
}

function getUsers(call: Call): Reply {
  const ids = call.query.getAll('accountId').flatMap((each) => each.split(','));
  const found = ids.slice(0, 100).flatMap((id) => call.world.accounts[id] ?? []);
  return startPage(
    call,
    found.map((account) => userShape(account, call)),
    100,
    100,
  );
}

function getGroups(call: Call): Reply {
  const { accountId } = userIn(call);
  const found = Object.values(call.world.groups).filter(({ members }) => members.includes(accountId));
  return startPage(
    call,
    found.map((group) => groupShape(group, call)),
    200,
    200,
  );
}

/** Guests look like everybody else here. */
function getBulk({ world, body, base }: Call): Reply {
  const ids = textsOf(fieldsOf(body)['accountIds']) ?? refuseConfluence2(400, 'accountIds are required');
  if (ids.length > 250) refuseConfluence2(400, 'At most 250 accounts can be asked for at once');
  const results = ids
    .flatMap((id) => world.accounts[id] ?? [])
    .map(({ accountId, displayName, email, emailHidden, active, type }) => ({
      accountId,
      accountType: type,
      accountStatus: active ? 'active' : 'inactive',
      displayName,
      publicName: displayName,
      email: emailHidden === true ? '' : (email ?? ''),
      isExternalCollaborator: false,
    }));
  return ok({ results, _links: { base: `${base}/wiki` } });
}

function checkAccess({ world, body }: Call): Reply {
  const emails = textsOf(fieldsOf(body)['emails']) ?? refuseConfluence2(400, 'emails are required');
  const invalidEmails = emails.filter((email) => !email.includes('@'));
  const emailsWithoutAccess = emails.filter((email) => {
    const subject = subjectOf(accountByEmail(email, world)?.accountId ?? '', world);
    return email.includes('@') && subject?.products.has('confluence') !== true && subject?.guestOf.has('confluence') !== true;
  });
  return ok({ emailsWithoutAccess, invalidEmails });
}
