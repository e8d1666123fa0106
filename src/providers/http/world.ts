/** What a client needs of the world besides the network; passed in, so that tests need not wait and nothing is left to chance there. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Ends early, without an error, when told to stop. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export const realWorld: World = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
    }),
  random: () => Math.random(),
};
