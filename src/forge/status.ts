import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.js';
import { ForgeError, isUncertain } from './forge-error.js';

/** What a job found: exit codes of the commands it ran. */
export interface Outcome {
  /** Of `validate`, `test` and `plan`, the worst. */
  readonly judged: number;
  /** Of `approve-check`; undefined where nobody has to approve by the settings of the job. */
  readonly approved?: number;
}

/** A mark on a commit, which a ruleset can require. */
export interface Status {
  readonly state: 'success' | 'failure' | 'error';
  readonly words: string;
}

/** GitHub shows no more of the words. */
export const mostWords = 140;

export function statusOf({ judged, approved }: Outcome): Status {
  if (judged > 1) return { state: 'error', words: 'Nothing could be told of this change: the log of the check says why' };
  if (judged === 1) return { state: 'failure', words: 'The policies are not in order: the comment says why' };
  if (approved === undefined) return { state: 'success', words: 'The policies are in order' };
  if (approved > 1) return { state: 'error', words: 'Who has approved could not be told: the log of the check says why' };
  if (approved === 1) return { state: 'failure', words: 'Approvals are missing: the log of the check says whose' };
  return { state: 'success', words: 'The policies are in order, and everybody has approved who must' };
}

export interface Marked {
  readonly repository: string;
  readonly commit: string;
  /** What a ruleset calls it; the last one of a name counts. */
  readonly name: string;
  /** Where to read more. */
  readonly link?: string;
}

const tries = 3;

/** Set again where it may not have been: twice says the same as once. */
export async function setStatus(client: Client, { repository, commit, name, link }: Marked, { state, words }: Status): Promise<void> {
  const body = { state, description: words, context: name, ...(link === undefined ? {} : { target_url: link }) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.post(`repos/${repository}/statuses/${commit}`, body);
      return;
    } catch (error) {
      if (attempt === tries || !(error instanceof ForgeError) || (error.pause ?? 0) > 120) throw error;
      if (error.pause === undefined && !isUncertain(error)) throw error;
      await sleep((error.pause ?? attempt) * 1000);
    }
  }
}
