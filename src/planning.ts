import type { Fix } from './check/fix.js';
import { brokenIn, judge, keptIn, type Outcome } from './check/judge.js';
import type { Subject } from './check/rule.js';
import { judgeAfter } from './check/still-kept.js';
import { subjectOf } from './check/subject.js';
import type { Place } from './diagnostics/place.js';
import { diffMatrices } from './diff/access-change.js';
import { fixesFor, fixesFromImage, subjectFrom, subjectOfImage, type ImageState } from './fixing.js';
import { changedFiles } from './load/changed.js';
import type { SourceTree } from './load/source-file.js';
import type { Image } from './image/image.js';
import { endDatesOf } from './incremental/end-dates.js';
import type { Changed } from './incremental/changed-documents.js';
import { replacedNames, successorOf, type Successor } from './incremental/successor.js';
import type { Judged } from './link/judged.js';
import { compilePolicies, locate, type Compiled, type Policies } from './pipeline.js';
import type { AuthorClaim } from './plan/author.js';
import { endDates } from './plan/end-dates.js';
import { compareGuardrails } from './plan/guardrails.js';
import { makePlan, type PlanInput } from './plan/make-plan.js';
import { mentionsIn } from './plan/mentions.js';
import type { FileHunks } from './plan/hunks.js';
import { asMap, renamesBetween } from './plan/renames.js';
import { placesOf, withPositions, type ChangedFile, type Plan, type ShownClasses } from './plan/plan.js';
import { addDays } from './text/dates.js';
import { quote } from './text/quote.js';

/** How far ahead a plan looks for what ends by date alone. */
const daysAhead = 30;

export interface PlanRequest {
  readonly base: Policies;
  readonly head: Compiled;
  /** Who wrote the change, where that is known. */
  readonly author?: AuthorClaim;
  /** Looks for no edits that mend broken guardrails, which takes its time. */
  readonly withoutFixes?: boolean;
}

/** The plan from one state to another, both as of the same day. A base that does not compile counts as empty, and the plan says so. */
export async function planPolicies({ base, head, author, withoutFixes }: PlanRequest): Promise<Plan> {
  const { asOf } = head;
  const before = compilePolicies(base);
  const changed = changedFiles(base.tree, head.tree);
  const after = subjectOf(head);
  const judged = judge(after);
  const touched = [
    ...documentsIn(base, new Set(changed.map((file) => file.before))),
    ...documentsIn(head, new Set(changed.map((file) => file.after))),
  ];
  return planStates({
    asOf,
    base: { ...nameOf(base.tree), state: before !== undefined ? 'valid' : base.tree.files.length === 0 ? 'absent' : 'invalid' },
    head: { ...nameOf(head.tree), state: 'valid' },
    before: before && subjectOf(before),
    after,
    changedFiles: changed.map(({ path, status }) => ({ path, status })),
    mentioned: mentionsIn(touched.map(({ document }) => document.value)),
    ends: endDates(head.site, asOf, addDays(asOf, daysAhead)),
    brokenBefore: brokenIn(before === undefined ? [] : judge(subjectOf(before))),
    judged,
    fixes: withoutFixes === true ? new Map<string, Fix>() : await fixesFor(head, after, judged),
    ...(author === undefined ? {} : { author }),
  });
}

/** Two states that are linked and compiled, and what is known of the change between them. */
interface States extends Pick<PlanInput, 'asOf' | 'base' | 'head' | 'changedFiles' | 'mentioned' | 'touched' | 'change' | 'author'> {
  readonly before: Subject | undefined;
  readonly after: Subject;
  /** Days on which something ends, as far as a plan looks ahead. */
  readonly ends: readonly string[];
  /** The names of the guardrails that were broken. */
  readonly brokenBefore: ReadonlySet<string>;
  /** The guardrails of the new side, and how to mend those that are broken. */
  readonly judged: readonly Outcome[];
  readonly fixes: ReadonlyMap<string, Fix>;
}

function planStates({ before, after, ends, brokenBefore, judged, fixes, ...known }: States): Plan {
  return makePlan({
    ...known,
    before,
    after,
    later: ends.map((until) => ({ until, matrix: after.matrixOn(addDays(until, 1)) })),
    guardrails: compareGuardrails({ before, after, brokenBefore, judged, fixes }),
  });
}

/** A commit that is planned from an image: what it is called, and how its policies differ from those of the image. */
export interface ImageSide {
  readonly label: string;
  readonly commit: string;
  readonly changed: Changed;
}

export interface ImagePlanRequest {
  readonly image: Image;
  readonly asOf: string;
  readonly base: ImageSide;
  readonly head: ImageSide;
  /** What stands, on either side, in the files in which the two differ. */
  readonly touched: readonly Judged[];
  readonly changedFiles: readonly ChangedFile[];
  /** Files of the head, for repairs of guardrails. */
  readonly headFiles: ImageState['files'];
  readonly guardrails?: KnownGuardrails;
  readonly author?: AuthorClaim;
}

/** What is known of the guardrails in the state of an image. */
export interface KnownGuardrails {
  /** The names of those that are kept on the day of the plan; undefined where nobody has judged them yet. */
  readonly kept: ReadonlySet<string> | undefined;
  /** Told once they are judged. */
  readonly remember: (kept: ReadonlySet<string>) => void;
}

/** Both sides of a plan that was made from an image. */
export interface ImagePlan {
  readonly before: Subject;
  readonly after: Subject;
  /** Undefined where a guardrail is broken and only all policies tell what mends it. */
  plan(options?: Pick<PlanRequest, 'withoutFixes'>): Promise<Plan | undefined>;
  /** Reads all that matrices and plan may be asked for later: whoever asks for more than text is told of damage then, and not afterwards. */
  settle(): void;
}

/**
 * The plan from one commit to another, both of which differ from an image in some files, at a cost that grows with what changed. Undefined where
 * that cannot be told without reading everything; whoever asks then does so.
 */
export function planFromImage(request: ImagePlanRequest): ImagePlan | undefined {
  const { image, asOf, base, head, touched: documents, changedFiles: changed, headFiles, author } = request;
  const before = successorOf(image, base.changed, asOf);
  const next = successorOf(image, head.changed, asOf);
  if (before === undefined || next === undefined) return undefined;
  const [was, is] = [subjectFrom(before), subjectFrom(next)];
  const last = addDays(asOf, daysAhead);
  return {
    before: was,
    after: is,
    settle: () => image.readWhole(),
    async plan({ withoutFixes = false } = {}) {
      const touched = replacedNames([before, next]);
      const renames = renamesBetween(was.site, is.site, touched);
      const change = diffMatrices(was.matrix, is.matrix, asMap(renames));
      const kept = keptBefore(request, before, was);
      const judged = judgeAfter({ before: was, kept: renames.length > 0 ? nothingKept : kept, after: is, change, touched });
      const state = { image, changed: head.changed, asOf, files: headFiles };
      const fixes = withoutFixes ? new Map<string, Fix>() : await fixesFromImage(state, is, judged);
      if (fixes === undefined) return undefined;
      return planStates({
        asOf,
        base: { label: base.label, commit: base.commit, state: 'valid' },
        head: { label: head.label, commit: head.commit, state: 'valid' },
        before: was,
        after: is,
        changedFiles: changed,
        mentioned: mentionsIn(documents.map(({ document }) => document.value)),
        ends: endDatesOf(image, next.site, next.replaced, { first: asOf, last }, endDates),
        change,
        touched,
        brokenBefore: new Set([...was.site.guardrails.keys()].filter((name) => !kept.has(name))),
        judged,
        fixes,
        ...(author === undefined ? {} : { author }),
      });
    },
  };
}

const nothingKept: ReadonlySet<string> = new Set();

/** The names of the guardrails that are kept on the left side: told from those of the image, which are judged once. */
function keptBefore({ image, asOf, base, guardrails }: ImagePlanRequest, before: Successor, was: Subject): ReadonlySet<string> {
  if (was.site.guardrails.size === 0) return nothingKept;
  const isImage = base.changed.files.length === 0 && base.changed.documents.length === 0;
  const origin = isImage ? was : subjectOfImage(image, asOf);
  if (origin === undefined) return keptIn(judge(was));
  const kept = guardrails?.kept ?? keptIn(judge(origin));
  if (guardrails?.kept === undefined) guardrails?.remember(kept);
  if (isImage) return kept;
  return keptIn(
    judgeAfter({ before: origin, kept, after: was, change: diffMatrices(origin.matrix, was.matrix), touched: replacedNames([before]) }),
  );
}

/** Why a state must not be merged as it is, a sentence each: a guardrail of severity error is broken, or a waiver has ended. */
export function refusals(subject: Subject): readonly string[] {
  return judge(subject).flatMap(({ ok, guardrail: { name, severity }, diagnostics }) => [
    ...(!ok && severity === 'error' ? [`Guardrail ${quote(name)} is broken: see "permafrost test".`] : []),
    ...diagnostics.filter((each) => each.severity === 'error').map(({ message }) => message),
  ]);
}

function documentsIn({ documents }: Policies, paths: ReadonlySet<string | undefined>): readonly Judged[] {
  return documents.filter(({ document }) => paths.has(document.file));
}

function nameOf({ label, commit }: SourceTree): { readonly label: string; readonly commit?: string } {
  return { label, ...(commit === undefined ? {} : { commit }) };
}

/** The plan with the lines of all its witnesses, or of those that are shown, looked up in the files of the side they are written on. */
export async function locatePlan(plan: Plan, base: SourceTree, head: SourceTree, shown?: ShownClasses): Promise<Plan> {
  const inBase = await locate(base, placesOf(plan, 'base', shown));
  const inHead = await locate(head, placesOf(plan, 'head', shown));
  return withPositions(plan, (place: Place, side) => (side === 'base' ? inBase : inHead)(place), shown);
}

const utf8 = new TextDecoder();

/**
 * What a planned change does to the text of the policy files. Of the trees only the files that the plan calls changed are looked at, so that
 * these may hold no more than what is asked for. The comparison of texts is loaded for whoever shows them.
 */
export async function planHunks(
  { changedFiles: changed, renames }: Plan,
  base: SourceTree,
  head: SourceTree,
): Promise<readonly FileHunks[]> {
  const { hunksOf } = await import('./plan/hunks-of.js');
  const paths = new Set(changed.map(({ path }) => path));
  const [old, fresh] = [textsOf(base), textsOf(head)];
  const pairs = changedFiles(base, head)
    .filter(({ path }) => paths.has(path))
    .map(({ before, after }) => ({ ...side('before', old(before)), ...side('after', fresh(after)) }));
  return hunksOf(pairs, renames);
}

interface ReadText {
  readonly path: string;
  readonly text: string;
}

function textsOf({ files }: SourceTree): (path: string | undefined) => ReadText | undefined {
  const byPath = new Map(files.map(({ path, bytes }) => [path, bytes]));
  return (path) => {
    const bytes = path === undefined ? undefined : byPath.get(path);
    return path === undefined || bytes === undefined ? undefined : { path, text: utf8.decode(bytes) };
  };
}

function side<K extends string>(name: K, text: ReadText | undefined): Partial<Record<K, ReadText>> {
  return text === undefined ? {} : ({ [name]: text } as Record<K, ReadText>);
}
