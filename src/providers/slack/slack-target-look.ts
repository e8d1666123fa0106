import type { Pen } from '../api-target.js';
import { bySlackCursor } from '../http/pages.js';
import { nameOf } from '../names.js';
import { ReadError } from '../read-error.js';
import { memberId, slackChannel, slackChannelAnswer, slackUserAnswer, type SlackChannel, type SlackUser } from './slack-answers.js';
import { slackEndpoints } from './slack-endpoints.js';
import { slackPages } from './slack.js';
import { isMailAddress } from '../../text/mail-address.js';

/** A channel by its id, where it was read or made; else by its name, among the archived ones too. */
export async function findChannel(ref: string, { reader, names }: Pen): Promise<SlackChannel | undefined> {
  const id = names.idOf(ref);
  if (id !== undefined)
    return unless('channel_not_found', reader.call(slackEndpoints.channel, { query: { channel: id } }, slackChannelAnswer));
  const all = await bySlackCursor(
    reader,
    {
      endpoint: slackEndpoints.channels,
      parameters: { query: { types: 'public_channel,private_channel', exclude_archived: false } },
      size: slackPages.channels,
      item: slackChannel,
      key: (channel) => channel.id,
    },
    'channels',
  );
  return all.find(({ name }) => name === nameOf(ref));
}

export function membersOf({ id }: SlackChannel, { reader }: Pen): Promise<readonly string[]> {
  return bySlackCursor(
    reader,
    {
      endpoint: slackEndpoints.members,
      parameters: { query: { channel: id } },
      size: slackPages.members,
      item: memberId,
      key: (member) => member,
    },
    'members',
  );
}

/** Somebody by their name in policies: whoever was seen in no channel is looked for by the e-mail address. */
export async function userNamed(ref: string, pen: Pen): Promise<SlackUser | undefined> {
  const name = nameOf(ref);
  const known = pen.names.idOf(`chat-user:${name}`);
  if (known !== undefined)
    return unless('user_not_found', pen.reader.call(slackEndpoints.user, { query: { user: known } }, slackUserAnswer));
  if (!isMailAddress(name)) return undefined;
  return unless('users_not_found', pen.reader.call(slackEndpoints.userByEmail, { query: { email: name } }, slackUserAnswer));
}

/** Slack says with an error that there is nobody of the kind. */
async function unless<T>(error: string, asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (caught) {
    if (caught instanceof ReadError && caught.failure.kind === 'refused' && caught.failure.message.includes(`answered "${error}"`))
      return undefined;
    throw caught;
  }
}
