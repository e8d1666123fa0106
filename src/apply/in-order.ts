import type { Place } from '../diagnostics/place.js';
import { withChanges, type FactChange } from '../diff/fact-change.js';
import { factKey, thingsThere, type Fact } from '../diff/facts.js';
import { heldOn } from '../drift/comparable.js';
import type { Compared } from '../drift/drift-between.js';
import { thingsByKind } from '../model/things-by-kind.js';
import type { ApplyPlan, ManualStep, PlannedWrite } from './apply-plan.js';
import { atomsOf, defaultActorsOf, withRestored, type Piece } from './atoms.js';
import { besideChanged } from './beside.js';
import { takenByHandFirst } from './by-hand-first.js';
import { manualSteps } from './manual.js';
import { mergeGrants } from './merge-grants.js';
import type { Ordering, PutInOrder } from './ordering.js';
import { kindOf, nameOf, wordsOf } from './references.js';
import { renameWrites } from './renames.js';
import type { ApplyInput, Todo } from './todo.js';
import { writeWords } from './write-words.js';

/** What is written and clicked, in the order that is proven. */
export interface InOrder {
  readonly writes: readonly PlannedWrite[];
  readonly manual: readonly ManualStep[];
  /** Spans of writes in which somebody is without what they have before and afterwards. */
  readonly interims: ApplyPlan['interims'];
  readonly ordering: Ordering;
  /** Every piece that may be written, also to set right what the site does unasked. */
  readonly pieces: readonly Piece[];
  /** Those that are written, in order. */
  readonly written: readonly Piece[];
}

/** `before`: what holds now, as far as it is compared. */
export function inOrder({ compared, caller }: ApplyInput, todo: Todo, before: readonly Fact[], putInOrder: PutInOrder): InOrder {
  const { policies, live, asOf, sides } = compared;
  const { aligned } = sides;
  const { names } = aligned;
  const { about } = policies;
  const { everybody: people } = aligned;
  const pieces = atomsOf({
    changes: todo.writes,
    live: before,
    wanted: sides.policies,
    defaultActors: defaultActorsOf(live.site, names),
    spaceRoles: todo.abilities.spaceRoles,
    ...(caller === undefined ? {} : { maker: `user:${caller}` }),
  });
  // What is taken to be as the policies say may name what is not there yet, and what is asked for by hand may not be there itself.
  const looked = withoutAsked(standing(before), todo.unread);
  const there = [...looked, ...besideChanged(todo.writes, looked, standing(heldOn(aligned, policies, live)))];
  const ordering = putInOrder({
    before: there,
    after: withChanges(there, todo.writes),
    atoms: pieces.filter(({ corrects, changes }) => corrects === undefined || changes[0]?.before !== undefined),
    about,
    people,
    asOf,
    ...(caller === undefined ? {} : { caller }),
  });
  const merged = mergeGrants(withRestored(ordering.pieces, pieces));
  const renames = renameWrites(names);
  const idOf = new Map(merged.flatMap(({ ids }, index) => ids.map((id) => [id, String(renames.length + index + 1)] as const)));
  const writes = [...renames, ...merged.map(({ piece }) => planned(piece, idOf))].map(numbered);
  const steps = manualSteps(todo.clicks, writes, placesOf(compared), before);
  const gaps = ordering.type === 'none' ? [] : ordering.gaps;
  return {
    writes,
    manual: takenByHandFirst({ before: there, writes, manual: steps, next: todo.next, about, people, asOf }),
    interims: gaps.map(({ from, to, classes }) => ({ from: idOf.get(from) ?? from, to: idOf.get(to) ?? to, classes })),
    ordering,
    pieces,
    written: merged.map(({ piece }) => piece),
  };
}

/** Facts without those that name a thing that is not there. The roles of a team-managed project are its own, and come with it. */
function standing(facts: readonly Fact[]): readonly Fact[] {
  const there = thingsThere(facts);
  const teamManaged = new Set(facts.flatMap(({ type, of }) => (type === 'project-access' ? [of] : [])));
  const named = /^(?:user|group|role|scheme|project|space|channel):/;
  const isOwnRole = ({ type, of }: Fact, word: string): boolean => type === 'actor' && word.startsWith('role:') && teamManaged.has(of);
  return facts.filter((fact) => wordsOf(fact).every((word) => !named.test(word) || there.has(word) || isOwnRole(fact, word)));
}

/** Facts without what everybody holds in spaces that no reading tells, and that somebody is asked to click: by it nobody has anything yet. */
function withoutAsked(facts: readonly Fact[], unread: readonly FactChange[]): readonly Fact[] {
  const asked = new Set(unread.flatMap(({ after }) => (after?.type === 'space-grant' ? [factKey(after)] : [])));
  return asked.size === 0 ? facts : facts.filter((fact) => !asked.has(factKey(fact)));
}

/** With ids of the plan instead of those of pieces. */
function planned({ api, changes, corrects }: Piece, idOf: ReadonlyMap<string, string>): Unnumbered {
  const corrected = corrects === undefined ? undefined : idOf.get(corrects);
  return { api, changes, ...(corrected === undefined ? {} : { corrects: corrected }) };
}

type Unnumbered = Pick<PlannedWrite, 'api' | 'changes' | 'rename' | 'corrects'>;

function numbered(write: Unnumbered, index: number): PlannedWrite {
  return { id: String(index + 1), ...write, what: writeWords(write) };
}

/** Where the policies declare a thing. */
function placesOf({ policies }: Compared): (thing: string) => Place | undefined {
  const kinds = thingsByKind(policies);
  return (thing) => (thing === 'site' ? policies.about.at : kinds[kindOf(thing)]?.get(nameOf(thing))?.at);
}
