import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { structuredPatch } from 'diff';
import writeFileAtomic from 'write-file-atomic';
import { hasErrors } from '../diagnostics/diagnostic.js';
import { describeEdit } from '../edit/describe-edit.js';
import type { Edit } from '../edit/edit.js';
import type { SourceTree } from '../load/source-file.js';
import { isRefused, type Plan } from '../plan/plan.js';
import { compilePolicies, locate, type Policies } from '../pipeline.js';
import { locatePlan, planHunks, planPolicies } from '../planning.js';
import { count, list } from '../text/plural.js';
import { quote, visible } from '../text/quote.js';
import { isSet, type Call } from './call.js';
import { editedTree } from './edited-tree.js';
import { showFindings } from './findings.js';
import { writeBeside } from './output.js';
import { renderPlan } from './plan-formats.js';
import { judge } from './states.js';
import { UsageError } from './usage-error.js';

/**
 * Makes edits of the working tree and shows what they do: with --dry-run the lines they would change, else the plan, after all files are
 * written. Nothing is written if the result would have errors, and all is put back if one file cannot be written. With `instead`, what to do
 * about guardrails in their way (`it` or `them`), nothing is written either if they would break one of severity error that holds now.
 */
export async function carryOut(
  call: Call,
  before: Policies,
  edits: readonly Edit[],
  instead?: (guardrails: string) => string,
): Promise<number> {
  const tree = await editedTree(before.tree, edits, 'the policies as edited');
  const after = await judge(call, tree);
  const head = compilePolicies(after);
  if (head === undefined || hasErrors(after.diagnostics)) {
    await showFindings(call, after);
    call.talk.fail('Nothing was written: the policies would have these errors.');
    return 1;
  }
  const files = changesBetween(before.tree, tree);
  const plan = await locatePlan(await planPolicies({ base: before, head }), before.tree, tree);
  const broken = instead === undefined ? [] : brokenBy(plan);
  const dry = isSet(call, 'dryRun');
  if (dry) await writeBeside(call.output, files.map(patchText));
  else {
    if (broken.length === 0) {
      await writeAll(call, files);
      await tell(call, before, edits, files.length);
    }
    await writeBeside(call.output, await renderPlan({ plan, hunks: () => planHunks(plan, before.tree, tree) }, call));
  }
  if (broken.length > 0) call.talk.fail(breakingText(broken), instead?.(broken.length === 1 ? 'it' : 'them'));
  return broken.length > 0 || (!dry && isRefused(plan)) ? 1 : 0;
}

/** The names of the guardrails of severity error that hold before and not after. */
function brokenBy({ guardrails }: Plan): readonly string[] {
  return guardrails.newlyBroken.flatMap(({ name, severity }) => (severity === 'error' ? [name] : []));
}

function breakingText(names: readonly string[]): string {
  return `The ${names.length === 1 ? 'guardrail' : 'guardrails'} ${list(names.map(quote))} would break, so nothing was written.`;
}

async function tell({ talk }: Call, { tree, documents }: Policies, edits: readonly Edit[], files: number): Promise<void> {
  const places = edits.flatMap((edit) => (edit.op === 'create' ? [] : [edit.at]));
  const position = await locate(tree, places);
  const written = documents.map(({ document }) => document);
  const done = edits.map((edit) => `  ${describeEdit(edit, written, position)}\n`).sort();
  talk.note(`${count(edits.length, 'edit')} in ${count(files, 'file')}:\n${done.join('')}`);
}

interface FileChange {
  readonly path: string;
  /** Undefined for a new file. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
}

function changesBetween(before: SourceTree, after: SourceTree): readonly FileChange[] {
  const known = new Map(before.files.map(({ path, bytes }) => [path, bytes]));
  return after.files.flatMap(({ path, bytes }) => (known.get(path) === bytes ? [] : [{ path, before: known.get(path), after: bytes }]));
}

async function writeAll({ flags: { cwd } }: Call, files: readonly FileChange[]): Promise<void> {
  for (const { path, before } of files) {
    const now = await readFile(resolve(cwd, path)).catch(() => undefined);
    if (before === undefined ? now !== undefined : now?.equals(before) !== true)
      throw new UsageError(`${quote(path)} was changed meanwhile, so nothing was written.`, 'Run the command again.');
  }
  const done: FileChange[] = [];
  try {
    for (const file of files) {
      const path = resolve(cwd, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, Buffer.from(file.after));
      done.push(file);
    }
  } catch (error) {
    for (const file of done) await putBack(resolve(cwd, file.path), file);
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`The files cannot be written (${code}); all are as they were.`);
  }
}

async function putBack(path: string, { before }: FileChange): Promise<void> {
  if (before === undefined) await rm(path, { force: true });
  else await writeFileAtomic(path, Buffer.from(before));
}

/** The lines that change, as `git diff` shows them and `git apply` takes them. */
function patchText({ path, before, after }: FileChange): string {
  const [old, fresh] = [before ?? new Uint8Array(), after].map((bytes) => new TextDecoder().decode(bytes));
  const { hunks } = structuredPatch(path, path, old ?? '', fresh ?? '', undefined, undefined, { context: 3 });
  const name = visible(path);
  const head = `--- ${before === undefined ? '/dev/null' : `a/${name}`}\n+++ b/${name}\n`;
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const range = `@@ -${before === undefined ? 0 : oldStart},${oldLines} +${newStart},${newLines} @@`;
    return [range, ...lines.map((line) => visible(line.replace(/\r$/, '')))].join('\n');
  });
  return `${head}${body.join('\n')}\n`;
}
