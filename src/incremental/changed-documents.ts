import type { Image } from '../image/image.js';
import type { SiteKind } from '../image/kinds.js';
import type { Judged } from '../link/judged.js';

/** What differs from the state of an image. */
export interface Changed {
  /** Files that are gone or have other bytes, by their number in the image. */
  readonly files: readonly number[];
  /** What stands now in files that are new or have other bytes. */
  readonly documents: readonly Judged[];
}

/** A thing of an image, by its number. */
export type Kept = readonly [kind: SiteKind, thing: number];

/** Kinds of documents that can change while all others stay as they are. */
const separate = ['Users', 'Group', 'Scheme', 'Project', 'Space', 'Channel'] as const;
const separateThings: ReadonlySet<SiteKind> = new Set<SiteKind>(['people', 'groups', 'schemes', 'projects', 'spaces', 'channels']);

export type SeparateKind = (typeof separate)[number];

/**
 * The things that the changed files declared; undefined where one is of a kind on which others depend in ways that only linking
 * everything tells: the Site, roles, bundles, collaborations, guardrails, tests.
 */
export function thingsBefore(image: Image, { files }: Changed): readonly Kept[] | undefined {
  const paths = new Set(files.map((file) => image.files[file]?.path));
  if (paths.has(image.about.at.file)) return undefined;
  const things = files.flatMap((file) => image.inFile(file));
  return things.every(([kind, thing]) => separateThings.has(kind) && !('madeBy' in image.of(kind).at(thing))) ? things : undefined;
}

/** Whether all documents are well-formed and of kinds that can change by themselves. */
export function areSeparate({ documents }: Changed): boolean {
  return documents.every(({ raw }) => raw !== undefined && (separate as readonly string[]).includes(raw.kind));
}
