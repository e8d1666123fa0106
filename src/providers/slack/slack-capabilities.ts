import type { Client } from '../http/client.js';
import { slackSelf } from './slack-answers.js';
import { slackEndpoints } from './slack-endpoints.js';

/** What the owner of a token can do in a workspace, as far as it can be known before it is done. */
export interface SlackCapabilities {
  /** The owner of the token: it cannot be taken out of a channel. */
  readonly self: string;
  readonly team: string;
  /** People from outside can be invited: on Enterprise, by the token of a person. Elsewhere somebody does it by hand. */
  readonly invitesGuests: boolean;
  /** A channel that everybody sees can be made private, which is for Enterprise as well. */
  readonly makesPrivate: boolean;
}

export async function slackCapabilities(client: Client): Promise<SlackCapabilities> {
  const { user, team, bot, enterprise } = await client.call(slackEndpoints.self, {}, slackSelf);
  return { self: user, team, invitesGuests: enterprise && !bot, makesPrivate: enterprise && !bot };
}
