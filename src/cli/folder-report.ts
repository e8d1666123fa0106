import { compareDiagnostics } from '../diagnostics/diagnostic.js';
import type { SourceTree } from '../load/source-file.js';
import { compilePolicies, type Policies } from '../pipeline.js';
import type { FindingsReport } from '../render/findings-report.js';
import { siteCounts } from '../render/site-counts.js';
import type { Call } from './call.js';
import { collectGarbage } from './collect-garbage.js';
import { report } from './findings.js';
import { judge } from './states.js';

/** What `validate` says of a folder: plain data that follows from the files and the day alone. */
export interface FolderReport {
  readonly found: FindingsReport;
  /** What there is of each kind, where nothing keeps the policies from being linked. */
  readonly counts: string;
}

/** Reads, judges and lints the policies of a folder. */
export async function reportFolder(call: Call, tree: SourceTree, folder: string): Promise<FolderReport> {
  const policies = await linted(await judge(call, tree, folder));
  // The matrices of all days that rules asked about, and what was found out of them.
  collectGarbage();
  return { found: await report(policies), counts: policies.site ? siteCounts(policies.site) : '' };
}

/** What is unwise is only worth telling of policies that are right. */
async function linted(policies: Policies): Promise<Policies> {
  const compiled = compilePolicies(policies);
  if (compiled === undefined) return policies;
  const { lintPolicies } = await import('../linting.js');
  return { ...policies, diagnostics: [...policies.diagnostics, ...(await lintPolicies(compiled))].sort(compareDiagnostics) };
}
