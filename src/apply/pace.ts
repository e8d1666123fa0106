/** So many of the last writes tell the pace. */
const remembered = 20;

/** How long the rest will take, by how long the last writes took. */
export interface Pace {
  readonly took: (milliseconds: number) => void;
  /** Milliseconds for so many more; undefined as long as nothing is known. */
  readonly remaining: (left: number) => number | undefined;
}

export function measuredPace(): Pace {
  const last: number[] = [];
  return {
    took: (milliseconds) => {
      // A clock may be set back.
      last.push(Math.max(0, milliseconds));
      if (last.length > remembered) last.shift();
    },
    remaining: (left) => (last.length === 0 ? undefined : Math.round((last.reduce((sum, each) => sum + each, 0) / last.length) * left)),
  };
}
