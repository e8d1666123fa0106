/** Which gifts may reach a subject, and through which actor, in the order of the gifts. */
export class Hits {
  amount = 0;
  readonly gifts: number[] = [];
  readonly actors: number[] = [];

  /** Adds one behind those of the same gift; most come in order. */
  add(gift: number, actor: number): void {
    const { gifts, actors } = this;
    let at = this.amount++;
    for (; at > 0 && (gifts[at - 1] ?? 0) > gift; at--) {
      gifts[at] = gifts[at - 1] ?? 0;
      actors[at] = actors[at - 1] ?? 0;
    }
    gifts[at] = gift;
    actors[at] = actor;
  }
}
