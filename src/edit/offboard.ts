import type { Path, Place } from '../diagnostics/place.js';
import type { Person } from '../model/site.js';
import type { Document } from '../parse/document.js';
import { isList, isMap, valueAt, type Edit } from './edit.js';

/** Somebody who leaves, and what is to happen with what hangs on them. */
export interface Leaving {
  readonly person: Person;
  /** The id of who takes over what they lead and answer for. */
  readonly successor?: string;
  /** Take the person out of the policies altogether, rather than keep an inactive entry. */
  readonly forget?: boolean;
}

/** How somebody leaves: the edits, and what nobody would lead or answer for. */
export interface Departure {
  readonly edits: readonly Edit[];
  /** Fields that name the person and cannot simply be emptied; none if there is a successor. */
  readonly posts: readonly Place[];
  /** Documents that say nothing of anybody else, so that taking the person out would leave them empty. */
  readonly emptied: readonly Emptied[];
}

/** A test or a guardrail that is about one person alone. */
export interface Emptied {
  readonly kind: 'test' | 'guardrail';
  readonly name: string;
  readonly at: Place;
}

/**
 * Takes a person out of every group, role, room, grant and list that names them, hands their posts to the successor, and makes them inactive.
 * What tests and guardrails say about them stays, since it still holds; who is forgotten leaves these, too.
 */
export function offboard(documents: readonly Document[], { person, successor, forget = false }: Leaving): Departure {
  const found = documents.flatMap((document) => [...mentions(document, person.name)]);
  const posts = found.filter(({ as }) => as === 'post').map(({ at }) => at);
  const gone = found.filter(({ as }) => as === 'entry' || (forget && as === 'judged'));
  const edits: Edit[] = gone.map(({ at }) => ({ op: 'remove', at }));
  if (successor !== undefined) edits.push(...posts.map((at): Edit => ({ op: 'set', at, value: `user:${successor}` })));
  if (forget) edits.push({ op: 'remove', at: person.at });
  else if (person.active) edits.push({ op: 'set', at: { ...person.at, path: [...person.at.path, 'active'] }, value: false });
  return {
    edits,
    posts: successor === undefined ? posts : [],
    emptied: documents.flatMap(
      (document) =>
        emptiedBy(
          document,
          gone.map(({ at }) => at),
        ) ?? [],
    ),
  };
}

/** The document, if what goes is the rule of a guardrail or all that a test expects. */
function emptiedBy({ file, index, value }: Document, gone: readonly Place[]): Emptied | undefined {
  const kind = valueAt(value, ['kind']);
  const paths = gone.filter((at) => at.file === file && at.document === index).map(({ path }) => path);
  const expected = valueAt(value, ['expect']);
  const cut = (length: number): number => paths.filter((path) => path.length === length && path[0] !== 'except').length;
  const at = { file, document: index, path: [] };
  const name = String(valueAt(value, ['name']));
  if (kind === 'Test' && isList(expected) && expected.length > 0 && cut(2) === expected.length) return { kind: 'test', name, at };
  return kind === 'Guardrail' && cut(1) > 0 ? { kind: 'guardrail', name, at } : undefined;
}

/** Where a person is named: in a list, as the one who leads or answers, or by what only judges. */
interface Mention {
  readonly as: 'entry' | 'post' | 'judged';
  readonly at: Place;
}

/** The lists of each kind that give something to whom they name; `*` stands for any step. */
const lists: Readonly<Record<string, readonly Path[]>> = {
  Site: [['admins']],
  Group: [['members']],
  Role: [['defaultActors']],
  Scheme: [['grants', '*', 'to']],
  Project: [['roles', '*'], ['guests']],
  Space: [['access', '*', 'to'], ['guests']],
  Channel: [['members'], ['guests']],
  Collaboration: [['members']],
};

const postsOf: Readonly<Record<string, readonly Path[]>> = {
  Project: [['lead']],
  Collaboration: [['sponsor']],
  Guardrail: [['except', '*', 'owner']],
};

/** Lists of subjects that are looked at and given nothing. */
const judgedOf: Readonly<Record<string, readonly Path[]>> = {
  Group: [['observed', 'members']],
  Guardrail: [
    ['except', '*', 'who'],
    ['*', 'who'],
  ],
  Test: [['expect', '*', 'who']],
};

function* mentions({ file, index, value }: Document, user: string): Generator<Mention> {
  const kind = valueAt(value, ['kind']);
  if (typeof kind !== 'string') return;
  const place = (path: Path): Place => ({ file, document: index, path });
  for (const path of below(value, [['owner'], ...(postsOf[kind] ?? [])]))
    if (names(valueAt(value, path), user)) yield { as: 'post', at: place(path) };
  for (const [as, patterns] of [['entry', lists[kind]] as const, ['judged', judgedOf[kind]] as const])
    for (const path of below(value, patterns ?? [])) {
      const listed = valueAt(value, path);
      // One subject may stand alone; what is said of nobody else goes with it.
      if (as === 'judged' && isAbout(listed, path, user)) yield { as, at: place(path.slice(0, -1)) };
      else if (isList(listed)) for (const [step, item] of listed.entries()) if (names(item, user)) yield { as, at: place([...path, step]) };
    }
}

/** Whether a `who` names the person and nobody else. */
function isAbout(who: unknown, path: Path, user: string): boolean {
  if (path.at(-1) !== 'who') return false;
  return names(who, user) || (isList(who) && who.length > 0 && who.every((item) => names(item, user)));
}

/** The paths of a value that fit one of the patterns. */
function below(value: unknown, patterns: readonly Path[]): readonly Path[] {
  return patterns.flatMap((pattern) => expand(value, pattern, []));
}

function expand(value: unknown, [step, ...rest]: Path, done: Path): readonly Path[] {
  if (step === undefined) return [done];
  const steps = step !== '*' ? [step] : isList(value) ? [...value.keys()] : isMap(value) ? Object.keys(value) : [];
  return steps.flatMap((one) => (valueAt(value, [one]) === undefined ? [] : expand(valueAt(value, [one]), rest, [...done, one])));
}

/** Whether an entry names the person: `user:ID`, the ID alone where only people stand, or either in a map. */
function names(entry: unknown, user: string): boolean {
  if (typeof entry === 'string') return entry === user || entry === `user:${user}`;
  return isMap(entry) && (names(entry['user'], user) || names(entry['subject'], user));
}
