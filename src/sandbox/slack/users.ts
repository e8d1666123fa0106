import type { Call, Route } from '../exchange.js';
import { textOf } from '../given.js';
import { chatIdOf } from '../ids.js';
import { refuseSlack } from '../refusals.js';
import type { ChatUser } from '../world.js';
import { asking, changing, enterprise, idsIn, isTrue, paged, self, userIn, type Method } from './method.js';

const list: Method = (call, words) => {
  const { page, response_metadata } = paged(call, words, Object.values(call.world.chat.users), 200);
  return { members: page.map((user) => shapeOf(user, call)), cache_ts: Math.floor(call.now / 1000), response_metadata };
};

const lookup: Method = (call, words) => {
  const email = textOf(words['email']);
  const found = Object.values(call.world.chat.users).find((user) => user.email === email && !user.deleted);
  return { user: shapeOf(found ?? refuseSlack('users_not_found'), call) };
};

/** Guests can be invited like this on Enterprise only. */
const invite: Method = (call, words) => {
  const { chat } = enterprise(call);
  const email = textOf(words['email']) ?? refuseSlack('invalid_email');
  const channels = idsIn(words, 'channel_ids').map((id) => chat.channels[id] ?? refuseSlack('channel_not_found'));
  if (channels.length === 0) refuseSlack('missing_channel');
  const known = Object.values(chat.users).find((user) => user.email === email);
  if (known !== undefined) refuseSlack(known.deleted ? 'user_disabled' : 'already_in_team');
  const single = isTrue(words['is_ultra_restricted']);
  if (single && channels.length > 1) refuseSlack('ura_limit_reached');
  const guest = single ? 'single' : isTrue(words['is_restricted']) ? 'multi' : undefined;
  const expires = Number(words['guest_expiration_ts'] ?? 0);
  const id = chatIdOf('U', email);
  chat.users[id] = {
    id,
    name: email,
    email,
    deleted: false,
    ...(guest === undefined ? {} : { guest }),
    ...(expires > 0 ? { expires } : {}),
  };
  for (const channel of channels) channel.members.push(id);
  return {};
};

const setExpiration: Method = (call, words) => {
  enterprise(call);
  const user = userIn(call, textOf(words['user_id']));
  if (user.guest === undefined) refuseSlack('user_is_not_a_guest');
  const expires = Number(words['expiration_ts'] ?? NaN);
  if (!Number.isInteger(expires)) refuseSlack('invalid_arguments');
  user.expires = expires;
  return {};
};

const remove: Method = (call, words) => {
  const { chat } = enterprise(call);
  const user = userIn(call, textOf(words['user_id']));
  user.deleted = true;
  for (const channel of Object.values(chat.channels)) channel.members = channel.members.filter((id) => id !== user.id);
  return {};
};

export const users: readonly Route[] = [
  ...asking('auth.test', ({ world, base }) => ({
    url: `${base}/slack/`,
    team: world.site.name,
    team_id: world.chat.team,
    user: 'sandbox',
    user_id: self,
    ...(world.chat.enterprise ? { enterprise_id: chatIdOf('E', world.site.orgId) } : {}),
    is_enterprise_install: false,
  })),
  ...asking('users.list', list),
  ...asking('users.info', (call, words) => ({ user: shapeOf(userIn(call, textOf(words['user'])), call) })),
  ...asking('users.lookupByEmail', lookup),
  ...changing('admin.users.invite', invite),
  ...changing('admin.users.setExpiration', setExpiration),
  ...changing('admin.users.remove', remove),
];

function shapeOf({ id, name, email, deleted, guest, bot, expires }: ChatUser, { world }: Call): Readonly<Record<string, unknown>> {
  return {
    id,
    team_id: world.chat.team,
    name: (email ?? name).replace(/@.*$/, ''),
    real_name: name,
    deleted,
    is_admin: false,
    is_owner: false,
    is_bot: bot === true,
    is_app_user: bot === true,
    is_restricted: guest !== undefined,
    is_ultra_restricted: guest === 'single',
    updated: 0,
    profile: {
      real_name: name,
      display_name: name,
      ...(email === undefined ? {} : { email }),
      ...(guest !== undefined && expires !== undefined ? { guest_expiration_ts: expires } : {}),
    },
  };
}
