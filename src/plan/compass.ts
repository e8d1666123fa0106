import { Verdicts } from '../matrix/verdicts.js';
import type { Effect } from './plan.js';

/** What a cell was and is; undefined: it is not there. */
interface Turn {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Tells which way cells go; a change of conditions can go both ways. */
export class Compass {
  private readonly verdicts = new Verdicts();
  private readonly known = new Map<string, Effect>();

  /** Of two verdicts that differ. */
  effect({ before = '', after = '' }: Turn): Effect {
    const key = `${before}>${after}`;
    const found = this.known.get(key) ?? this.compare(before, after);
    this.known.set(key, found);
    return found;
  }

  private compare(before: string, after: string): Effect {
    const had = this.verdicts.parse(before);
    const has = this.verdicts.parse(after);
    if (this.verdicts.implies(had, has)) return 'wider';
    return this.verdicts.implies(has, had) ? 'narrower' : 'both';
  }
}
