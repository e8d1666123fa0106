import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '../image/byte-source.js';
import { attempt, store } from './cache.js';
import { checksumsOf, openPages } from './paged-file.js';

/** Entries of a cache that are large, and of which little is read. */
export interface LargeEntries {
  /** What `keep` kept, to be read by parts; a part that turns out to be damaged throws, and should be forgotten. */
  open(key: string): ByteSource | undefined;
  keep(key: string, payload: Uint8Array): void;
  forget(key: string): void;
}

/** Remembers nothing. */
export const noLargeEntries: LargeEntries = { open: () => undefined, keep: () => undefined, forget: () => undefined };

/** The large entries of a cache in a folder, beside the others and bounded with them. */
export function largeEntriesIn(folder: string): LargeEntries {
  return {
    open(key) {
      const file = join(folder, key);
      const pages = attempt(() => openPages(file));
      // The youngest stay longest.
      if (pages !== undefined) attempt(() => utimesSync(file, new Date(), new Date()));
      return pages;
    },
    keep(key, payload) {
      store(folder, key, [payload, checksumsOf(payload)]);
    },
    forget(key) {
      attempt(() => rmSync(join(folder, key), { force: true }));
    },
  };
}
