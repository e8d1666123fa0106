import { locate, type Policies } from '../pipeline.js';
import { findingsReport, type FindingsReport } from '../render/findings-report.js';
import type { Call } from './call.js';
import { sourcesOf } from './sources.js';

/** Everything found in the policies, with lines and columns. */
export async function report({ tree, diagnostics }: Policies): Promise<FindingsReport> {
  const places = diagnostics.flatMap(({ at, related = [] }) => [at, ...related.map((one) => one.at)]);
  return findingsReport(diagnostics, await locate(tree, places));
}

/** Tells on stderr what keeps the policies from being compiled. */
export async function showFindings({ talk, flags }: Call, policies: Policies): Promise<void> {
  const { findingsText } = await import('../render/findings-text.js');
  const all = await report(policies);
  const shown = flags.quiet ? { ...all, findings: all.findings.filter(({ severity }) => severity === 'error') } : all;
  const howToSeeAll = 'Of a folder "permafrost validate --all" shows each of them.';
  talk.show(findingsText(shown, { style: talk.style, sources: sourcesOf(policies.tree), howToSeeAll }));
}
