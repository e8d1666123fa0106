/** Which groups are around one subject. Whoever is asked about last is remembered, so that each look is one load. */
export class Around {
  private current: readonly number[] | undefined;
  private stamp = 0;
  /** The groups around the current subject have the last stamp. */
  private stamps = new Uint32Array(64);

  /** Whether a list of groups has one; the list is told from others by what it is, and must not change. */
  has(groups: readonly number[], group: number): boolean {
    if (groups !== this.current) this.turnTo(groups);
    return this.stamps[group] === this.stamp;
  }

  private turnTo(groups: readonly number[]): void {
    this.current = groups;
    this.stamp++;
    for (const group of groups) {
      if (group >= this.stamps.length) this.grow(group);
      this.stamps[group] = this.stamp;
    }
  }

  private grow(group: number): void {
    const larger = new Uint32Array(group * 2);
    larger.set(this.stamps);
    this.stamps = larger;
  }
}
