import { below, type Place } from '../diagnostics/place.js';
import { ListedPeople } from '../model/listed-people.js';
import type { Member } from '../model/site.js';
import { detached } from '../text/detached.js';

/** Kinds of things that have names; people are declared inside `Users` documents. */
export type NameKind =
  | 'Users'
  | 'person'
  | 'Group'
  | 'Role'
  | 'Bundle'
  | 'Scheme'
  | 'Project'
  | 'SpaceRole'
  | 'Space'
  | 'Channel'
  | 'Collaboration'
  | 'Guardrail'
  | 'Test';

/** What linking asks of the names there are, wherever they are kept. */
export interface Names {
  /** Where a name is declared; undefined if it is not, or nobody can see where. */
  place(kind: NameKind, name: string): Place | undefined;
  /** Whether the name is declared, or may be in something that cannot be read. */
  knows(kind: NameKind, name: string): boolean;
  /** Every name declared, in order of declaration. */
  all(kind: NameKind): Iterable<string>;
  /** The name as it is declared: equal texts as one object, so that a large site holds each name once. */
  shared?(kind: NameKind, name: string): string | undefined;
  /** Begins a list: from now on, whatever is looked up by `shared` stands in it. */
  startList?(): void;
  /** Whether a name may stand in the list twice, which takes a closer look. */
  mayRepeat?(): boolean;
  /** Ends a list of people: what was looked up by `shared` since it began is what came of it. */
  endList?(members: readonly Member[]): void;
  /** What is called otherwise now than by this name. */
  renamed?(kind: NameKind, formerly: string): string | undefined;
}

/**
 * The names of one kind, each with a number, in order of first sight. What is known of a name stands in lists, by its number: an object for each
 * would be one more place in memory to wait for whenever the name is looked up.
 */
interface Numbered {
  readonly numbers: Map<string, number>;
  readonly names: string[];
  /** Of people, the map of people: there are too many of them for a place each. Missing while the name is taken on trust. */
  readonly places: (Place | undefined)[];
  /** The last list that each name was looked up for. */
  readonly lists: number[];
  /** In order of declaration. */
  readonly declared: string[];
}

/** Every name the files declare, those of documents with errors too, so that nobody hears about a name twice. */
export class DeclaredNames implements Names {
  /** Whom lists name that are linked on trust: then every name that is looked up has a number. */
  listed: ListedPeople | undefined;
  private readonly kinds = new Map<NameKind, Numbered>();
  private isTrusting = false;
  /** How many names are taken on trust that nobody has declared yet. */
  private promises = 0;
  private readonly supposed = new Set<string>();
  private readonly unnamed = new Set<NameKind>();
  /** By kind and by the name before, the name now. */
  private readonly renames = new Map<NameKind, Map<string, string>>();
  private readonly texts = new BrokenTexts();
  private readonly anything: boolean;
  /** Lists are counted, so that one look at a name tells whether its list has it already. */
  private list = 0;
  private hasSeenTwice = false;

  /** `anything`: there are files that could not be read at all, so that no name can be called unknown. */
  constructor(anything = false) {
    this.anything = anything;
  }

  /** Records a text that could not be read as documents, where any name may be declared. */
  addText(text: string): void {
    this.texts.add(text);
  }

  /** Records a name; the place of an earlier one of the same kind, if there is one. Of a person, `at` is the map of people. */
  declare(kind: NameKind, name: string, at: Place): Place | undefined {
    const { numbers, names, places, declared } = this.of(kind);
    const known = numbers.get(name);
    const earlier = known === undefined ? undefined : this.placeOf(kind, known);
    if (earlier !== undefined) return earlier;
    const number = known ?? this.add(kind, name);
    if (known !== undefined) this.promises--;
    places[number] = at;
    declared.push(names[number] ?? name);
    return undefined;
  }

  /** Records that something has another name than before. */
  rename(kind: NameKind, formerly: string, name: string): void {
    const known = this.renames.get(kind) ?? new Map<string, string>();
    this.renames.set(kind, known);
    known.set(formerly, name);
  }

  renamed(kind: NameKind, formerly: string): string | undefined {
    return this.renames.get(kind)?.get(formerly);
  }

  /** Records a name of a document whose kind nobody can tell: it may be that of any kind. */
  suppose(name: string): void {
    this.supposed.add(name);
  }

  /** Records that a document of this kind has no name: whatever is missing may be that one. */
  declareUnnamed(kind: NameKind): void {
    this.unnamed.add(kind);
  }

  place(kind: NameKind, name: string): Place | undefined {
    const number = this.kinds.get(kind)?.numbers.get(name);
    return number === undefined ? undefined : this.placeOf(kind, number);
  }

  shared(kind: NameKind, name: string): string | undefined {
    const { numbers, names, lists } = this.of(kind);
    const known = numbers.get(name);
    if (known === undefined && !this.isTrusting) {
      // Of a name that is kept nowhere, nobody can tell whether the list has it already.
      this.hasSeenTwice = true;
      return undefined;
    }
    const number = known ?? this.promise(kind, name);
    if (lists[number] === this.list) this.hasSeenTwice = true;
    lists[number] = this.list;
    if (kind === 'person') this.listed?.note(number);
    return names[number];
  }

  startList(): void {
    this.list++;
    this.hasSeenTwice = false;
    this.listed?.begin();
  }

  mayRepeat(): boolean {
    return this.hasSeenTwice;
  }

  endList(members: readonly Member[]): void {
    this.listed?.end(members);
  }

  /** From now on, names that nobody has declared yet are taken on trust, since documents are still to come. */
  trust(): void {
    this.isTrusting = true;
    this.listed = new ListedPeople(this.of('person').names);
  }

  /** Ends the trust. Whether all names that were taken on it have been declared since; if not, these names are of no more use. */
  isTrustKept(): boolean {
    this.isTrusting = false;
    return this.promises === 0;
  }

  private promise(kind: NameKind, text: string): number {
    this.promises++;
    return this.add(kind, detached(text));
  }

  private add(kind: NameKind, name: string): number {
    const { numbers, names, places, lists } = this.of(kind);
    numbers.set(name, names.length);
    places.push(undefined);
    lists.push(-1);
    return names.push(name) - 1;
  }

  private placeOf(kind: NameKind, number: number): Place | undefined {
    const { names, places } = this.of(kind);
    const at = places[number];
    return at !== undefined && kind === 'person' ? below(at, names[number] ?? '') : at;
  }

  knows(kind: NameKind, name: string): boolean {
    return this.shared(kind, name) !== undefined || this.mayKnow(kind, name);
  }

  all(kind: NameKind): Iterable<string> {
    return this.of(kind).declared;
  }

  private mayKnow(kind: NameKind, name: string): boolean {
    if (this.anything || this.unnamed.has(kind) || this.supposed.has(name) || this.texts.mention(name)) return true;
    const team = kind === 'Group' && name.startsWith('ext-') ? name.slice('ext-'.length) : undefined;
    return team !== undefined && this.mayKnow('Collaboration', team);
  }

  private of(kind: NameKind): Numbered {
    const known = this.kinds.get(kind);
    if (known !== undefined) return known;
    const made: Numbered = { numbers: new Map(), names: [], places: [], lists: [], declared: [] };
    this.kinds.set(kind, made);
    return made;
  }
}

/** Texts that are not YAML, or not even text; asked very often where a large file is broken, so that they are taken apart once. */
class BrokenTexts {
  private readonly words = new Set<string>();
  private size = 0;

  add(text: string): void {
    for (const word of wordsOf(text)) this.words.add(word);
    this.size++;
  }

  /** Whether all words of a name stand in the texts: a name in another encoding differs in letters beyond ASCII, which count as one. */
  mention(name: string): boolean {
    return this.size > 0 && wordsOf(name).every((word) => this.words.has(word));
  }
}

/**
 * The words between blanks and YAML's own signs; a run of characters that are not ASCII counts as one. Walked by hand: a text may
 * be one word of 32 MiB, on which a regular expression has been seen to run out of stack.
 */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) continue;
    word += text.slice(start, at);
    start = at + 1;
    if (isForeign(code)) {
      if (!isForeign(text.charCodeAt(start))) word += '\ufffd';
    } else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  return words;
}

const signs = new Set(Array.from(',:[]{}"\'#', (sign) => sign.charCodeAt(0)));

function isLetter(code: number): boolean {
  return code > 0x20 && code < 0x7f && !signs.has(code);
}

/** Whether it is a character beyond ASCII or a control character. Where a text ends, there is no character. */
function isForeign(code: number): boolean {
  return (code < 0x20 || code > 0x7e) && !/\s/.test(String.fromCharCode(code));
}
