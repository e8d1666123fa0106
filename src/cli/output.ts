import { once } from 'node:events';
import type { Style } from '../render/style.js';

export type Pieces = string | Uint8Array | Iterable<string>;

/** Where the data goes: stdout, or the file of --out. */
export interface Output {
  readonly style: Style;
  /** Writes all of it: a file is either whole or as it was before, and a reader that falls behind is waited for. */
  write(pieces: Pieces): Promise<void>;
}

/** Whoever read our output has gone: `permafrost matrix | head`. */
export class ReaderGone extends Error {}

/** Writes what is told beside a deed: the deed goes on, or is told as undone, though the reader may have seen enough. */
export async function writeBeside(output: Output, pieces: Pieces): Promise<void> {
  try {
    await output.write(pieces);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
}

const chunk = 1 << 16;

export function stdoutOutput(stream: NodeJS.WriteStream, style: Style): Output {
  // Without a listener the error would be thrown where nobody can catch it.
  let failure: NodeJS.ErrnoException | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
  });
  const send = async (data: string | Uint8Array): Promise<void> => {
    if (failure === undefined && !stream.write(data)) await ready(stream);
    if (failure?.code === 'EPIPE' || stream.destroyed) throw new ReaderGone();
    if (failure !== undefined) throw failure;
  };
  return {
    style,
    write: async (pieces) => {
      for (const piece of inChunks(pieces)) await send(piece);
      await new Promise<void>((resolve) => stream.write('', () => resolve()));
      if (failure?.code === 'EPIPE') throw new ReaderGone();
    },
  };
}

/** Until it takes more, or is gone; nothing is left listening, since very long output waits very often. */
async function ready(stream: NodeJS.WriteStream): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch(() => undefined);
  over.abort();
}

/** Many small pieces as few large ones. */
export function* inChunks(pieces: Pieces): Generator<string | Uint8Array> {
  if (typeof pieces === 'string' || pieces instanceof Uint8Array) {
    if (pieces.length > 0) yield pieces;
    return;
  }
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length >= chunk) {
      yield held;
      held = '';
    }
  }
  if (held !== '') yield held;
}
