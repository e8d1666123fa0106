import type { Endpoint, Limit } from '../http/endpoint.js';
import type { WriteEndpoint } from '../http/write-endpoint.js';

/** Slack grants so many calls of a method in a minute, and more for a while. */
function perMinute(calls: number): Limit {
  return { calls, within: 60_000 };
}

const channelPages = ['types', 'exclude_archived', 'cursor', 'limit'];

/** What is asked of Slack: https://docs.slack.dev/reference/methods */
export const slackEndpoints = {
  users: { api: 'slack', method: 'GET', template: '/api/users.list', query: ['cursor', 'limit'], limit: perMinute(20) },
  channels: { api: 'slack', method: 'GET', template: '/api/conversations.list', query: channelPages, limit: perMinute(20) },
  members: {
    api: 'slack',
    method: 'GET',
    template: '/api/conversations.members',
    query: ['channel', 'cursor', 'limit'],
    limit: perMinute(100),
  },
  self: { api: 'slack', method: 'GET', template: '/api/auth.test', query: [], limit: perMinute(100) },
  channel: { api: 'slack', method: 'GET', template: '/api/conversations.info', query: ['channel'], limit: perMinute(50) },
  user: { api: 'slack', method: 'GET', template: '/api/users.info', query: ['user'], limit: perMinute(100) },
  userByEmail: { api: 'slack', method: 'GET', template: '/api/users.lookupByEmail', query: ['email'], limit: perMinute(50) },
} as const satisfies Readonly<Record<string, Endpoint>>;

function post<T extends string>(method: T, calls: number) {
  return { api: 'slack', method: 'POST', template: `/api/${method}`, query: [], limit: perMinute(calls), form: true } as const;
}

/** What is written to Slack; guests are invited on Enterprise alone, by the token of a person. */
export const slackWrites = {
  create: post('conversations.create', 20),
  rename: post('conversations.rename', 20),
  archive: post('conversations.archive', 20),
  unarchive: post('conversations.unarchive', 20),
  invite: post('conversations.invite', 50),
  kick: post('conversations.kick', 50),
  makePrivate: post('admin.conversations.convertToPrivate', 20),
  inviteGuest: post('admin.users.invite', 20),
} as const satisfies Readonly<Record<string, WriteEndpoint>>;
