import type { Client } from '../http/client.js';
import { bySlackCursor } from '../http/pages.js';
import type { Step } from '../provider.js';
import { slackEndpoints } from './slack-endpoints.js';
import { memberId, slackChannel, slackUser, type SlackChannel, type SlackUser } from './slack-answers.js';

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
