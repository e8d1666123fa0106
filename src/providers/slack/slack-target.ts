import { factOf } from '../../diff/fact-change.js';
import type { Fact } from '../../diff/facts.js';
import { changesOf, notMade, refused, wanted, type ApiTarget, type Making, type Pen } from '../api-target.js';
import { ignored, RefusedWrite, type WriteParameters } from '../http/writer.js';
import type { WriteEndpoint } from '../http/write-endpoint.js';
import { kindOf, nameOf } from '../names.js';
import type { Write } from '../target.js';
import { slackChannelAnswer, type SlackChannel } from './slack-answers.js';
import { slackCapabilities } from './slack-capabilities.js';
import { slackWrites as writes } from './slack-endpoints.js';
import { findChannel, membersOf, userNamed } from './slack-target-look.js';
import { isMailAddress } from '../../text/mail-address.js';

/** Channels and who is in them. */
export const slackTarget: ApiTarget = { find, calledNow, make };

/** Of a channel that is archived nothing is there: it can be taken out again, but nobody uses it. */
async function find(write: Write, pen: Pen): Promise<readonly Fact[]> {
  const of = refOf(write);
  const channel = await findChannel(of, pen);
  if (channel === undefined || channel.archived) return [];
  const members = write.changes.some((change) => isOfPerson(factOf(change))) ? await membersOf(channel, pen) : [];
  const there = await Promise.all(write.changes.map((change) => factThere(factOf(change), channel, members, pen)));
  return there.flatMap((fact) => fact ?? []);
}

/** A guest is a guest in every channel, and nobody else is one in any. */
async function factThere({ type, says }: Fact, channel: SlackChannel, members: readonly string[], pen: Pen): Promise<Fact | undefined> {
  const of = pen.names.refOf('channel', channel.id) ?? `channel:${channel.name}`;
  if (type === 'channel') return { type, of, says: [] };
  if (type === 'private') return { type, of, says: [String(channel.private)] };
  const user = await userNamed(says[0] ?? '', pen);
  // An account that is switched off may be listed still, and nobody comes in by it.
  if (user === undefined || user.deleted || !members.includes(user.id)) return undefined;
  const isGuest = user.guest || user.stranger;
  return isGuest === (type === 'channel-guest') ? { type, of, says } : undefined;
}

async function calledNow({ from, to }: NonNullable<Write['rename']>, pen: Pen): Promise<string | undefined> {
  const channel = (await findChannel(from, pen)) ?? (await findChannel(to, pen));
  if (channel === undefined || channel.archived) return undefined;
  return channel.name === nameOf(to) ? to : from;
}

async function make({ write, missing }: Making, pen: Pen): Promise<void> {
  const of = refOf(write);
  const channel = await openChannel(write, pen);
  if (channel === undefined) return;
  pen.names.learn(of, channel.id);
  if (write.rename !== undefined && channel.name !== nameOf(write.rename.to)) {
    await send(writes.rename, { channel: channel.id, name: nameOf(write.rename.to) }, [], pen);
    pen.names.forget(write.rename.from);
    pen.names.learn(write.rename.to, channel.id);
  }
  if (changesOf(missing, 'private').some(({ after }) => after !== undefined && after.says[0] !== String(channel.private)))
    await changePrivacy(channel, of, pen);
  for (const { before, after } of [...changesOf(missing, 'channel-member'), ...changesOf(missing, 'channel-guest')]) {
    if (after !== undefined) await letIn(after, channel, pen);
    else if (before !== undefined) await takeOut(before, channel, pen);
  }
}

/** The channel that is written to, made if it is to be; undefined where it is gone, as it should. */
async function openChannel(write: Write, pen: Pen): Promise<SlackChannel | undefined> {
  const of = refOf(write);
  // Another channel may have the new name already.
  const known = (write.rename === undefined ? undefined : await findChannel(write.rename.from, pen)) ?? (await findChannel(of, pen));
  const [whole] = changesOf(write.changes, 'channel');
  if (whole !== undefined && whole.after === undefined) {
    if (known !== undefined && !known.archived) await send(writes.archive, { channel: known.id }, ['already_archived'], pen);
    return undefined;
  }
  if (whole === undefined) {
    if (known === undefined || known.archived) throw refused(`"${of}" is not in the chat any more.`);
    return known;
  }
  const isPrivate = wanted(write.changes, 'private') === 'true';
  if (known === undefined) {
    const body = { name: nameOf(of), is_private: isPrivate };
    return pen.writer.write(writes.create, { body }, slackChannelAnswer).catch((error: unknown) => explainTaken(error, of));
  }
  return known.archived ? takeOutOfArchive(known, isPrivate, of, pen) : known;
}

/** Slack has one channel of a name, and shows private ones to their members alone. */
function explainTaken(error: unknown, of: string): never {
  if (!(error instanceof RefusedWrite) || !error.codes.includes('name_taken')) throw error;
  throw refused(
    `"${of}" cannot be made: its name is taken by a channel that the owner of the token does not see.`,
    'Let the owner of the token into that channel, or call this one otherwise.',
  );
}

/** A channel that was archived has its people back with its messages. Only those come back who are to be in it. */
async function takeOutOfArchive(channel: SlackChannel, isPrivate: boolean, of: string, pen: Pen): Promise<SlackChannel> {
  if (channel.private !== isPrivate)
    throw refused(
      `"${of}" is the name of an archived channel that is ${channel.private ? 'private' : 'open to everybody'}.`,
      'Give the archived channel another name by hand, or call this one otherwise.',
    );
  const { self } = await slackCapabilities(pen.reader);
  const expected = await expectedIn(of, pen);
  const others = (await membersOf(channel, pen)).filter((id) => id !== self && !expected.has(id));
  if (others.length > 0)
    throw refused(
      `"${of}" is the name of an archived channel, and ${String(others.length)} who are not to be in it would be back in it.`,
      'Give the archived channel another name by hand, or take it out of the archive and take them out.',
    );
  await send(writes.unarchive, { channel: channel.id }, ['not_archived'], pen);
  return { ...channel, archived: false };
}

async function expectedIn(of: string, pen: Pen): Promise<ReadonlySet<string>> {
  const channel = pen.policies.channels.get(nameOf(of));
  const listed = [
    ...(channel?.members ?? []).flatMap(({ type, name }) => (type === 'user' ? [name] : [])),
    ...(channel?.guests ?? []).map(({ user }) => user),
  ];
  const users = await Promise.all(listed.map((name) => userNamed(`user:${name}`, pen)));
  return new Set(users.flatMap((user) => user?.id ?? []));
}

async function changePrivacy({ id, private: isPrivate }: SlackChannel, of: string, pen: Pen): Promise<void> {
  if (isPrivate) throw refused(`"${of}" is opened to everybody by hand: its messages would be everybody's.`);
  const { makesPrivate } = await slackCapabilities(pen.reader);
  if (!makesPrivate)
    throw refused(
      `"${of}" is made private by hand: Slack lets programs do it on Enterprise only.`,
      'Change it in the settings of the channel.',
    );
  await send(writes.makePrivate, { channel_id: id }, [], pen);
}

async function letIn({ type, of, says: [who = ''] }: Fact, channel: SlackChannel, pen: Pen): Promise<void> {
  refuseGroup(who, of);
  const user = await userNamed(who, pen);
  const asGuest = type === 'channel-guest';
  if (user === undefined) {
    if (!asGuest) throw notMade(`"${who}" is not in the chat, and cannot be let into "${of}".`, 'Invite them to the workspace by hand.');
    return inviteGuest(who, channel, pen);
  }
  if ((user.guest || user.stranger) !== asGuest)
    throw refused(
      `"${who}" is ${asGuest ? 'a member' : 'a guest'} of the workspace, and would be one in "${of}" too.`,
      'Change the kind of the account in the administration of Slack, or the policies.',
    );
  await send(writes.invite, { channel: channel.id, users: user.id }, ['already_in_channel'], pen).catch((error: unknown) => {
    if (!(error instanceof RefusedWrite) || !error.codes.includes('ura_max_channels')) throw error;
    throw refused(
      `"${who}" is a guest of one channel, and in another one than "${of}".`,
      'Take them out of that one first, or make them a guest of several channels by hand: those are billed.',
    );
  });
}

/** A guest of one channel costs nothing; one of several is billed like a member. */
async function inviteGuest(who: string, channel: SlackChannel, pen: Pen): Promise<void> {
  const { team, invitesGuests } = await slackCapabilities(pen.reader);
  const email = nameOf(who);
  if (!invitesGuests)
    throw refused(
      `"${who}" is invited by hand: Slack lets programs invite guests on Enterprise only.`,
      'Invite them as a guest of the channel.',
    );
  if (!isMailAddress(email)) throw refused(`"${who}" has no e-mail address to be invited by.`);
  const rooms = [...pen.policies.channels.values()].filter(({ guests }) => guests.some(({ user }) => user === email)).length;
  const kind = rooms > 1 ? { is_restricted: true } : { is_ultra_restricted: true };
  await send(writes.inviteGuest, { team_id: team, email, channel_ids: channel.id, ...kind }, [], pen);
}

/** Nobody is let go who gives the orders: Slack would refuse it, and the rest could not be done. */
async function takeOut({ of, says: [who = ''] }: Fact, channel: SlackChannel, pen: Pen): Promise<void> {
  refuseGroup(who, of);
  const user = await userNamed(who, pen);
  if (user === undefined) return;
  const { self } = await slackCapabilities(pen.reader);
  if (user.id === self) throw refused(`"${who}" is the owner of the token, and leaves "${of}" by hand.`);
  await send(writes.kick, { channel: channel.id, user: user.id }, ['not_in_channel'], pen);
}

function refuseGroup(who: string, of: string): void {
  if (kindOf(who) !== 'user') throw refused(`"${who}" is let into "${of}" by hand: channels have people, and user groups of their own.`);
}

/** Some errors say that it is so already. */
async function send(endpoint: WriteEndpoint, body: NonNullable<WriteParameters['body']>, fine: readonly string[], pen: Pen): Promise<void> {
  try {
    await pen.writer.write(endpoint, { body }, ignored);
  } catch (error) {
    if (error instanceof RefusedWrite && error.codes.some((code) => fine.includes(code))) return;
    throw error;
  }
}

function isOfPerson({ type }: Fact): boolean {
  return type === 'channel-member' || type === 'channel-guest';
}

/** The channel that a write is about. */
function refOf({ changes, rename }: Write): string {
  const about = [...new Set(changes.map((change) => factOf(change).of))];
  const of = about[0] ?? rename?.to ?? '';
  if (about.length > 1 || kindOf(of) !== 'channel') throw refused(`A write to Slack is about one channel, not about ${about.join(', ')}.`);
  return of;
}
