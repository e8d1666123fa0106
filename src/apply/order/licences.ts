import type { FactChange } from '../../diff/fact-change.js';
import type { Fact } from '../../diff/facts.js';

/**
 * Nobody is made a guest of a product that they use: the site wants the product taken away first. A guest to be, as a key, and what takes a
 * product from somebody, as the keys of the guests that they can be after it.
 */
export function guestsMade(changes: readonly FactChange[]): readonly string[] {
  return changes.flatMap(({ before, after }) =>
    before === undefined && after?.type === 'guest' ? [guestKey(after.of, after.says[0] ?? '')] : [],
  );
}

/** `facts`: of the site before it all, which tell who is in a group and what that gives. */
export function licencesTaken(facts: readonly Fact[]): (changes: readonly FactChange[]) => readonly string[] {
  const [members, given] = [new Lists(), new Lists()];
  for (const {
    type,
    of,
    says: [first = ''],
  } of facts) {
    if (type === 'member') members.add(of, first);
    if (type === 'group-product') given.add(of, first);
  }
  return (changes) => changes.flatMap(({ before, after }) => (before === undefined || after !== undefined ? [] : takenBy(before)));

  function takenBy({ type, of, says: [first = ''] }: Fact): readonly string[] {
    if (type === 'product') return [keyFor(of, first)];
    if (type === 'member') return given.of(of).map((product) => keyFor(first, product));
    return type === 'group-product' ? members.of(of).map((user) => keyFor(user, first)) : [];
  }
}

/** Whoever uses a product, as the keys of the guests that they cannot be. */
export function licencesOf(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(licencesTaken(facts)(facts.map((before) => ({ before }))));
}

/** Every product but Confluence is one of Jira's. */
function keyFor(user: string, product: string): string {
  return guestKey(user, product === 'confluence' ? product : 'jira');
}

function guestKey(user: string, kind: string): string {
  return `guest ${user} ${kind}`;
}

class Lists {
  private readonly lists = new Map<string, string[]>();

  add(key: string, value: string): void {
    const list = this.lists.get(key);
    if (list === undefined) this.lists.set(key, [value]);
    else list.push(value);
  }

  of(key: string): readonly string[] {
    return this.lists.get(key) ?? [];
  }
}
