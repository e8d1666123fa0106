import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareDiagnostics, hasErrors } from '../../diagnostics/diagnostic.js';
import { compilePolicies, type Policies } from '../../pipeline.js';
import { findingsGithub } from '../../render/findings-github.js';
import { findingsJson } from '../../render/findings-json.js';
import type { FindingsReport } from '../../render/findings-report.js';
import { findingsText } from '../../render/findings-text.js';
import { siteCounts } from '../../render/site-counts.js';
import { visible } from '../../text/quote.js';
import type { Call } from '../call.js';
import { report, sourcesOf } from '../findings.js';
import { version } from '../version.js';
import { folderTree, judge } from '../states.js';

/** `permafrost validate`: everything that is wrong, and what is unwise. */
export async function validate(call: Call): Promise<number> {
  const folder = call.words[0] ?? call.flags.policies;
  const policies = await linted(await judge(call, folderTree(call, folder), folder));
  await call.output.write(await rendered(await report(policies), policies, call));
  if (!hasErrors(policies.diagnostics)) return 0;
  pointToFolder(call, folder);
  return 1;
}

/** What is unwise is only worth telling of policies that are right. */
async function linted(policies: Policies): Promise<Policies> {
  const compiled = compilePolicies(policies);
  if (compiled === undefined) return policies;
  const { lintPolicies } = await import('../../linting.js');
  return { ...policies, diagnostics: [...policies.diagnostics, ...lintPolicies(compiled)].sort(compareDiagnostics) };
}

/** `validate .` at the top of a clone reads every YAML file there is. */
function pointToFolder({ flags: { cwd }, talk }: Call, folder: string): void {
  const meant = join(folder, 'policies');
  if (existsSync(resolve(cwd, meant)))
    talk.note(`All YAML files of ${visible(folder)} were read. For its policies alone: permafrost validate ${visible(meant)}`);
}

async function rendered(found: FindingsReport, policies: Policies, { flags, output }: Call): Promise<string> {
  switch (flags.format) {
    case 'json':
      return findingsJson(found);
    case 'github':
      return findingsGithub(found);
    case 'sarif':
      return (await import('../../render/findings-sarif.js')).findingsSarif(found, { version });
    case 'junit':
      return (await import('../../render/findings-junit.js')).findingsJunit(found);
    default:
      return findingsText(found, { style: output.style, sources: sourcesOf(policies) }) + (policies.site ? siteCounts(policies.site) : '');
  }
}
