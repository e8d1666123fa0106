import type { Client } from '../http/client.js';
import type { Endpoint, Limit } from '../http/endpoint.js';
import { bySlackCursor } from '../http/pages.js';
import type { Step } from '../provider.js';
import { memberId, slackChannel, slackUser, type SlackChannel, type SlackUser } from './slack-answers.js';

/** Slack grants so many calls of a method in a minute, and more for a while. */
function perMinute(calls: number): Limit {
  return { calls, within: 60_000 };
}

/** What is asked of Slack: https://docs.slack.dev/reference/methods */
export const slackEndpoints = {
  users: { api: 'slack', method: 'GET', template: '/api/users.list', query: ['cursor', 'limit'], limit: perMinute(20) },
  channels: {
    api: 'slack',
    method: 'GET',
    template: '/api/conversations.list',
    query: ['types', 'exclude_archived', 'cursor', 'limit'],
    limit: perMinute(20),
  },
  members: {
    api: 'slack',
    method: 'GET',
    template: '/api/conversations.members',
    query: ['channel', 'cursor', 'limit'],
    limit: perMinute(100),
  },
} as const satisfies Readonly<Record<string, Endpoint>>;

/** As many as Slack recommends; of members it gives more. */
export const slackPages = { users: 200, channels: 200, members: 999 } as const;

/** What Slack says about a workspace, in its own words. */
export interface SlackFacts {
  readonly users: readonly SlackUser[];
  readonly channels: readonly (SlackChannel & { readonly members: readonly string[] })[];
}

export async function readSlack(client: Client, progress: (step: Step) => void): Promise<SlackFacts> {
  const [users, channels] = await Promise.all([
    bySlackCursor(client, { endpoint: slackEndpoints.users, size: slackPages.users, item: slackUser, key: ({ id }) => id }, 'members'),
    bySlackCursor(
      client,
      {
        endpoint: slackEndpoints.channels,
        parameters: { query: { types: 'public_channel,private_channel', exclude_archived: true } },
        size: slackPages.channels,
        item: slackChannel,
        key: ({ id }) => id,
      },
      'channels',
    ),
  ]);
  const open = channels.filter(({ archived }) => !archived);
  let done = 0;
  const withMembers = open.map(async (channel) => {
    const members = await bySlackCursor(
      client,
      {
        endpoint: slackEndpoints.members,
        parameters: { query: { channel: channel.id } },
        size: slackPages.members,
        item: memberId,
        key: (id) => id,
      },
      'members',
    );
    progress({ api: 'slack', what: 'channels', done: ++done, total: open.length });
    return { ...channel, members };
  });
  return { users, channels: await Promise.all(withMembers) };
}
