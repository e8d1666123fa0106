/** No state may be in which all of `made` are made and none of `unmade` is, whatever else is made. */
export interface Ban {
  readonly made: readonly number[];
  readonly unmade: readonly number[];
}

/** What keeps an atom from being made at a moment. */
export interface Block extends Ban {
  readonly of: number;
  /** How much of the way there has to be for it to hold: it does until what was made last of it is taken back. */
  readonly since: number;
}

/** All that is known of states that may not be. */
export class Bans {
  private readonly all: Ban[] = [];
  private readonly keys = new Set<string>();
  private readonly byMade = new Map<number, Ban[]>();
  private readonly earlier: readonly (readonly number[])[];

  /** `earlier`: what has to be made before each atom. */
  constructor(earlier: readonly (readonly number[])[]) {
    this.earlier = earlier;
  }

  add(ban: Ban): void {
    const key = `${ban.made.join()} ${ban.unmade.join()}`;
    if (this.keys.has(key)) return;
    this.keys.add(key);
    if (this.isImplied(ban)) return;
    this.all.push(ban);
    for (const number of ban.made) {
      const known = this.byMade.get(number);
      if (known === undefined) this.byMade.set(number, [ban]);
      else known.push(ban);
    }
  }

  /** Whether an atom cannot come next. */
  forbids(number: number, done: ReadonlySet<number>): boolean {
    if (!(this.earlier[number] ?? []).every((each) => done.has(each))) return true;
    return (this.byMade.get(number) ?? []).some(
      ({ made, unmade }) => made.every((each) => each === number || done.has(each)) && !unmade.some((each) => done.has(each)),
    );
  }

  /** All that keeps atoms from being made next. */
  blocksAt(path: readonly number[]): readonly Block[] {
    const places = new Map(path.map((number, place) => [number, place]));
    const found: Block[] = [];
    for (const [of, some] of this.earlier.entries())
      if (!places.has(of)) for (const each of some) if (!places.has(each)) found.push({ of, made: [of], unmade: [each], since: 0 });
    for (const ban of this.all) {
      if (ban.unmade.some((each) => places.has(each))) continue;
      const open = ban.made.filter((each) => !places.has(each));
      const [of] = open;
      if (of === undefined || open.length > 1) continue;
      const since = ban.made.reduce((most, each) => Math.max(most, (places.get(each) ?? -1) + 1), 0);
      found.push({ ...ban, of, since });
    }
    return found;
  }

  /** One that says as much or more is known. */
  private isImplied({ made, unmade }: Ban): boolean {
    const [some, others] = [new Set(made), new Set(unmade)];
    return made.some((number) =>
      (this.byMade.get(number) ?? []).some(
        (ban) => ban.made[0] === number && ban.made.every((each) => some.has(each)) && ban.unmade.every((each) => others.has(each)),
      ),
    );
  }
}

/** Whether a state is banned. */
export function isBanned({ made, unmade }: Ban, done: ReadonlySet<number>): boolean {
  return made.every((each) => done.has(each)) && !unmade.some((each) => done.has(each));
}
