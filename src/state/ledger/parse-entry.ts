import type { Entry, EntryType } from './entry.js';

/** Why a text is no entry, in words that go on from "it". */
export type NotAnEntry = { readonly type: 'wrong'; readonly why: string };

const types: readonly string[] = ['begin', 'checkpoint', 'end', 'abandoned'] satisfies readonly EntryType[];
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Reads `entry.json`. Nothing in it is taken on trust: whoever can push can write anything. */
export function parseEntry(text: string): { readonly type: 'entry'; readonly entry: Entry } | NotAnEntry {
  const value = parsed(text);
  if (!isRecord(value)) return wrong('is no JSON object');
  if (value['version'] !== 1) return wrong('is of a version that this permafrost does not know');
  const { type, site, at, commit, plan, number, previous, outcome, mayHaveMore, files, who, host, pid, boot } = value;
  if (typeof type !== 'string' || !types.includes(type)) return wrong('has no type');
  if (!isRecord(who) || !isText(who['name']) || !isText(who['email'])) return wrong('does not say who wrote it');
  if (![site, host, commit, plan].every(isText)) return wrong('lacks the site, the machine, the commit or the plan');
  if (!isText(at) || !time.test(at) || Number.isNaN(Date.parse(at))) return wrong('does not say when it was written');
  if (!isCount(number) || !isCount(pid)) return wrong('lacks its number, or that of its process');
  if (![previous, outcome, boot].every((each) => each === undefined || isText(each))) return wrong('has a field that is no text');
  if (mayHaveMore !== undefined && mayHaveMore !== true) return wrong('does not say whether more may have been done');
  if (!isRecord(files) || !Object.values(files).every(isText)) return wrong('does not list its files');
  return { type: 'entry', entry: value as unknown as Entry };
}

/** A name that a file of an entry may have. */
export function isFileName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) && name !== entryFile;
}

export const entryFile = 'entry.json';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(why: string): NotAnEntry {
  return { type: 'wrong', why };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
