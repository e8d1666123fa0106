import { guardrailFaults } from './check/judge.js';
import { lint } from './check/lint.js';
import type { Subject } from './check/rule.js';
import { lintRules } from './check/rules/index.js';
import { runTests } from './check/run-tests.js';
import { isMeant, suppress, type LocatedFinding, type Remark } from './check/suppressions.js';
import { subjectOf } from './check/subject.js';
import { compareDiagnostics, type Diagnostic } from './diagnostics/diagnostic.js';
import { decode } from './parse/decode.js';
import { linesOf, type Lines } from './parse/lines.js';
import type { Compiled } from './pipeline.js';

/**
 * What is valid but unwise in the policies, without what a comment excuses; what is wrong with such comments, and with guardrails and tests
 * themselves. In source order.
 */
export async function lintPolicies(policies: Compiled): Promise<readonly Diagnostic[]> {
  const subject = subjectOf(policies);
  return [...(await unexcused(policies, lint(subject))), ...ofGuardrails(subject)].sort(compareDiagnostics);
}

/** Waivers that have ended or excuse nothing, guardrails and tests about nobody: no comment excuses them. Whether they hold is another question. */
function ofGuardrails(subject: Subject): readonly Diagnostic[] {
  return [...guardrailFaults(subject), ...runTests(subject).flatMap(({ diagnostics }) => diagnostics)];
}

async function unexcused(policies: Compiled, found: readonly Diagnostic[]): Promise<readonly Diagnostic[]> {
  const { site, asOf } = policies;
  const remarked = await remarkedFiles(policies);
  if (remarked.length === 0) return found;
  const lines = new Map(remarked.map((file) => [file.path, file.lines]));
  const findings = found.map((diagnostic): LocatedFinding => ({
    diagnostic,
    line: lines.get(diagnostic.at.file)?.lineOf(diagnostic.at) ?? 0,
  }));
  const codes = lintRules.map(({ code }) => code);
  const remarks = remarked.flatMap(({ remarks: own }) => own);
  return suppress({ findings, remarks, asOf, codes, elsewhere: [driftCode], people: site.people, groups: site.groups });
}

/** What comments call differences between the policies and the site. */
export const driftCode = 'drift';

export interface Remarked {
  readonly path: string;
  readonly lines: Lines;
  readonly remarks: readonly Remark[];
}

/** The files with a comment that is meant to excuse something; all others need not be looked at by lines. */
export async function remarkedFiles({ tree }: Pick<Compiled, 'tree'>): Promise<readonly Remarked[]> {
  const found: Remarked[] = [];
  for (const file of tree.files) {
    const { text } = decode(file);
    const lines = text !== undefined && /#\s*permafrost\s*:/i.test(text) ? await linesOf(text) : undefined;
    if (lines?.comments.some((comment) => isMeant(comment.text)) !== true) continue;
    found.push({ path: file.path, lines, remarks: lines.comments.map((comment) => ({ file: file.path, ...comment })) });
  }
  return found;
}
