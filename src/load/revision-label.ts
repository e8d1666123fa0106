/** Git's id of an object. */
export const objectId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A commit as people call it: `main (3f2a1bc)`. */
export function labelOf(name: string, commit: string): string {
  const short = shortened(commit);
  return commit.startsWith(name.toLowerCase()) && name.length >= 4 ? short : `${name} (${short})`;
}

/** Always seven digits, since git's own abbreviation depends on what else a clone holds. */
export function shortened(commit: string): string {
  return commit.slice(0, 7);
}
