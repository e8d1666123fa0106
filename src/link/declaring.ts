import { below, keyOf, type Place } from '../diagnostics/place.js';
import { quote } from '../text/quote.js';
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

  constructor(linking: Linking, names: DeclaredNames) {
    this.linking = linking;
    this.names = names;
  }

  declare(documents: readonly Judged[]): void {
    for (const judged of documents) {
      if (judged.raw !== undefined) {
        this.sound(judged.raw, placeOf(judged));
        continue;
      }
      const { value } = judged.document;
      // Documents that begin with a dash are one list to YAML.
      for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) this.faulty(judged, each);
    }
    this.teams(documents);
    this.warnLookAlikes(documents);
  }

  /** A document without errors declares what it says. */
  private sound(raw: RawDocument, at: Place): void {
    if (raw.kind === 'Site') return;
    const name = raw.kind === 'Project' || raw.kind === 'Space' ? raw.key : raw.name;
    this.one(raw.kind, name, below(at, nameField(raw.kind)), false);
    if (raw.kind === 'Users') for (const id of Object.keys(raw.users)) this.person(id, below(at, 'users', id));
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
    for (const id of declaredPeople(value)) this.person(id, below(at, 'users', id));
  }

  /** Of a document whose kind is missing or unknown, every name that it may declare. */
  private supposeNames(document: Readonly<Record<string, unknown>>): void {
    for (const name of [own(document, 'name'), own(document, 'key')]) if (typeof name === 'string') this.names.suppose(name);
    const users = own(document, 'users');
    if (isMap(users)) for (const id of Object.keys(users)) this.names.suppose(id);
  }

  /** What Collaborations make can be referred to, also where one has errors of its own. */
  private teams(documents: readonly Judged[]): void {
    for (const judged of documents) {
      const { raw } = judged;
      if (raw !== undefined && raw.kind !== 'Collaboration') continue;
      const at = placeOf(judged);
      for (const { kind, name } of raw === undefined ? declaredNames(judged.document.value) : [raw]) {
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

  private person(id: string, at: Place): void {
    const earlier = this.names.declare('person', id, at);
    if (earlier === undefined) return;
    this.linking.error('duplicate-person', keyOf(at), `The person ${quote(id)} is declared twice.`, {
      hint: 'Keep one of the two.',
      related: { message: 'Declared here already.', at: keyOf(earlier) },
    });
  }

  private warnLookAlikes(documents: readonly Judged[]): void {
    let sound: ReadonlySet<string> | undefined;
    for (const kind of [...named, 'person'] as NameKind[]) {
      for (const [first, second] of lookAlikes(this.names.all(kind))) {
        sound ??= soundOnes(documents);
        const at = this.names.place(kind, second);
        const other = this.names.place(kind, first);
        if (at === undefined || other === undefined || !sound.has(documentId(at)) || !sound.has(documentId(other))) continue;
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
    }
  }
}

/** Documents without errors; in others a name may stand beside what it should be. */
function soundOnes(documents: readonly Judged[]): ReadonlySet<string> {
  return new Set(documents.flatMap((judged) => (judged.raw === undefined ? [] : documentId(placeOf(judged)))));
}

const documentId = ({ file, document }: Place): string => `${String(document)}:${file}`;
