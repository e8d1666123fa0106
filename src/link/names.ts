import type { Place } from '../diagnostics/place.js';

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

/** Every name the files declare, those of documents with errors too, so that nobody hears about a name twice. */
export class Names {
  private readonly places = new Map<NameKind, Map<string, Place>>();
  private readonly brokenTexts: readonly string[];

  /** `brokenTexts`: files that could not be read as YAML, where any name may be declared. */
  constructor(brokenTexts: readonly string[]) {
    this.brokenTexts = brokenTexts;
  }

  /** Records a name; the place of an earlier one of the same kind, if there is one. */
  declare(kind: NameKind, name: string, at: Place): Place | undefined {
    const known = this.of(kind);
    const earlier = known.get(name);
    if (earlier === undefined) known.set(name, at);
    return earlier;
  }

  place(kind: NameKind, name: string): Place | undefined {
    return this.places.get(kind)?.get(name);
  }

  /** Whether the name is declared, or may be in a file that cannot be read. */
  knows(kind: NameKind, name: string): boolean {
    return this.places.get(kind)?.has(name) === true || this.brokenTexts.some((text) => text.includes(name));
  }

  all(kind: NameKind): Iterable<string> {
    return this.of(kind).keys();
  }

  private of(kind: NameKind): Map<string, Place> {
    const known = this.places.get(kind) ?? new Map<string, Place>();
    this.places.set(kind, known);
    return known;
  }
}
