import type { FactChange } from '../diff/fact-change.js';
import { existenceFacts, type Fact, type FactType } from '../diff/facts.js';
import type { PlannedWrite } from './apply-plan.js';
import type { Write } from '../providers/target.js';

/** Added to what is there already, these can take something away from whoever they are about. */
export const narrowing: ReadonlySet<FactType> = new Set(['active', 'archived', 'private', 'guest', 'managed-by', 'project-access']);

/** A write that adds and does nothing else: without it nobody has more, and nobody has less than before. */
export function isAddition({ changes, rename }: Write): boolean {
  const made = new Set(changes.flatMap(({ after }) => (after !== undefined && existenceFacts.has(after.type) ? [after.of] : [])));
  const isMade = ({ before, after }: FactChange): boolean =>
    before === undefined && after !== undefined && (!narrowing.has(after.type) || made.has(after.of));
  return rename === undefined && changes.every((change) => isMade(change) || isOpened(change));
}

/** Whoever is switched on again, and whatever is taken out of the archive, has what was kept there, and nobody has less. */
function isOpened({ before, after }: FactChange): boolean {
  if (before === undefined || after === undefined) return false;
  return (after.type === 'active' && after.says[0] === 'true') || (after.type === 'archived' && after.says[0] === 'false');
}

/** What a write needs of earlier ones, and gives to later ones. */
interface Ties {
  /** Names that are there by it. */
  readonly makes: ReadonlySet<string>;
  /** Names that are gone by it. */
  readonly takes: ReadonlySet<string>;
  readonly mentions: ReadonlySet<string>;
  readonly spaceHolders: ReadonlySet<string>;
  /** Who becomes a guest of something. */
  readonly guests: ReadonlySet<string>;
  /** Who may lose a product. */
  readonly losers: ReadonlySet<string>;
  readonly spaces: ReadonlySet<string>;
  /** Spaces that whoever made them administers no more: nobody may be left to write there. */
  readonly leaves: ReadonlySet<string>;
}

/** What is said of a write: of one in a plan also what it sets right. */
type Told = Write & Pick<PlannedWrite, 'corrects'>;

/**
 * Whether a write cannot come before an earlier one: it names what that one makes, takes away what that one still used, or is about the same
 * holder of a space, whose permissions come and go together; or it makes somebody a guest who loses what may give a product by that one; or
 * whoever made a space leaves it by that.
 */
export function dependence(writes: readonly Told[]): (later: Told, earlier: Told) => boolean {
  const ties = new Map(writes.map((write) => [write.id, tiesOf(write)]));
  return (later, earlier) => {
    const [a, b] = [ties.get(earlier.id) ?? tiesOf(earlier), ties.get(later.id) ?? tiesOf(later)];
    return (
      meets(a.makes, b.mentions) ||
      meets(b.takes, a.mentions) ||
      meets(a.spaceHolders, b.spaceHolders) ||
      meets(a.spaces, b.leaves) ||
      freesGuests(a, b)
    );
  };
}

function tiesOf({ changes, rename, corrects }: Told): Ties {
  const facts = changes.flatMap(({ before, after }) => [before, after].filter((fact): fact is Fact => fact !== undefined));
  const names = (side: 'before' | 'after'): readonly string[] =>
    changes.flatMap(({ before, after }) => {
      const [fact, other] = side === 'before' ? [before, after] : [after, before];
      return fact !== undefined && other === undefined && existenceFacts.has(fact.type) ? [fact.of] : [];
    });
  return {
    makes: new Set([...names('after'), ...(rename === undefined ? [] : [rename.to])]),
    takes: new Set(names('before')),
    mentions: new Set([...facts.flatMap(({ of, says }) => [of, ...says]), ...(rename === undefined ? [] : [rename.from, rename.to])]),
    guests: new Set(changes.flatMap(({ before, after }) => (before === undefined && after?.type === 'guest' ? [after.of] : []))),
    losers: new Set(changes.flatMap(({ before, after }) => (before === undefined || after !== undefined ? [] : loserOf(before)))),
    spaces: new Set(facts.flatMap(({ of }) => (of.startsWith('space:') ? [of] : []))),
    leaves: new Set(corrects === undefined ? [] : changes.flatMap(({ before, after }) => (after === undefined ? leftIn(before) : []))),
    spaceHolders: new Set(
      facts.flatMap(({ type, of, says }) => (type === 'space-grant' || type === 'space-role-grant' ? [JSON.stringify([of, says[0]])] : [])),
    ),
  };
}

function leftIn(fact: Fact | undefined): readonly string[] {
  return fact?.type === 'space-grant' && fact.says[1] === 'administer/space' ? [fact.of] : [];
}

/** Of a group, whoever is in it. */
const anybody = 'anybody';

function loserOf({ type, of, says: [first = ''] }: Fact): readonly string[] {
  if (type === 'product') return [of];
  if (type === 'member') return [first];
  return type === 'group-product' ? [anybody] : [];
}

function freesGuests({ losers }: Ties, { guests }: Ties): boolean {
  return guests.size > 0 && (losers.has(anybody) || meets(losers, guests));
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of a) if (b.has(each)) return true;
  return false;
}
