import type { Atom } from './atom.js';
import { Bans, isBanned, type Ban, type Block } from './bans.js';
import { reasonsOf, sharpened, type Reason } from './bans-of.js';
import { deadEnd } from './dead-end.js';
import type { Direction } from './direction.js';
import { isOk, type Problem } from './problem.js';
import type { Relevance } from './relevance.js';
import type { NoneFound } from './search.js';

export type Learned = LearnedOrder | NoneFound | GivenUp;

export interface LearnedOrder {
  readonly type: 'learned';
  /** Of one atom, or of some that all only give or all only take away. */
  readonly runs: readonly (readonly number[])[];
}

/** Neither was an order found nor were all ruled out. */
export interface GivenUp {
  readonly type: 'given-up';
  /** How many states were looked at. */
  readonly looked: number;
}

/**
 * Looks for a sound order of many atoms, and learns from each state that may not be which others may not be either, so that it has to look
 * at few. What gives goes first, then what changes both ways; what takes away goes where nothing else goes on, and of it first what the others
 * wait for. It is given up after `most` states.
 */
export function learnOrder<T extends Atom>(problem: Problem<T>, relevance: Relevance, most: number): Learned {
  return new Learner(problem, relevance, most).run();
}

const turnsPerState = 10;

const mostMisses = 3;

class Learner<T extends Atom> {
  private readonly problem: Problem<T>;
  private readonly relevance: Relevance;
  private readonly most: number;
  private readonly bans: Bans;
  private path: readonly number[] = [];
  private furthest: readonly number[] = [];
  /** Set where not even everything together may be made. */
  private never: NoneFound | undefined;
  private readonly compiled: number;
  private misses = 0;

  constructor(problem: Problem<T>, relevance: Relevance, most: number) {
    [this.problem, this.relevance, this.most] = [problem, relevance, most];
    this.bans = new Bans(problem.earlier);
    this.compiled = problem.compiles;
  }

  run(): Learned {
    // Turns that compile nothing cost little, and still are not to go on for ever.
    for (let turns = 0; this.looked() < this.most && turns < turnsPerState * this.most; turns++) {
      if (this.path.length === this.problem.placed.length) return { type: 'learned', runs: this.runs() };
      const blocks = this.bans.blocksAt(this.path);
      const end = deadEnd(blocks, this.path);
      if (end?.made.length === 0) return this.none(end);
      if (end === undefined) this.goOn(blocks);
      else this.goBack(end);
      if (this.never !== undefined) return this.never;
    }
    return { type: 'given-up', looked: this.looked() };
  }

  private looked(): number {
    return this.problem.compiles - this.compiled;
  }

  private goBack(end: Ban): void {
    this.bans.add(end);
    while (isBanned(end, new Set(this.path))) this.path = this.path.slice(0, -1);
  }

  /** Makes what may come next, or learns that it may not. */
  private goOn(blocks: readonly Block[]): void {
    const more = this.free('more');
    const mixed = this.free('mixed');
    const less = this.free('less');
    const isEnd = this.path.length + less.length === this.problem.placed.length;
    if (more.length > 0) this.make(more);
    else if (mixed.length > 0) this.make(mixed.slice(0, 1));
    else if (isEnd) this.make(less);
    else this.make([this.mostWanted(less, blocks)]);
  }

  /** What of one direction may be made, one after the other, for all that is known. */
  private free(direction: Direction): readonly number[] {
    const done = new Set(this.path);
    const found: number[] = [];
    for (let before = -1; before !== found.length;) {
      before = found.length;
      for (const [number, placed] of this.problem.placed.entries()) {
        if (placed.direction !== direction || done.has(number) || this.bans.forbids(number, done)) continue;
        done.add(number);
        found.push(number);
      }
    }
    return found;
  }

  /** Makes the first of some atoms, as many as may be, and learns why not one more. They are one, or all only give, or all only take away. */
  private make(atoms: readonly number[]): void {
    const all = this.against(atoms);
    // What all of them together tell is told at once; a few such turns are cheaper than to look for each that may not be.
    for (const { ban } of all) this.bans.add(ban);
    if (all.length > 0 && atoms.length > 1 && this.misses++ < mostMisses) return;
    this.misses = 0;
    let [sound, unsound] = all.length === 0 ? [atoms.length, atoms.length + 1] : [0, atoms.length];
    let reasons = all;
    while (sound + 1 < unsound) {
      const next = (sound + unsound) >>> 1;
      const found = this.against(atoms.slice(0, next));
      if (found.length === 0) sound = next;
      else [unsound, reasons] = [next, found];
    }
    if (sound < atoms.length) this.learn(atoms.slice(0, unsound), reasons);
    this.path = [...this.path, ...atoms.slice(0, sound)];
    if (this.path.length > this.furthest.length) this.furthest = this.path;
  }

  /** Why some may not be made next, as it is told by the state they lead to. */
  private against(next: readonly number[]): readonly Reason[] {
    const done = new Set([...this.path, ...next]);
    const judgement = this.problem.judge(done);
    if (isOk(judgement)) return [];
    const reasons = reasonsOf(this.problem, this.relevance, done, judgement);
    return reasons.length > 0 ? reasons : [this.itself(done)];
  }

  /** Of a state of which nothing tells what it is for, that it may not be is all that is learnt. */
  private itself(done: ReadonlySet<number>): Reason {
    const unmade = [...this.problem.placed.keys()].filter((number) => !done.has(number));
    return { ban: { made: [...done], unmade }, isIn: () => false };
  }

  /** All reasons, and the nearest one as sharply as can be. Without the last of `next` it would be sound. */
  private learn(next: readonly number[], reasons: readonly Reason[]): void {
    const [last = -1] = next.slice(-1);
    const done = new Set([...this.path, ...next]);
    const sizeOf = ({ ban: { made, unmade } }: Reason): number => made.length + unmade.length;
    const [first = this.itself(done), ...others] = reasons.filter(({ ban }) => ban.made.includes(last));
    const nearest = others.reduce((least, each) => (sizeOf(each) < sizeOf(least) ? each : least), first);
    const sharp = sizeOf(nearest) > 2 ? sharpened(this.problem, done, nearest) : nearest.ban;
    this.bans.add(sharp);
    for (const { ban } of reasons) this.bans.add(ban);
    if (sharp.unmade.length > 0) return;
    const path = [...this.path, ...next.slice(0, -1)];
    this.never = { type: 'none', path, next: [{ number: last, judgement: this.problem.judge(done) }] };
  }

  /** Of what takes away what others cannot be made without, or else the first. */
  private mostWanted(less: readonly number[], blocks: readonly Block[]): number {
    const { placed, earlier } = this.problem;
    const waiting = blocks.filter(({ of }) => placed[of]?.direction !== 'less');
    const wanted = new Set(waiting.flatMap(({ unmade }) => unmade));
    for (const each of wanted) for (const before of earlier[each] ?? []) wanted.add(before);
    const next = less.find((number) => wanted.has(number)) ?? less[0];
    if (next === undefined) throw new Error('There is a way on, and none is found.');
    return next;
  }

  private runs(): readonly (readonly number[])[] {
    const { placed } = this.problem;
    const runs: number[][] = [];
    for (const number of this.path) {
      const last = runs.at(-1);
      const direction = placed[number]?.direction;
      if (last !== undefined && direction !== 'mixed' && placed[last[0] ?? -1]?.direction === direction) last.push(number);
      else runs.push([number]);
    }
    return runs;
  }

  /** `end`: atoms that keep each other from ever being made. */
  private none({ unmade }: Ban): NoneFound {
    const done = new Set(this.furthest);
    const isReady = (number: number): boolean => !done.has(number) && (this.problem.earlier[number] ?? []).every((each) => done.has(each));
    const ready = unmade.filter(isReady);
    const next = ready.length > 0 ? ready : [...this.problem.placed.keys()].filter(isReady);
    return {
      type: 'none',
      path: this.furthest,
      next: next.map((number) => ({ number, judgement: this.problem.judge([...done, number]) })),
    };
  }
}
