import { callJournal, type CallJournal } from '../../src/providers/http/calls.js';
import { createClient, type Client } from '../../src/providers/http/client.js';
import { ReadError, type ReadFailure } from '../../src/providers/read-error.js';
import { stillWorld } from './still-world.js';

/** A client of a server on this machine, whose waits take no time. */
export function loopbackClient(base: string, journal: CallJournal = callJournal(), authorization?: string): Client {
  const access = { base, secrets: [], ...(authorization === undefined ? {} : { authorization }) };
  return createClient({ ...access, world: stillWorld(), signal: new AbortController().signal, journal, limited: false });
}

/** How something failed that must fail. */
export async function failureOf(asking: Promise<unknown>): Promise<ReadFailure> {
  try {
    await asking;
  } catch (error) {
    if (error instanceof ReadError) return error.failure;
    throw error;
  }
  throw new Error('It did not fail.');
}
