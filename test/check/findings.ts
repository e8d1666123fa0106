import { lint } from '../../src/check/lint.js';
import type { Subject } from '../../src/check/rule.js';
import { lintRules } from '../../src/check/rules/index.js';
import { subjectOf as subject } from '../../src/check/subject.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { lintPolicies } from '../../src/linting.js';
import { locate } from '../../src/pipeline.js';
import { asOf, compiled } from '../support/compiled.js';

/** Every rule at work, also those that are off unless the Site wants them. */
const allOn = lintRules.map((rule) => ({ ...rule, severity: 'warning' as const }));

export async function subjectOf(yaml: string, day = asOf): Promise<Subject> {
  return subject(await compiled([['site.yaml', yaml]], day));
}

/** What all rules find in a policy root of one file, but for what its comments excuse. */
export async function diagnosticsIn(yaml: string, day = asOf): Promise<readonly Diagnostic[]> {
  return lintPolicies(await compiled([['site.yaml', yaml]], day));
}

/** What one rule finds, excused or not, as `LINE message`, in source order. */
export async function findings(code: string, yaml: string, day = asOf): Promise<readonly string[]> {
  const { tree } = await compiled([['site.yaml', yaml]], day);
  const found = lint(await subjectOf(yaml, day), allOn).filter((each) => each.code === code);
  const position = await locate(
    tree,
    found.map(({ at }) => at),
  );
  return found.map(({ at, message }) => `${position(at).line} ${message}`);
}
