import { ifThere, notMade, refused, type Pen } from '../api-target.js';
import { fields, type Decode } from '../http/decode.js';
import { RefusedWrite } from '../http/writer.js';
import { kindOf } from '../names.js';
import { jiraUser } from './jira-answers.js';
import { jiraEndpoints as asks } from './jira-endpoints.js';

const notFound = /(?:can.?t find|cannot find|not found|does not exist|no such)/i;

/**
 * What came of a write that names people and groups. Jira hears of the organization's minutes later, and says until then that there are none
 * such: a refusal for that reason is for now; any other comes as it is.
 */
export async function unlessUnseen<T>(writing: Promise<T>, refs: readonly string[], pen: Pen): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (error instanceof RefusedWrite) await refuseUnseen(error, refs, pen);
    throw error;
  }
}

async function refuseUnseen({ failure }: RefusedWrite, refs: readonly string[], pen: Pen): Promise<void> {
  if (failure.status !== 404 && failure.status !== 400) return;
  const named = [...new Set(refs)].filter((ref) => ['user', 'group'].includes(kindOf(ref)));
  for (const ref of named) {
    const seen = await seenBy(ref, pen);
    if (seen === 'inactive')
      throw refused(`Jira does not take "${ref}", whose account is not active.`, 'Make the account active first, or take the person out.');
    if (seen === undefined) throw unseen(ref);
  }
  // It may have heard of them since.
  if (named.length > 0 && notFound.test(failure.said ?? '')) throw unseen(named.join('", "'));
}

function unseen(what: string): Error {
  return notMade(`Jira does not know "${what}" yet.`, 'What the organization changes reaches Jira some minutes later: try again then.');
}

async function seenBy(ref: string, { names, reader }: Pen): Promise<'active' | 'inactive' | undefined> {
  const id = names.idOf(ref);
  if (id === undefined) return undefined;
  if (kindOf(ref) === 'group') {
    const found = await reader.call(asks.groupNamed, { query: { groupId: id, startAt: 0, maxResults: 1 } }, count);
    return found > 0 ? 'active' : undefined;
  }
  const user = await ifThere(reader.call(asks.user, { query: { accountId: id } }, jiraUser));
  return user === undefined ? undefined : user.active ? 'active' : 'inactive';
}

const count: Decode<number> = (value, at) => fields(value, at).list('values', (each) => each).length;
