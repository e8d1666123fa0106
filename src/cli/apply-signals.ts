import type { Talk } from './talk.js';

/** What Ctrl-C does while a site is written: the first ends it after the write in hand, the second waits for nothing more. */
export interface ApplySignals {
  readonly stop: AbortSignal;
  readonly halt: AbortSignal;
  readonly release: () => void;
}

export function applySignals(talk: Talk): ApplySignals {
  const [stop, halt] = [new AbortController(), new AbortController()];
  const heard = (): void => {
    if (!stop.signal.aborted) {
      stop.abort();
      talk.note('Finishing the write in hand. Ctrl-C once more waits for nothing; the record stays whole either way.');
    } else if (!halt.signal.aborted) {
      halt.abort();
      talk.note('Writing the record.');
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, heard);
  return {
    stop: stop.signal,
    halt: halt.signal,
    release: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, heard);
    },
  };
}
