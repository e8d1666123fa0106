/** The lines that make one way to a cell, by key: without any one of them the way is gone. */
export type Way = readonly string[];

/** What takes one cell away: all ways cut on one of its sides, which are its own and those of what it rests on. */
export interface Requirement {
  readonly sides: readonly (readonly Way[])[];
  /** Every line of every side. */
  readonly lines: ReadonlySet<string>;
}

/** Sides that have a way no line makes cannot be cut, and are left out. */
export function requirementOf(sides: readonly (readonly Way[])[]): Requirement {
  const possible = sides.filter((ways) => ways.every((way) => way.length > 0));
  return { sides: possible, lines: new Set(possible.flat(2)) };
}

/** Sets of exactly so many lines that meet every requirement and have none to spare for a smaller set; in no order. */
export function cuts(requirements: readonly Requirement[], size: number): readonly ReadonlySet<string>[] {
  const found = new Map<string, ReadonlySet<string>>();
  const seen = new Set<string>();
  const visit = (chosen: ReadonlySet<string>): void => {
    const key = [...chosen].sort().join('\t');
    if (seen.has(key)) return;
    seen.add(key);
    const open = requirements.filter((requirement) => !isMet(requirement, chosen));
    const [first] = open;
    if (first === undefined) {
      if (chosen.size === size) found.set(key, chosen);
      return;
    }
    if (needsMoreThan(open, size - chosen.size)) return;
    for (const line of nextLines(first, chosen)) visit(new Set([...chosen, line]));
  };
  visit(new Set());
  return [...found.values()];
}

function isMet({ sides }: Requirement, chosen: ReadonlySet<string>): boolean {
  return sides.some((ways) => ways.every((way) => isCut(way, chosen)));
}

function isCut(way: Way, chosen: ReadonlySet<string>): boolean {
  return way.some((line) => chosen.has(line));
}

/** Whatever meets a requirement cuts the first open way of one of its sides. */
function nextLines({ sides }: Requirement, chosen: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(sides.flatMap((ways) => ways.find((way) => !isCut(way, chosen)) ?? []));
}

function needsMoreThan(open: readonly Requirement[], left: number): boolean {
  const apart = new Apart();
  return open.some((requirement) => apart.add(requirement) > left);
}

/** Requirements that have no line in common: each needs a line of its own. */
export class Apart {
  private readonly lines = new Set<string>();
  private amount = 0;

  /** Adds one unless it shares a line with another; how many there are. */
  add({ lines }: Requirement): number {
    if ([...lines].some((line) => this.lines.has(line))) return this.amount;
    for (const line of lines) this.lines.add(line);
    return ++this.amount;
  }
}
