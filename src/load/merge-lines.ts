import { diffArrays } from 'diff';

/** Some lines of the old text, and what a side has in their place. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/**
 * What both sides make of an old text; undefined where they change the same lines, or lines side by side, in different ways, which git does not
 * merge either.
 */
export function mergeLines(old: string, ours: string, theirs: string): string | undefined {
  const lines = linesOf(old);
  const [left, right] = [hunksOf(lines, linesOf(ours)), hunksOf(lines, linesOf(theirs))];
  const merged: string[] = [];
  let at = 0;
  while (left.length > 0 || right.length > 0) {
    const region = nextRegion(left, right);
    merged.push(...lines.slice(at, region.start));
    const one = textOf(lines, region, region.left);
    const other = textOf(lines, region, region.right);
    if (region.left.length > 0 && region.right.length > 0 && one.join('') !== other.join('')) return undefined;
    merged.push(...(region.left.length > 0 ? one : other));
    at = region.end;
  }
  return [...merged, ...lines.slice(at)].join('');
}

interface Region {
  readonly start: number;
  readonly end: number;
  readonly left: readonly Hunk[];
  readonly right: readonly Hunk[];
}

/** The first hunk of either side with all that overlap or touch it; they are taken off the lists. */
function nextRegion(left: Hunk[], right: Hunk[]): Region {
  const start = Math.min(left[0]?.start ?? Infinity, right[0]?.start ?? Infinity);
  const taken: { readonly left: Hunk[]; readonly right: Hunk[] } = { left: [], right: [] };
  let end = start;
  for (let grown = true; grown;) {
    grown = false;
    for (const [side, found] of [
      [left, taken.left],
      [right, taken.right],
    ] as const) {
      for (let hunk = side[0]; hunk !== undefined && hunk.start <= end; hunk = side[0]) {
        side.shift();
        found.push(hunk);
        end = Math.max(end, hunk.end);
        grown = true;
      }
    }
  }
  return { start, end, ...taken };
}

/** What one side has in place of a region. */
function textOf(lines: readonly string[], { start, end }: Region, hunks: readonly Hunk[]): readonly string[] {
  const text: string[] = [];
  let at = start;
  for (const hunk of hunks) {
    text.push(...lines.slice(at, hunk.start), ...hunk.lines);
    at = hunk.end;
  }
  return [...text, ...lines.slice(at, end)];
}

function hunksOf(old: readonly string[], now: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: { start: number; end: number; lines: string[] } | undefined;
  for (const { value, added, removed } of diffArrays([...old], [...now])) {
    if (!added && !removed) {
      if (open !== undefined) hunks.push(open);
      open = undefined;
      at += value.length;
      continue;
    }
    open ??= { start: at, end: at, lines: [] };
    if (added) open.lines.push(...value);
    else open.end = at += value.length;
  }
  if (open !== undefined) hunks.push(open);
  return hunks;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}
