import { factKey, type Fact } from '../diff/facts.js';
import { compareBytes } from '../text/compare.js';
import { count, list } from '../text/plural.js';
import type { Guard } from './apply-plan.js';
import type { Piece } from './atoms.js';
import type { Write } from '../providers/target.js';
import { nameOf } from './references.js';
import { thingWords } from './write-words.js';
import { addToList } from '../text/add-to-list.js';

/**
 * What the site gives or takes beside what it is told to. It is told beforehand, and is no reason to refuse as long as a later write sets it
 * right: there is no other way to write these. What nothing sets right is.
 */
export function companionsGuard(pieces: readonly Piece[]): Guard {
  const taken = new Set(
    pieces.flatMap(({ changes }) =>
      changes.flatMap(({ before, after }) => (before !== undefined && after === undefined ? [factKey(before)] : [])),
    ),
  );
  const given = pieces.flatMap(({ alsoGives = [] }) => alsoGives);
  const staying = given.filter((fact) => !taken.has(factKey(fact)));
  const lost = pieces.flatMap(({ loses = [] }) => loses);
  const restored = pieces.flatMap(({ corrects, changes }) => (corrects === undefined ? [] : changes.flatMap(({ after }) => after ?? [])));
  const words = [
    ...(given.length === staying.length
      ? []
      : [`For a while, until a later write takes it away: ${unaskedWords(given.filter((fact) => !staying.includes(fact)))}.`]),
    ...(restored.length === 0 ? [] : [`Gone for a while, until the next write gives it again: ${unaskedWords(restored)}.`]),
    ...(lost.length === 0 ? [] : [`Gone until somebody gives it again by hand, which the next plan asks for: ${unaskedWords(lost)}.`]),
    ...(staying.length === 0 ? [] : [`For good, since nothing takes it away: ${unaskedWords(staying)}.`]),
  ];
  return {
    name: 'companions',
    ok: staying.length === 0,
    message:
      words.length === 0
        ? 'The site gives and takes nothing beside what is written.'
        : `The site itself gives and takes ${count(given.length + restored.length + lost.length, 'right')} beside what is written. ${words.join(' ')}`,
    ...(staying.length === 0 ? {} : { hint: 'Write it in the policies as well, so that it is meant, or take out what brings it.' }),
  };
}

function unaskedWords(facts: readonly Fact[]): string {
  const byThing = new Map<string, string[]>();
  for (const { type, of, says } of facts) {
    const [first = '', second = ''] = says;
    const part = type === 'actor' ? `${thingWords(second)} in ${thingWords(first)}` : `${second} of ${thingWords(first)}`;
    addToList(byThing, of, part);
  }
  return [...byThing]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([of, parts]) => `in ${thingWords(of)} ${list(parts)}`)
    .join('; ');
}

type Renamed = Pick<Write, 'rename'>;

/** An undo gives back facts; a name is none. A revert alone would have the thing made again, and the renamed one deleted. */
export function keptNames(writes: readonly Renamed[]): readonly string[] {
  const kept = writes.flatMap(({ rename }) => (rename === undefined ? [] : [thingWords(rename.to)])).sort(compareBytes);
  if (kept.length === 0) return [];
  return [`No name is changed back: ${list(kept)} would be called so still, until policies with the old name, and formerly, are applied.`];
}

/** What an undo could not bring back as it was, a sentence each. */
export function notUndone(pieces: readonly Piece[], renames: readonly Renamed[], manual: number): readonly string[] {
  const gone = (type: Fact['type']): readonly string[] =>
    pieces.flatMap(({ changes }) =>
      changes.flatMap(({ before, after }) => (before?.type === type && after === undefined ? [nameOf(before.of)] : [])),
    );
  const made = (type: Fact['type']): readonly string[] =>
    pieces.flatMap(({ changes }) =>
      changes.flatMap(({ before, after }) => (after?.type === type && before === undefined ? [nameOf(after.of)] : [])),
    );
  const say = (names: readonly string[], sentence: (shown: string) => string): readonly string[] =>
    names.length === 0 ? [] : [sentence(list(names.toSorted(compareBytes)))];
  return [
    ...say(
      gone('group'),
      (names) =>
        `A group that is made again is another one: comments, filters and page restrictions that named ${names} do not come back to it.`,
    ),
    ...say(
      gone('role'),
      (names) => `A role that is made again has another id: notification schemes and workflows that named ${names} do not come back to it.`,
    ),
    ...say(gone('scheme'), (names) => `A scheme that is made again has another id: ${names}.`),
    ...say(gone('space-role'), (names) => `A space role that is made again has another id: ${names}.`),
    ...say(
      gone('channel'),
      (names) => `An archived channel is taken out of the archive with nobody in it but who is added again: ${names}.`,
    ),
    ...say(made('person'), (names) => `An invitation cannot be taken back: ${names} would lose their products, and the account stays.`),
    ...say(
      made('project'),
      (names) =>
        `A project is not deleted again: ${names} would lose everybody in its roles, and be archived where the plan of the site allows.`,
    ),
    ...say(made('space'), (names) => `A space is not deleted again: ${names} would lose what it grants, but for its administrators.`),
    ...say(made('channel'), (names) => `A channel is not deleted again, but archived: ${names}.`),
    ...keptNames(renames),
    ...(manual === 0 ? [] : [`What is done by hand is undone by hand: ${count(manual, 'step')}.`]),
  ];
}
