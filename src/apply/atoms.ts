import type { FactChange } from '../diff/fact-change.js';
import { factKey, type Fact, type FactType } from '../diff/facts.js';
import { spaceOperations } from '../model/permissions.js';
import type { Site } from '../model/site.js';
import { missedBeside, unwantedBeside } from './companions.js';
import { administratorsOf, type Administrators } from './administering.js';
import { apiOf } from '../drift/fact-api.js';
import type { Atom } from './order/atom.js';
import { isWritable } from './means.js';
import { bare, changeKey, factOf, kindOf, thingsThat } from './references.js';
import { addToList } from '../text/add-to-list.js';

export interface Making {
  /** What the APIs are to make, from the site as it is to the policies. */
  readonly changes: readonly FactChange[];
  readonly live: readonly Fact[];
  readonly wanted: readonly Fact[];
  /** Whom Jira puts into a new project by itself: facts of an actor, by the project. */
  readonly defaultActors: (project: string) => readonly Fact[];
  /** Whose rights the writes are made with, as a reference: whoever makes a space by the first API may do everything in it. */
  readonly maker?: string;
  /** Whether spaces can be made with space roles, and then with nothing else. */
  readonly spaceRoles: boolean;
}

/** A write before it has its place. */
export interface Piece extends Atom {
  /** The one whose unasked doing it sets right, so that it comes after it. */
  readonly corrects?: string;
  /** It waits until nothing more is written about what it is about. */
  readonly isLast?: true;
  /** What goes along unasked, is wanted, and can be given again by hand alone. */
  readonly loses?: readonly Fact[];
}

/** What one call makes, each by itself: the grants of a scheme that is there stay apart, so that they can be ordered. */
export function atomsOf(making: Making): readonly Piece[] {
  const { changes, wanted } = making;
  const administrators = administratorsOf(wanted);
  const [coming, going] = [thingsThat('come', changes), thingsThat('go', changes)];
  const bundles = new Map<string, FactChange[]>();
  const pieces: FactChange[][] = [];
  const put = (key: string, change: FactChange): void => addToList(bundles, key, change);
  const defaults = new Set([...coming].flatMap((thing) => (kindOf(thing) === 'project' ? making.defaultActors(thing).map(factKey) : [])));
  for (const change of changes) {
    const { of } = factOf(change);
    if (change.after === undefined && going.has(of)) put(of, change);
    else if (coming.has(of) && comesWith(change, { administrators, defaults })) put(of, change);
    else if (coming.has(of) && isArchiving(change)) {
      const made = { type: 'archived', of, says: ['false'] } as const;
      put(of, { after: made });
      pieces.push([{ ...change, before: made }]);
    } else pieces.push([change]);
  }
  const atoms = [...bundles.values(), ...pieces].map((list, index) => atomOf(list, String(index + 1)));
  return withUnasked(atoms, making, coming, administrators);
}

function atomOf(changes: readonly FactChange[], id: string, corrects?: string): Piece {
  const [first] = changes;
  if (first === undefined) throw new Error('A write that changes nothing.');
  return { id, api: apiOf(factOf(first).type), changes: changes.map(bare), ...(corrects === undefined ? {} : { corrects }) };
}

/** Of a new thing, what is made with it in one call. */
const together: Readonly<Record<string, readonly FactType[]>> = {
  user: ['person', 'active', 'product', 'guest'],
  group: ['group', 'managed-by'],
  role: ['role'],
  scheme: ['scheme', 'grant'],
  project: ['project', 'project-type', 'lead', 'project-scheme'],
  'space-role': ['space-role', 'space-role-permission'],
  space: ['space'],
  channel: ['channel', 'private'],
};

/** No project is made archived: it is archived after it is made. */
function isArchiving(change: FactChange): boolean {
  const { type, says } = factOf(change);
  return type === 'archived' && says[0] === 'true';
}

function comesWith(
  change: FactChange,
  { administrators, defaults }: { readonly administrators: Administrators; readonly defaults: ReadonlySet<string> },
): boolean {
  const { type, of, says } = factOf(change);
  if (together[kindOf(of)]?.includes(type) === true) return true;
  if (type === 'archived') return says[0] === 'false';
  if (type === 'actor') return defaults.has(changeKey(change));
  return (type === 'space-grant' || type === 'space-role-grant') && administrators.isBy(says[0] ?? '', of);
}

/** With what a site gives and takes beside what it is told to, and the pieces that set it right. */
function withUnasked(
  atoms: readonly Piece[],
  { live, wanted, changes, defaultActors, maker, spaceRoles }: Making,
  coming: ReadonlySet<string>,
  administrators: Administrators,
): readonly Piece[] {
  const [there, asked] = [new Set(live.map(factKey)), new Set(wanted.map(factKey))];
  const isWanted = (key: string): boolean => asked.has(key);
  const changed = new Set(changes.map(changeKey));
  const corrections = new Map<string, Piece>();
  const correct = (change: FactChange, by: Piece): void => {
    const key = `${changeKey(change)} ${change.after === undefined ? '-' : '+'}`;
    if (!corrections.has(key)) corrections.set(key, atomOf([change], `${by.id}.${String(corrections.size + 1)}`, by.id));
  };
  /** What goes with what a piece takes is given again, where an API gives it. */
  const withLosses = (piece: Piece): Piece => {
    const missed = piece.changes.flatMap(({ before, after }) =>
      before === undefined || after !== undefined ? [] : missedBeside(before, isWanted),
    );
    for (const fact of missed) if (isWritable(fact)) correct({ after: fact }, piece);
    const loses = missed.filter((fact) => there.has(factKey(fact)) && !isWritable(fact));
    return loses.length === 0 ? piece : { ...piece, loses };
  };
  const found = atoms.map((atom): Piece => {
    const own = maker === undefined ? [] : makersGrants(atom, maker, spaceRoles);
    const isMakers = ({ says: [holder] }: Fact): boolean => own.length > 0 && holder === maker;
    const unasked: Fact[] = [];
    for (const { before, after } of atom.changes) {
      if (after?.type === 'project' && coming.has(after.of))
        unasked.push(...defaultActors(after.of).filter((fact) => !isWanted(factKey(fact))));
      // A new space is given its single permissions one by one, like any other; its maker has theirs already.
      if (before === undefined && after !== undefined && !isMakers(after)) unasked.push(...unwantedBeside(after, isWanted));
    }
    // What is there, and stays for another reason, is nothing that comes.
    const given = unasked.filter((fact) => !there.has(factKey(fact)) || changed.has(factKey(fact)));
    // What goes anyway has its own piece, which then comes later.
    for (const fact of given) if (!changed.has(factKey(fact))) correct({ before: fact }, atom);
    const makers = own.filter((fact) => !isWanted(factKey(fact)));
    // A space keeps its last administrator: whoever makes one that nobody is to administer stays in it, and is told of.
    if (makers.length > 0 && makers.every(({ of }) => administrators.isAny(of))) {
      const id = `${atom.id}.maker`;
      const changes = makers.map((fact) => ({ before: fact }));
      corrections.set(id, { ...withLosses(atomOf(changes, id, atom.id)), isLast: true });
    }
    const all = [...given, ...makers];
    return withLosses(all.length === 0 ? atom : { ...atom, alsoGives: all });
  });
  return [...found, ...corrections.values()];
}

/** What whoever makes a space has in it, unless it is made with nothing but roles, one of which administers it. */
function makersGrants({ changes }: Piece, maker: string, spaceRoles: boolean): readonly Fact[] {
  const made = changes.find(({ before, after }) => before === undefined && after?.type === 'space')?.after;
  if (made === undefined) return [];
  const grants = changes.flatMap(({ after }) => (after !== undefined && after.type !== 'space' ? [after.type] : []));
  if (spaceRoles && grants.length > 0 && grants.every((type) => type === 'space-role-grant')) return [];
  return spaceOperations.map((operation) => ({ type: 'space-grant', of: made.of, says: [maker, operation] }));
}

/** In their order, with what goes unasked with one and is wanted given again right after it; not where its own piece comes later. */
export function withRestored(ordered: readonly Piece[], all: readonly Piece[]): readonly Piece[] {
  const restoring = all.filter(({ corrects, changes: [first] }) => corrects !== undefined && first?.before === undefined);
  if (restoring.length === 0) return ordered;
  const places = new Map(
    ordered.flatMap(({ changes }, place) =>
      changes.flatMap(({ before, after }) => (before === undefined && after !== undefined ? [[factKey(after), place] as const] : [])),
    ),
  );
  const isLater = ({ changes }: Piece, place: number): boolean => changes.some((change) => (places.get(changeKey(change)) ?? -1) > place);
  return ordered.flatMap((piece, place) => [piece, ...restoring.filter((each) => each.corrects === piece.id && !isLater(each, place))]);
}

/** Whom Jira adds to a new project: the default actors of every role that is there when it is made. */
export function defaultActorsOf(live: Site, names: ReadonlyMap<string, string>): (project: string) => readonly Fact[] {
  const known = (reference: string): string => names.get(reference) ?? reference;
  const actors = [...live.roles.values()].flatMap(({ name, defaultActors }) =>
    defaultActors.map((actor) => [known(`role:${name}`), known(`${actor.type}:${actor.name}`)] as const),
  );
  return (project) => actors.map(([role, who]) => ({ type: 'actor', of: project, says: [role, who] }));
}
