import { below, keyOf, type Place } from '../diagnostics/place.js';
import { quote } from '../text/quote.js';
import { detached } from '../text/detached.js';
import { declaredNames, declaredPeople } from '../validate/declared.js';
import { isMap, own } from '../validate/finding.js';
import { isKind, kinds, nameField } from '../validate/kinds.js';
import type { RawDocument } from '../validate/raw.js';
import { placeOf, type Judged } from './judged.js';
import type { Linking } from './linking.js';
import { lookAlikes } from './look-alike.js';
import type { DeclaredNames, NameKind } from './names.js';

/** Kinds whose documents have a name that others refer to. */
const named: ReadonlySet<string> = new Set(kinds.filter((kind) => kind !== 'Site'));

/** Gathers the names that documents declare, and says which of them are taken or look alike. */
export class Declaring {
  private readonly linking: Linking;
  private readonly names: DeclaredNames;
  private readonly perhapsTeams: Judged[] = [];
  /** Documents with errors: a name in one may stand beside what it should be. */
  private readonly faultyOnes = new Set<string>();

  constructor(linking: Linking, names: DeclaredNames) {
    this.linking = linking;
    this.names = names;
  }

  declare(judged: Judged): void {
    const { raw } = judged;
    if (raw === undefined || raw.kind === 'Collaboration') this.perhapsTeams.push(judged);
    if (raw !== undefined) {
      this.sound(raw, placeOf(judged));
      return;
    }
    this.faultyOnes.add(documentId(placeOf(judged)));
    const { value } = judged.document;
    // Documents that begin with a dash are one list to YAML.
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) this.faulty(judged, each);
  }

  /** To be called once, after all documents. */
  finish(): void {
    this.teams();
    this.warnLookAlikes();
  }

  /** A document without errors declares what it says. */
  private sound(raw: RawDocument, at: Place): void {
    if (raw.kind === 'Site') return;
    const name = raw.kind === 'Project' || raw.kind === 'Space' ? raw.key : raw.name;
    this.one(raw.kind, detached(name), below(at, nameField(raw.kind)), false);
    if (raw.formerly !== undefined) this.names.rename(raw.kind, raw.formerly, name);
    if (raw.kind !== 'Users') return;
    const ids = Object.keys(raw.users);
    this.people(ids, below(at, 'users'));
    for (const id of ids) {
      const formerly = raw.users[id]?.formerly;
      if (formerly !== undefined) this.names.rename('person', formerly, id);
    }
  }

  private faulty(judged: Judged, value: unknown): void {
    const at = placeOf(judged);
    const declared = declaredNames(value).filter(({ kind }) => named.has(kind));
    const kind = isMap(value) ? own(value, 'kind') : undefined;
    for (const { kind: each, name } of declared) {
      const place = below(at, nameField(each));
      if (kind === each) this.one(each as NameKind, name, place, judged.document.broken === true);
      else this.names.declare(each as NameKind, name, place);
    }
    if (!isKind(kind) && isMap(value)) this.supposeNames(value);
    else if (declared.length === 0 && isKind(kind) && named.has(kind)) this.names.declareUnnamed(kind as NameKind);
    this.people(declaredPeople(value), below(at, 'users'));
  }

  /** Of a document whose kind is missing or unknown, every name that it may declare. */
  private supposeNames(document: Readonly<Record<string, unknown>>): void {
    for (const name of [own(document, 'name'), own(document, 'key')]) if (typeof name === 'string') this.names.suppose(name);
    const users = own(document, 'users');
    if (isMap(users)) for (const id of Object.keys(users)) this.names.suppose(id);
  }

  /** What Collaborations make can be referred to, also where one has errors of its own. */
  private teams(): void {
    for (const judged of this.perhapsTeams) {
      const { raw, document } = judged;
      const at = placeOf(judged);
      for (const { kind, name } of raw?.kind === 'Collaboration' ? [raw] : declaredNames(document.value)) {
        if (kind !== 'Collaboration') continue;
        this.names.declare('Group', `ext-${name}`, at);
        this.names.declare('Guardrail', `confine-${name}`, at);
      }
    }
  }

  private one(kind: NameKind, name: string, at: Place, broken: boolean): void {
    const earlier = this.names.declare(kind, name, at);
    if (earlier === undefined || broken) return;
    this.linking.error('duplicate-name', at, `There is another ${kind} called ${quote(name)}.`, {
      hint: 'Rename one, or put both into one document.',
      related: { message: 'The other one.', at: earlier },
    });
  }

  private people(ids: readonly string[], users: Place): void {
    for (const id of ids) {
      const earlier = this.names.declare('person', id, users);
      if (earlier !== undefined) this.repeatedPerson(id, below(users, id), earlier);
    }
  }

  private repeatedPerson(id: string, at: Place, earlier: Place): void {
    this.linking.error('duplicate-person', keyOf(at), `The person ${quote(id)} is declared twice.`, {
      hint: 'Keep one of the two.',
      related: { message: 'Declared here already.', at: keyOf(earlier) },
    });
  }

  private warnLookAlikes(): void {
    for (const kind of [...named, 'person'] as NameKind[])
      for (const [first, second] of lookAlikes(this.names.all(kind))) this.warnLookAlike(kind, first, second);
  }

  private warnLookAlike(kind: NameKind, first: string, second: string): void {
    const at = this.names.place(kind, second);
    const other = this.names.place(kind, first);
    if (at === undefined || other === undefined || this.isFaulty(at) || this.isFaulty(other)) return;
    this.linking.warn(
      'look-alike',
      kind === 'person' ? keyOf(at) : at,
      `${quote(second)} looks like ${quote(first)}, but is another name.`,
      {
        hint: 'If both are meant, rename one so that nobody takes it for the other.',
        related: { message: 'The other one.', at: other },
      },
    );
  }

  private isFaulty(at: Place): boolean {
    return this.faultyOnes.has(documentId(at));
  }
}

const documentId = ({ file, document }: Place): string => `${String(document)}:${file}`;
