import type { World } from '../../src/providers/http/world.js';

export interface StillWorld extends World {
  /** Every wait, in milliseconds, in order. */
  readonly waits: readonly number[];
}

/** A clock that moves only by waiting, which takes no time, and chance that is always in the middle. */
export function stillWorld(start = Date.UTC(2026, 10, 21)): StillWorld {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    random: () => 0.5,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}
