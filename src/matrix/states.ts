import { nothing, type Effects } from './effects.js';

/**
 * By which terms of a row somebody is named, as small numbers: 0 is by none, and from one to the next leads a term. States with the
 * same union of effects are one.
 */
export class States {
  count = 1;
  private readonly effects: Effects;
  private readonly unions: number[] = [nothing];
  private readonly guests: boolean[] = [false];
  private readonly numbers = new Map<number, number>();
  /** By state and term: the state that follows, or 0 where nobody has asked. */
  steps = new Int32Array(64);
  width = 1;

  constructor(effects: Effects) {
    this.effects = effects;
  }

  /** Forgets all but 0, for a row with some terms; the last of them is to be a guest. */
  reset(width: number): void {
    this.count = 1;
    this.width = width;
    this.numbers.clear();
    this.addSteps();
  }

  next(state: number, term: number, effect: number): number {
    const known = this.steps[Math.imul(state, this.width) + term] ?? 0;
    return known === 0 ? this.step(state, term, effect) : known;
  }

  effect(state: number): number {
    return this.unions[state] ?? nothing;
  }

  isGuest(state: number): boolean {
    return this.guests[state] ?? false;
  }

  private step(state: number, term: number, effect: number): number {
    const union = this.effects.union(this.effect(state), effect);
    const isGuest = this.isGuest(state) || term === this.width - 1;
    const key = union * 2 + (isGuest ? 1 : 0);
    let next = this.numbers.get(key);
    if (next === undefined) {
      next = this.count++;
      this.numbers.set(key, next);
      this.unions[next] = union;
      this.guests[next] = isGuest;
      this.addSteps();
    }
    this.steps[state * this.width + term] = next;
    return next;
  }

  /** Room for the steps from the last state. */
  private addSteps(): void {
    const end = this.count * this.width;
    if (end > this.steps.length) {
      const larger = new Int32Array(end * 2);
      larger.set(this.steps);
      this.steps = larger;
    }
    this.steps.fill(0, end - this.width, end);
  }
}
