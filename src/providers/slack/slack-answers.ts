import { fields, text, type Decode } from '../http/decode.js';

/* The answers of the Slack Web API, as far as we need them. */

export interface SlackUser {
  readonly id: string;
  readonly email?: string;
  readonly name?: string;
  readonly deleted: boolean;
  readonly bot: boolean;
  /** A guest, of one channel or of several. */
  readonly guest: boolean;
  /** Of another company, met in a shared channel. */
  readonly stranger: boolean;
}

export const slackUser: Decode<SlackUser> = (value, at) => {
  const user = fields(value, at);
  const profile = user.maybeValue('profile', fields);
  const email = profile?.maybeText('email');
  const name = user.maybeText('real_name') ?? profile?.maybeText('real_name') ?? user.maybeText('name');
  const id = user.id('id');
  return {
    id,
    deleted: user.flag('deleted'),
    // Slackbot is a bot that says it is none.
    bot: user.flag('is_bot') || id === 'USLACKBOT',
    guest: user.flag('is_restricted') || user.flag('is_ultra_restricted'),
    stranger: user.flag('is_stranger'),
    ...(email === undefined || email === '' ? {} : { email }),
    ...(name === undefined || name === '' ? {} : { name }),
  };
};

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  /** Shared with another company. */
  readonly shared: boolean;
  readonly archived: boolean;
}

export const slackChannel: Decode<SlackChannel> = (value, at) => {
  const channel = fields(value, at);
  return {
    id: channel.id('id'),
    name: channel.text('name'),
    private: channel.flag('is_private'),
    shared: channel.flag('is_ext_shared'),
    archived: channel.flag('is_archived'),
  };
};

export const memberId: Decode<string> = text;

export const slackUserAnswer: Decode<SlackUser> = (value, at) => fields(value, at).value('user', slackUser);

export const slackChannelAnswer: Decode<SlackChannel> = (value, at) => fields(value, at).value('channel', slackChannel);

/** Whose token it is, and where. */
export interface SlackSelf {
  readonly user: string;
  readonly team: string;
  readonly bot: boolean;
  /** The workspace is of an organization on Enterprise. */
  readonly enterprise: boolean;
}

export const slackSelf: Decode<SlackSelf> = (value, at) => {
  const self = fields(value, at);
  return {
    user: self.id('user_id'),
    team: self.id('team_id'),
    bot: self.maybeText('bot_id') !== undefined,
    enterprise: self.maybeText('enterprise_id') !== undefined,
  };
};
