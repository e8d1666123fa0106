import { findFix, type Fix, type Workshop } from './check/fix.js';
import type { Outcome } from './check/judge.js';
import type { Subject } from './check/rule.js';
import { subjectOf } from './check/subject.js';
import { compile } from './compile/compile.js';
import { comparePlaces, type Place } from './diagnostics/place.js';
import type { Edit } from './edit/edit.js';
import type { Image } from './image/image.js';
import type { Changed } from './incremental/changed-documents.js';
import { readDocuments } from './incremental/read-documents.js';
import { successorOf, type Successor } from './incremental/successor.js';
import type { Judged } from './link/judged.js';
import type { SourceTree } from './load/source-file.js';
import type { Document } from './parse/document.js';
import { compilePolicies, loadAuthority, locate, withEdits, type Compiled } from './pipeline.js';
import { useIndex } from './query/site-index.js';
import { compareBytes } from './text/compare.js';
import { wellFormed } from './validate/well-formed.js';

export type Fixes = ReadonlyMap<string, Fix>;

/** For each broken guardrail the smallest edit that mends it, where the search finds one. */
export function fixesFor(policies: Compiled, subject: Subject, outcomes: readonly Outcome[]): Promise<Fixes> {
  const workshop: Workshop = {
    async without(removals) {
      const mended = compilePolicies(await withEdits(policies, removalsOf(removals)));
      return mended === undefined ? undefined : subjectOf(mended);
    },
    lineOrder: (places) => lineOrder(policies.tree, places),
  };
  return fixesIn(workshop, subject, outcomes);
}

/** A state that differs from that of an image in some documents. */
export interface ImageState {
  readonly image: Image;
  readonly changed: Changed;
  readonly asOf: string;
  /** Its files by their paths; those that are not there are left out. */
  readonly files: (paths: Iterable<string>) => SourceTree;
}

/** The same for a state that was made from an image, at a cost that grows with what a repair changes; undefined where only all policies tell. */
export async function fixesFromImage(state: ImageState, subject: Subject, outcomes: readonly Outcome[]): Promise<Fixes | undefined> {
  const workshop: Workshop = {
    without: (removals) => mendedFromImage(state, removals),
    lineOrder: (places) => lineOrder(state.files(places.map(({ file }) => file)), places),
  };
  try {
    return await fixesIn(workshop, subject, outcomes);
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }
}

/** What is judged of a state that was made from an image. */
export function subjectFrom(successor: Successor): Subject {
  useIndex(successor.site, successor.index);
  return subjectOf(successor, (day) => successor.matrixOn(day) ?? compile(successor.site, day));
}

/** The same of the state of an image itself, on some day; undefined where only all policies tell. */
export function subjectOfImage(image: Image, asOf: string): Subject | undefined {
  const origin = successorOf(image, { files: [], before: [], documents: [] }, asOf);
  return origin && subjectFrom(origin);
}

async function fixesIn(workshop: Workshop, subject: Subject, outcomes: readonly Outcome[]): Promise<Fixes> {
  const fixes = new Map<string, Fix>();
  for (const outcome of outcomes) {
    const fix = outcome.ok ? undefined : await findFix(subject, outcome, workshop);
    if (fix !== undefined) fixes.set(outcome.guardrail.name, fix);
  }
  return fixes;
}

/** What an edit comes to cannot be told from the image: the policies may even have errors then. */
export class Unclear extends Error {}

/** Undefined where the policies would not be well-formed. */
async function mendedFromImage({ image, changed, asOf, files }: ImageState, removals: readonly Place[]): Promise<Subject | undefined> {
  const paths = new Set(removals.map(({ file }) => file));
  const isChanged = new Set(changed.documents.map(({ document }) => document.file));
  const others = [...paths].filter((path) => !isChanged.has(path));
  const read = others.length === 0 ? [] : await readDocuments(files(others).files, loadAuthority);
  if (read === undefined) throw new Unclear();
  const unmended = {
    files: [...new Set([...changed.files, ...image.files.numbers(others)])].sort((a, b) => a - b),
    before: [...changed.before, ...read].sort(byPlace),
    documents: [...changed.documents, ...read],
  };
  const mended = await editedFromImage({ image, changed: unmended, asOf }, removalsOf(removals));
  return mended && subjectFrom(mended);
}

/**
 * A state that differs from that of an image in some documents, after edits of these; undefined where they would not be well-formed. Throws
 * Unclear where only all policies tell, and EditError for edits that cannot be made.
 */
export async function editedFromImage(
  { image, changed, asOf }: Omit<ImageState, 'files'>,
  edits: readonly Edit[],
): Promise<Successor | undefined> {
  const documents = await editedDocuments(changed.documents, edits);
  if (documents === undefined) return undefined;
  const successor = successorOf(image, { ...changed, documents: documents.sort(byPlace) }, asOf);
  if (successor === undefined) throw new Unclear();
  return successor;
}

async function editedDocuments(documents: readonly Judged[], edits: readonly Edit[]): Promise<Judged[] | undefined> {
  const { applyToValues } = await import('./edit/apply-to-values.js');
  const known = new Map(documents.map((judged) => [judged.document, judged]));
  const edited: Judged[] = [];
  for (const document of applyToValues([...known.keys()], edits)) {
    const same = known.get(document);
    if (same === undefined && document.value === null) continue;
    const judged = same ?? judgedAgain(document);
    if (judged === undefined) return undefined;
    edited.push(judged);
  }
  return edited;
}

function judgedAgain(document: Document): Judged | undefined {
  const raw = wellFormed(document.value);
  return raw && { document, raw };
}

function byPlace({ document: a }: Judged, { document: b }: Judged): number {
  return compareBytes(a.file, b.file) || a.index - b.index;
}

function removalsOf(places: readonly Place[]) {
  return places.map((at) => ({ op: 'remove' as const, at }));
}

/** The order of places by file and line. */
async function lineOrder(tree: SourceTree, places: readonly Place[]): Promise<(a: Place, b: Place) => number> {
  const position = await locate(tree, places);
  return (a, b) => {
    const [one, other] = [position(a), position(b)];
    if (one.file !== other.file) return one.file < other.file ? -1 : 1;
    return one.line - other.line || one.column - other.column || comparePlaces(a, b);
  };
}
