import { compareBytes } from '../text/compare.js';

/** No verdict: the cell is absent. */
export const nobody = 0;
/** The verdict without conditions. */
export const allowed = 1;

/**
 * Verdicts as numbers: `nobody`, `allowed`, or a disjunctive normal form over issue-level conditions, each form once. Both operations
 * keep the form minimal (`a | a&b` is `a`), so equal meaning is equal number.
 */
export class Verdicts {
  private readonly forms: (readonly string[])[] = [[], ['']];
  private readonly texts: (string | undefined)[] = [undefined, 'allowed'];
  private readonly byText = new Map<string, number>([['allowed', allowed]]);
  private readonly ors = new Map<number, number>();
  private readonly ands = new Map<number, number>();

  /** The verdict that holds where one condition does, such as `reporter`. */
  condition(name: string): number {
    return this.intern([name]);
  }

  or(a: number, b: number): number {
    if (a === b || b === nobody) return a;
    if (a === nobody) return b;
    if (a === allowed || b === allowed) return allowed;
    return memo(this.ors, a, b, () => this.intern([...this.alternatives(a), ...this.alternatives(b)]));
  }

  and(a: number, b: number): number {
    if (a === b || b === allowed) return a;
    if (a === allowed) return b;
    if (a === nobody || b === nobody) return nobody;
    return memo(this.ands, a, b, () =>
      this.intern(
        this.alternatives(a).flatMap((one) => this.alternatives(b).map((other) => conjunction([...one.split('&'), ...other.split('&')]))),
      ),
    );
  }

  /** Whether whoever has verdict `a` has at least `b`: every alternative of `a` is covered by one of `b`. */
  implies(a: number, b: number): boolean {
    return this.or(a, b) === b;
  }

  /** `allowed`, or `if:` and the form; empty for `nobody`. */
  text(verdict: number): string {
    return this.texts[verdict] ?? '';
  }

  /** The same, but undefined for `nobody`; without a branch that would be guessed wrongly every other time. */
  textOfCell(verdict: number): string | undefined {
    return this.texts[verdict];
  }

  /** The number of a verdict's text. */
  parse(text: string): number {
    if (text === '') return nobody;
    return text === 'allowed' ? allowed : this.intern(text.slice('if:'.length).split('|'));
  }

  get size(): number {
    return this.texts.length;
  }

  private alternatives(verdict: number): readonly string[] {
    return this.forms[verdict] ?? [];
  }

  private intern(alternatives: readonly string[]): number {
    const form = minimal(alternatives);
    const text = `if:${form.join('|')}`;
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    this.forms.push(form);
    this.texts.push(text);
    this.byText.set(text, this.texts.length - 1);
    return this.texts.length - 1;
  }
}

function conjunction(conditions: readonly string[]): string {
  return [...new Set(conditions)].sort(compareBytes).join('&');
}

function minimal(alternatives: readonly string[]): readonly string[] {
  const sets = [...new Set(alternatives)].map((text) => ({ text, conditions: new Set(text.split('&')) }));
  return sets
    .filter(({ text, conditions }) => !sets.some((other) => other.text !== text && isSubset(other.conditions, conditions)))
    .map(({ text }) => text)
    .sort(compareBytes);
}

function isSubset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of a) if (!b.has(each)) return false;
  return true;
}

const width = 2 ** 26;

function memo(cache: Map<number, number>, a: number, b: number, make: () => number): number {
  const key = a < b ? a * width + b : b * width + a;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
