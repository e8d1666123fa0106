import type { FactChange } from '../diff/fact-change.js';
import type { Fact, FactType } from '../diff/facts.js';
import type { Site } from '../model/site.js';
import type { Client } from './http/client.js';
import type { Writer } from './http/writer.js';
import type { Names } from './names.js';
import { ReadError } from './read-error.js';
import { WriteError, type Write } from './target.js';

/** With what one API is looked at and written, while one call of a `Target` lasts. */
export interface Pen {
  readonly reader: Client;
  readonly writer: Writer;
  readonly names: Names;
  /** The policies that are made real: names and descriptions of what is made stand there. */
  readonly policies: Site;
}

/** How writes of one API are made: one file of each. */
export interface ApiTarget {
  /** What is there now of all that a write touches: more than its changes speak of only where it is of a whole thing. */
  readonly find: (write: Write, pen: Pen) => Promise<readonly Fact[]>;
  /** What is there beside that of those whom the write speaks of, such as what came along with it: told, and no reason to stop. */
  readonly beside?: (write: Write, pen: Pen) => Promise<readonly Fact[]>;
  /** What the thing that a write renames is called now, as a reference; undefined if it is not there. */
  readonly calledNow: (rename: NonNullable<Write['rename']>, pen: Pen) => Promise<string | undefined>;
  /** Makes what is missing, of which there is some, or it is called by its old name. */
  readonly make: (making: Making, pen: Pen) => Promise<void>;
}

export interface Making {
  readonly write: Write;
  /** The changes that are not there yet. */
  readonly missing: readonly FactChange[];
  readonly found: readonly Fact[];
}

/** It is not sent: what it would do is not ours, or nothing can do it. */
export function refused(message: string, hint?: string): WriteError {
  return new WriteError({ kind: 'refused', message, ...(hint === undefined ? {} : { hint }) });
}

/** It was not made, for what it needs is not there yet. */
export function notMade(message: string, hint?: string): WriteError {
  return new WriteError({ kind: 'not-made', message, ...(hint === undefined ? {} : { hint }) });
}

/** The id of what a write names; that it has none means that what would make it has not been made. */
export function needId(names: Names, ref: string): string {
  const id = names.idOf(ref);
  if (id === undefined) throw notMade(`"${ref}" is not on the site.`, 'It has to be made first.');
  return id;
}

/** The reference of a thing that a write renames: the old one, until it is known by the new one. */
export function knownAs({ from, to }: NonNullable<Write['rename']>, { names }: Pen): string {
  return names.idOf(to) === undefined ? from : to;
}

/** The answer, or undefined where the site says that there is no such thing. */
export async function ifThere<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ReadError && error.failure.kind === 'refused' && error.failure.status === 404) return undefined;
    throw error;
  }
}

/** The changes of one type. */
export function changesOf(changes: readonly FactChange[], type: FactType): readonly FactChange[] {
  return changes.filter(({ before, after }) => (after ?? before)?.type === type);
}

/** What one type is to say, where it is to say something. */
export function wanted(changes: readonly FactChange[], type: FactType): string | undefined {
  return changesOf(changes, type).find(({ after }) => after !== undefined)?.after?.says[0];
}
