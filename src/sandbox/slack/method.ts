import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, textOf, textsOf } from '../given.js';
import { refuseSlack } from '../refusals.js';
import type { ChatChannel, ChatUser, UserGroup } from '../world.js';

/** What is shared by the methods of Slack: each takes its arguments as fields, and says `ok`. */
export type Method = (call: Call, words: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Whoever asks, by whatever token. */
export const self = 'U0000000000';

export function enterprise({ world }: Call): Call['world'] {
  return world.chat.enterprise ? world : refuseSlack('feature_not_enabled');
}

/** A method that asks may be called with GET, too. */
export function asking(name: string, method: Method): readonly Route[] {
  const route = { path: `/slack/api/${name}`, system: 'slack', reads: true, answer: answering(method) } as const;
  return [
    { ...route, method: 'GET' },
    { ...route, method: 'POST' },
  ];
}

export function changing(name: string, method: Method): readonly Route[] {
  return [{ method: 'POST', path: `/slack/api/${name}`, system: 'slack', answer: answering(method) }];
}

function answering(method: Method): (call: Call) => Reply {
  return (call) => ok({ ok: true, ...method(call, fieldsOf(call.body)) });
}

/** Arguments of lists have commas between, or are lists where JSON is sent. */
export function idsIn(words: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const value = words[name];
  return (
    textsOf(value) ??
    textOf(value)
      ?.split(',')
      .map((each) => each.trim())
      .filter(Boolean) ??
    []
  );
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

export function channelIn({ world }: Call, words: Readonly<Record<string, unknown>>): ChatChannel {
  return world.chat.channels[textOf(words['channel']) ?? ''] ?? refuseSlack('channel_not_found');
}

export function openChannelIn(call: Call, words: Readonly<Record<string, unknown>>): ChatChannel {
  const channel = channelIn(call, words);
  return channel.archived ? refuseSlack('is_archived') : channel;
}

export function userIn({ world }: Call, id: string | undefined): ChatUser {
  return world.chat.users[id ?? ''] ?? refuseSlack('user_not_found');
}

export function userGroupIn({ world }: Call, words: Readonly<Record<string, unknown>>): UserGroup {
  return world.chat.userGroups[textOf(words['usergroup']) ?? ''] ?? refuseSlack('no_such_subteam');
}

/** Slack's pages: a cursor, and an empty one at the end. */
export function paged<T>(
  call: Call,
  words: Readonly<Record<string, unknown>>,
  all: readonly T[],
  fallback: number,
  most = 1000,
): { readonly page: readonly T[]; readonly response_metadata: { readonly next_cursor: string } } {
  const asked = Number(words['limit'] ?? fallback);
  const limit = Math.min(most, Number.isInteger(asked) && asked > 0 ? asked : fallback);
  const cursor = textOf(words['cursor']) ?? '';
  const [position = 0, isAfterEmpty] = cursorIn(cursor);
  if (call.emptyPage && isAfterEmpty !== true && all.length > 0)
    return { page: [], response_metadata: { next_cursor: cursorOf(position, true) } };
  const page = all.slice(position, position + limit);
  const next = position + page.length;
  return { page, response_metadata: { next_cursor: next >= all.length ? '' : cursorOf(next, false) } };
}

function cursorOf(position: number, afterEmpty: boolean): string {
  return Buffer.from(`${afterEmpty ? 'empty' : 'at'}:${position}`).toString('base64');
}

function cursorIn(text: string): readonly [number?, boolean?] {
  if (text === '') return [];
  const [, kind, position] = /^(empty|at):(\d+)$/.exec(Buffer.from(text, 'base64').toString()) ?? refuseSlack('invalid_cursor');
  return [Number(position), kind === 'empty'];
}
