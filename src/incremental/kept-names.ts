import { below, type Place } from '../diagnostics/place.js';
import type { Image } from '../image/image.js';
import { siteKinds, type SiteKind } from '../model/site-kinds.js';
import { placeOf } from '../link/judged.js';
import type { NameKind, Names } from '../link/names.js';
import type { Changed, Kept } from './changed-documents.js';

const kindOf: Readonly<Record<Exclude<NameKind, 'Users'>, SiteKind>> = {
  person: 'people',
  Group: 'groups',
  Role: 'roles',
  Bundle: 'bundles',
  Scheme: 'schemes',
  Project: 'projects',
  SpaceRole: 'spaceRoles',
  Space: 'spaces',
  Channel: 'channels',
  Collaboration: 'collaborations',
  Guardrail: 'guardrails',
  Test: 'tests',
};

/** The names of a state that differs from an image by some documents. */
export class KeptNames implements Names {
  /** Something is declared twice. */
  readonly hasDuplicates: boolean;
  private readonly image: Image;
  /** By kind, the names that the changed documents declare, and where. */
  readonly declared = new Map<SiteKind, Map<string, Place>>(siteKinds.map((kind) => [kind, new Map<string, Place>()]));
  /** Names that changed files declared before. */
  private readonly before = new Map<SiteKind, Set<string>>(siteKinds.map((kind) => [kind, new Set<string>()]));

  constructor(image: Image, changed: Changed, before: readonly Kept[]) {
    this.image = image;
    for (const [kind, thing] of before) this.before.get(kind)?.add(image.of(kind).nameOf(thing));
    const twice = changed.documents.map((judged) => this.declare(judged));
    this.hasDuplicates = twice.includes(true) || mayRepeatPeopleDocument(changed);
  }

  place(kind: NameKind, name: string): Place | undefined {
    if (kind === 'Users') return undefined;
    const of = kindOf[kind];
    const place = this.declared.get(of)?.get(name);
    if (place !== undefined || this.before.get(of)?.has(name) === true) return place;
    const things = this.image.of(of);
    const thing = things.find(name);
    return thing < 0 ? undefined : things.at(thing).at;
  }

  knows(kind: NameKind, name: string): boolean {
    if (kind === 'Users') return false;
    const of = kindOf[kind];
    return this.declared.get(of)?.has(name) === true || (this.before.get(of)?.has(name) !== true && this.image.of(of).find(name) >= 0);
  }

  /** Whether everybody who was declared is declared still. */
  keepsPeople(): boolean {
    return [...(this.before.get('people') ?? [])].every((name) => this.declared.get('people')?.has(name) === true);
  }

  *all(kind: NameKind): Generator<string> {
    if (kind === 'Users') return;
    const of = kindOf[kind];
    const things = this.image.of(of);
    for (let thing = 0; thing < things.size; thing++)
      if (this.before.get(of)?.has(things.nameOf(thing)) !== true) yield things.nameOf(thing);
    yield* this.declared.get(of)?.keys() ?? [];
  }

  /** Whether a name is declared twice then. */
  private declare({ raw, document }: Changed['documents'][number]): boolean {
    if (raw === undefined || raw.kind === 'Site') return false;
    const at = placeOf({ document });
    if (raw.kind === 'Users')
      return Object.keys(raw.users)
        .map((id) => this.add('people', id, below(at, 'users', id)))
        .includes(true);
    return this.add(kindOf[raw.kind], raw.kind === 'Project' || raw.kind === 'Space' ? raw.key : raw.name, at);
  }

  private add(kind: SiteKind, name: string, at: Place): boolean {
    const names = this.declared.get(kind);
    const isTaken = names?.has(name) === true || (this.before.get(kind)?.has(name) !== true && this.image.of(kind).find(name) >= 0);
    names?.set(name, at);
    return isTaken;
  }
}

/** The names of documents that declare people are kept nowhere: one that is new may be that of another. */
function mayRepeatPeopleDocument({ before, documents }: Changed): boolean {
  const namesIn = (all: Changed['documents']): readonly string[] => all.flatMap(({ raw }) => (raw?.kind === 'Users' ? [raw.name] : []));
  const [was, now] = [new Set(namesIn(before)), namesIn(documents)];
  return now.some((name) => !was.has(name)) || new Set(now).size < now.length;
}
