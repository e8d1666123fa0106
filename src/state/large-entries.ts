import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '../image/byte-source.js';
import { attempt, storeMeanwhile } from './cache.js';
import { checksumsOf, openPages } from './paged-file.js';

/** Entries of a cache that are large, and of which little is read. */
export interface LargeEntries {
  /** What `keep` kept, to be read by parts; a part that turns out to be damaged throws, and should be forgotten. */
  open(key: string): ByteSource | undefined;
  /**
   * Keeps what is given piece by piece. The pieces are on their way once this returns, and must stay as they are until the promise is
   * fulfilled, which it always is; it can be opened then.
   */
  keep(key: string, pieces: readonly Uint8Array[]): Promise<void>;
  forget(key: string): void;
}

/** Remembers nothing. */
export const noLargeEntries: LargeEntries = { open: () => undefined, keep: () => Promise.resolve(), forget: () => undefined };

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
    keep(key, pieces) {
      return storeMeanwhile(folder, key, pieces, () => checksumsOf(pieces));
    },
    forget(key) {
      attempt(() => rmSync(join(folder, key), { force: true }));
    },
  };
}
