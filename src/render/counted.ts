import { list, thousands } from '../text/plural.js';

/** A place with too many or too few, of whom subjects are sorted by bytes. */
interface Counted {
  readonly count: number;
  readonly limit: number;
  readonly subjects: readonly string[];
}

/** Names shown before the rest is counted. */
const few = 3;

/** How many there are, or who of them may be any number of people: a class, or a group of the identity provider. */
export function amountWords({ count, subjects }: Counted, nameOf: (subject: string) => string): string {
  const open = uncountable(subjects);
  if (open.length === 0) return thousands(count);
  const rest = open.length > few ? [`${thousands(open.length - few)} more`] : [];
  return `${list([...open.slice(0, few).map(nameOf), ...rest])}, who cannot be counted`;
}

/** How many there may be, or must be. */
export function limitWords({ count, limit, subjects }: Counted): string {
  const isTooMany = count > limit || uncountable(subjects).length > 0;
  return `${isTooMany ? 'at most' : 'at least'} ${thousands(limit)} ${limit === 1 ? 'is' : 'are'} ${isTooMany ? 'allowed' : 'asked for'}`;
}

/** They stand before all people, of whom there may be very many. */
function uncountable(subjects: readonly string[]): readonly string[] {
  const end = subjects.findIndex((subject) => subject.startsWith('user:'));
  return subjects.slice(0, end < 0 ? subjects.length : end);
}
