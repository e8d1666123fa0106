/** One request as it is remembered: no headers, so no secrets. */
export interface Recorded {
  readonly number: number;
  readonly method: string;
  /** With the question that follows it. */
  readonly path: string;
  /** Missing where the connection was broken before there was an answer. */
  readonly status?: number;
  /** It asked for a change, whether it got it or not. */
  readonly write: boolean;
  /** What was made to go wrong with it. */
  readonly fault?: string;
}

const most = 100_000;

/** The requests that came in since the start, or since it was last cleared. */
export class Journal {
  private readonly list: Recorded[] = [];
  private written = 0;
  private refused = 0;
  private forgotten = 0;

  add(request: Recorded, isRefusedWrite: boolean): void {
    this.list.push(request);
    if (request.write) this.written += 1;
    if (isRefusedWrite) this.refused += 1;
    if (this.list.length <= most) return;
    this.list.shift();
    this.forgotten += 1;
  }

  /** `writes`: how many asked for a change. `refusedWrites`: how many of them were refused because nothing may be written. */
  get counts(): { readonly total: number; readonly writes: number; readonly refusedWrites: number; readonly forgotten: number } {
    return { total: this.list.length + this.forgotten, writes: this.written, refusedWrites: this.refused, forgotten: this.forgotten };
  }

  get requests(): readonly Recorded[] {
    return this.list;
  }

  clear(): void {
    this.list.length = 0;
    [this.written, this.refused, this.forgotten] = [0, 0, 0];
  }
}
