import type { Call, Route } from '../exchange.js';
import { textOf } from '../given.js';
import { chatIdOf } from '../ids.js';
import { refuseSlack } from '../refusals.js';
import { nextNumber, type UserGroup } from '../world.js';
import { asking, changing, idsIn, isTrue, userGroupIn, type Method } from './method.js';

/** Never paged. */
const list: Method = (call, words) => {
  const shown = Object.values(paidChat(call).userGroups).filter(({ enabled }) => enabled || isTrue(words['include_disabled']));
  return { usergroups: shown.map((group) => shapeOf(group, call, isTrue(words['include_users']))) };
};

const create: Method = (call, words) => {
  const { userGroups } = paidChat(call);
  const name = textOf(words['name']) ?? '';
  if (name === '') refuseSlack('invalid_arguments');
  const id = chatIdOf('S', `${name} ${nextNumber(call.world)}`);
  const handle = textOf(words['handle']) ?? id.toLowerCase();
  refuseTaken(name, handle, undefined, call);
  userGroups[id] = { id, name, handle, enabled: true, users: [], channels: [...idsIn(words, 'channels')] };
  return { usergroup: shapeOf(userGroups[id], call, false) };
};

const update: Method = (call, words) => {
  const group = userGroupIn(call, words);
  const [name, handle] = [textOf(words['name']) ?? group.name, textOf(words['handle']) ?? group.handle];
  refuseTaken(name, handle, group.id, call);
  Object.assign(group, { name, handle });
  if (words['channels'] !== undefined) group.channels = [...idsIn(words, 'channels')];
  return { usergroup: shapeOf(group, call, false) };
};

function enabling(enabled: boolean): Method {
  return (call, words) => {
    const group = userGroupIn(call, words);
    group.enabled = enabled;
    return { usergroup: shapeOf(group, call, false) };
  };
}

/** The whole list each time, which cannot be empty. */
const replaceUsers: Method = (call, words) => {
  const group = userGroupIn(call, words);
  const ids = idsIn(words, 'users');
  if (ids.length === 0) refuseSlack('no_users_provided');
  if (ids.some((id) => call.world.chat.users[id]?.deleted !== false)) refuseSlack('invalid_users');
  group.users = [...new Set(ids)];
  return { usergroup: shapeOf(group, call, true) };
};

export const userGroups: readonly Route[] = [
  ...asking('usergroups.list', list),
  ...asking('usergroups.users.list', (call, words) => ({ users: userGroupIn(call, words).users })),
  ...changing('usergroups.create', create),
  ...changing('usergroups.update', update),
  ...changing('usergroups.enable', enabling(true)),
  ...changing('usergroups.disable', enabling(false)),
  ...changing('usergroups.users.update', replaceUsers),
];

function paidChat({ world }: Call): Call['world']['chat'] {
  return world.chat.paid ? world.chat : refuseSlack('plan_upgrade_required');
}

function refuseTaken(name: string, handle: string, except: string | undefined, { world }: Call): void {
  const others = Object.values(world.chat.userGroups).filter(({ id }) => id !== except);
  if (others.some((group) => group.name === name)) refuseSlack('name_already_exists');
  if (others.some((group) => group.handle === handle)) refuseSlack('handle_already_exists');
}

function shapeOf(
  { id, name, handle, enabled, users, channels }: UserGroup,
  { world }: Call,
  withUsers: boolean,
): Readonly<Record<string, unknown>> {
  return {
    id,
    team_id: world.chat.team,
    is_usergroup: true,
    is_subteam: true,
    is_external: false,
    name,
    description: '',
    handle,
    date_create: 0,
    date_update: 0,
    date_delete: enabled ? 0 : 1,
    auto_type: null,
    auto_provision: false,
    enterprise_subteam_id: '',
    created_by: 'U0000000000',
    updated_by: 'U0000000000',
    deleted_by: null,
    prefs: { channels, groups: [] },
    user_count: users.length,
    ...(withUsers ? { users } : {}),
  };
}
