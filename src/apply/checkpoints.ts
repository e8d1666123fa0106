import type { World } from '../providers/http/world.js';

/** So many writes that have ended, or so many milliseconds, are kept to this machine at most, unless the record grows by too little. */
export const checkpointEvery = { writes: 25, milliseconds: 30_000 } as const;

/** Each checkpoint holds all there is so far: it has to be longer by this part than the last one, so that all together stay small. */
const leastGrowth = 1 / 20;

/** What came of one. `lost`: somebody else goes on from it, and none of ours will be taken any more. */
export type CheckpointEnd = 'written' | 'failed' | 'lost';

export interface Checkpoints {
  /** A write has ended, and its line is on the disk. Never waits. */
  readonly ended: () => void;
  /** Resolves when none is on its way any more. */
  readonly settled: () => Promise<void>;
}

/** Keeps a copy of the journal where others see it, while writes go on; one at a time, and what could not be kept is in the next. */
export function checkpoints({ now }: Pick<World, 'now'>, earlier: number, keep: (ended: number) => Promise<CheckpointEnd>): Checkpoints {
  let all = earlier;
  let kept = { ended: earlier, at: now() };
  let isLost = false;
  let underWay: Promise<void> | undefined;
  const isDue = (): boolean => {
    const [more, passed] = [all - kept.ended, now() - kept.at];
    // A clock that was set back says nothing of how long it is.
    if (passed < 0) kept = { ...kept, at: now() };
    return more > all * leastGrowth && (more >= checkpointEvery.writes || passed >= checkpointEvery.milliseconds);
  };
  const keepNow = async (): Promise<void> => {
    // The next try has its time as well, whatever comes of this one.
    kept = { ended: all, at: now() };
    isLost = (await keep(all)) === 'lost';
  };
  return {
    ended: () => {
      all++;
      if (isLost || underWay !== undefined || !isDue()) return;
      underWay = keepNow().finally(() => (underWay = undefined));
    },
    settled: () => underWay ?? Promise.resolve(),
  };
}
