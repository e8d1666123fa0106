import type { Image } from '../image/image.js';
import type { SiteKind, Thing } from '../model/site-kinds.js';
import type { Judged } from '../link/judged.js';

/** What differs from the state of an image. */
export interface Changed {
  /** Files that are gone or have other bytes, by their number in the image. */
  readonly files: readonly number[];
  /** What stood in them. */
  readonly before: readonly Judged[];
  /** What stands now in files that are new or have other bytes. */
  readonly documents: readonly Judged[];
}

/** A thing of an image, by its number. */
export type Kept = readonly [kind: SiteKind, thing: number];

/** Kinds of documents that can change while all others stay as they are. */
const separate = ['Users', 'Group', 'Scheme', 'Project', 'Space', 'Channel'] as const;
/** What these declare, as parts of a site. */
export const separateThings = ['people', 'groups', 'schemes', 'projects', 'spaces', 'channels'] as const satisfies readonly SiteKind[];

export type SeparateThing = (typeof separateThings)[number];

/** Without the documents that say what they said before, in the same place: other comments, or other documents beside them. */
export function reallyChanged(changed: Changed): ReallyChanged {
  const before = new Map(changed.before.map((judged) => [idOf(judged.document), JSON.stringify(judged.document.value)]));
  const same = new Set(
    changed.documents
      .map(({ document }) => document)
      .filter((document) => before.get(idOf(document)) === JSON.stringify(document.value))
      .map(idOf),
  );
  const differs = ({ document }: Judged): boolean => !same.has(idOf(document));
  return { files: changed.files, before: changed.before.filter(differs), documents: changed.documents.filter(differs), same };
}

/** What differs, with the documents of the changed files that do not. */
export interface ReallyChanged extends Changed {
  readonly same: ReadonlySet<string>;
}

const idOf = ({ file, index }: Pick<Judged['document'], 'file' | 'index'>): string => `${String(index)}:${file}`;

/**
 * The things that the changed documents declared; undefined where one is of a kind on which others depend in ways that only linking
 * everything tells: the Site, roles, bundles, collaborations, guardrails, tests.
 */
export function thingsBefore(image: Image, { files, same }: ReallyChanged): readonly Kept[] | undefined {
  const paths = new Set(files.map((file) => image.files.at(file).path));
  const isSame = ({ at: { file, document: index } }: Pick<Thing, 'at'>): boolean => same.has(idOf({ file, index }));
  if (paths.has(image.about.at.file) && !isSame(image.about)) return undefined;
  const things = files.flatMap((file) => image.inFile(file)).filter(([kind, thing]) => !isSame(image.of(kind).at(thing)));
  return things.every(([kind, thing]) => (separateThings as readonly SiteKind[]).includes(kind) && !('madeBy' in image.of(kind).at(thing)))
    ? things
    : undefined;
}

/** Whether all documents are well-formed and of kinds that can change by themselves. */
export function areSeparate({ documents }: Changed): boolean {
  return documents.every(({ raw }) => raw !== undefined && (separate as readonly string[]).includes(raw.kind));
}
