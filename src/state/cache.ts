import envPaths from 'env-paths';
import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writev,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Remembers what follows from content alone. What it gives is what was put in, or nothing: at worst it is slow, never wrong. */
export interface Cache {
  read(key: string): Uint8Array | undefined;
  write(key: string, payload: Uint8Array): void;
}

/** Remembers nothing. */
export const noCache: Cache = { read: () => undefined, write: () => undefined };

/** Bytes kept at most; the oldest go first. */
export const largestCache = 256 * 1024 * 1024;
const mostEntries = 2000;

/** Where the cache lies: `PERMAFROST_CACHE_DIR`, or the place that the system keeps for caches. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['PERMAFROST_CACHE_DIR'] ?? '';
  return named === '' ? envPaths('permafrost', { suffix: '' }).cache : named;
}

/** The key of something that follows from these parts and from nothing else. */
export function cacheKey(parts: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    // Lengths keep the parts apart.
    hash.update(`${String(bytes.length)}:`).update(bytes);
  }
  return hash.digest('hex');
}

const magic = 'permafrost-cache-1\n';
const headerLength = magic.length + 64 + 1;

/**
 * A cache in a folder, one file an entry, each with its checksum. Entries are written beside and renamed, so two processes never see half
 * of one; a folder that cannot be written to, a full disk and damaged entries only make it forget.
 */
export function openCache(folder: string): Cache {
  return {
    read(key) {
      const file = join(folder, key);
      const entry = attempt(() => readFileSync(file));
      if (entry === undefined) return undefined;
      const payload = sound(entry);
      if (payload === undefined) attempt(() => rmSync(file, { force: true }));
      // The youngest stay longest.
      else attempt(() => utimesSync(file, new Date(), new Date()));
      return payload;
    },
    write(key, payload) {
      store(folder, key, [Buffer.from(`${magic}${sum(payload)}\n`), payload]);
    },
  };
}

/** Keeps an entry of some parts, one after the other: written beside and renamed; a failure leaves nothing. */
export function store(folder: string, key: string, parts: readonly Uint8Array[]): void {
  const draft = draftOf(folder, key);
  const written = attempt(() => {
    const file = open(draft);
    try {
      for (const part of parts) for (let at = 0; at < part.length;) at += writeSync(file, part, at);
    } finally {
      closeSync(file);
    }
    return true;
  });
  settle(draft, join(folder, key), written !== undefined);
}

/**
 * The same for an entry that is large: its parts are on their way once this returns, while others use this thread. `last` makes what stands behind
 * them, meanwhile too.
 */
export async function storeMeanwhile(folder: string, key: string, parts: readonly Uint8Array[], last: () => Uint8Array): Promise<void> {
  const draft = draftOf(folder, key);
  let isWritten = false;
  try {
    const file = open(draft);
    try {
      const underWay = writeAll(file, parts);
      const behind = last();
      await underWay;
      await writeAll(file, [behind]);
    } finally {
      closeSync(file);
    }
    isWritten = true;
  } catch {
    // Nobody needs what is kept.
  }
  settle(draft, join(folder, key), isWritten);
}

/** How many drafts this process has begun: each has a name of its own, since several may be on their way. */
let drafts = 0;

function draftOf(folder: string, key: string): string {
  return join(folder, `${key}.${String(process.pid)}-${String(drafts++)}.draft`);
}

function open(draft: string): number {
  mkdirSync(dirname(draft), { recursive: true });
  return openSync(draft, 'w');
}

/** How many bytes of some parts were written: not always all. */
function writeSome(file: number, parts: readonly Uint8Array[]): Promise<number> {
  return new Promise((resolve, reject) => {
    writev(file, parts, (error, written) => {
      if (error === null) resolve(written);
      else reject(error);
    });
  });
}

async function writeAll(file: number, parts: readonly Uint8Array[]): Promise<void> {
  for (let rest = parts; rest.length > 0;) {
    let written = await writeSome(file, rest);
    rest = rest.flatMap((part) => {
      const done = Math.min(part.length, written);
      written -= done;
      return done === part.length ? [] : [part.subarray(done)];
    });
  }
}

/** Makes a draft the entry, or takes it away. */
function settle(draft: string, entry: string, isWritten: boolean): void {
  const renamed = attempt(() => {
    if (isWritten) renameSync(draft, entry);
    return isWritten;
  });
  if (renamed === true) attempt(() => prune(dirname(entry)));
  else attempt(() => rmSync(draft, { force: true }));
}

/** What an act gives; undefined where it fails. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** The payload of an entry that is whole. */
function sound(entry: Buffer): Uint8Array | undefined {
  if (entry.length < headerLength || entry.toString('latin1', 0, magic.length) !== magic) return undefined;
  const payload = entry.subarray(headerLength);
  return entry.toString('latin1', magic.length, headerLength - 1) === sum(payload) ? payload : undefined;
}

function sum(payload: Uint8Array): string {
  return createHash('sha256').update(payload).digest('hex');
}

interface Entry {
  readonly name: string;
  readonly bytes: number;
  readonly used: number;
}

/** What lies in a cache, youngest first. */
export function entriesOf(folder: string): readonly Entry[] {
  const names = attempt(() => readdirSync(folder)) ?? [];
  return names
    .flatMap((name): readonly Entry[] => {
      const stat = attempt(() => statSync(join(folder, name)));
      return stat?.isFile() === true ? [{ name, bytes: stat.size, used: stat.mtimeMs }] : [];
    })
    .sort((a, b) => b.used - a.used);
}

/** Forgets everything; how much it was. */
export function clearCache(folder: string): { readonly entries: number; readonly bytes: number } {
  const entries = entriesOf(folder).filter(({ name }) => ours.test(name));
  for (const { name } of entries) rmSync(join(folder, name), { force: true });
  return { entries: entries.length, bytes: entries.reduce((total, { bytes }) => total + bytes, 0) };
}

/** Nothing but what the cache itself wrote is ever deleted, whatever folder it is pointed at. */
const ours = /^[0-9a-f]{64}(?:\.(?:code|plan))?(?:\.\d+(?:-\d+)?\.draft)?$/;

function prune(folder: string): void {
  let bytes = 0;
  for (const [index, entry] of entriesOf(folder).entries()) {
    bytes += entry.bytes;
    if ((bytes > largestCache || index >= mostEntries) && ours.test(entry.name)) rmSync(join(folder, entry.name), { force: true });
  }
}
