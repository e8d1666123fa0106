import { hasErrors } from '../diagnostics/diagnostic.js';
import { factText, factTexts } from '../edit/import/fact-text.js';
import { brokenPromises, importOnto, type Merge } from '../importing.js';
import { compilePolicies, type Compiled, type Policies } from '../pipeline.js';
import { isRefused } from '../plan/plan.js';
import { locatePlan, planHunks, planPolicies } from '../planning.js';
import type { Api, LiveSite } from '../providers/provider.js';
import { readFolder } from '../load/folder.js';
import type { Site } from '../model/site.js';
import { mergeText, type MergeReport } from '../render/import-text.js';
import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { isSet, type Call } from './call.js';
import { editedTree } from './edited-tree.js';
import { showFindings } from './findings.js';
import { showImport } from './import-report.js';
import { writeBeside } from './output.js';
import { renderPlan } from './plan-formats.js';
import { judge } from './states.js';
import { changesBetween, patchText, writeChanges } from './write-changes.js';

export interface OntoRequest {
  readonly call: Call;
  readonly live: LiveSite;
  readonly apis: readonly Api[];
  readonly shown: string;
  readonly schemas: string;
  readonly policies: Policies & { readonly site: Site };
}

/** Adds to policies what a site has and they have not; what people wrote stays as it is. */
export async function importIntoPolicies(request: OntoRequest): Promise<number> {
  const { call, live, apis, policies, shown, schemas } = request;
  const { asOf } = call.flags;
  const files = { folder: shown, taken: new Set(policies.tree.files.map(({ path }) => path)), schemas };
  const merge = importOnto({ live: live.site, policies, asOf, apis, files });
  if (merge.edits.length === 0) {
    await show(request, merge, 'Nothing was written: the policies say all that the site has and that can be written.');
    return 0;
  }
  const tree = await editedTree(policies.tree, merge.edits, 'the policies as edited');
  const after = await judge(call, tree, shown);
  const head = compilePolicies(after);
  if (head === undefined || hasErrors(after.diagnostics)) {
    await showFindings(call, after);
    call.talk.fail('Nothing was written: with what the site has, the policies would have these errors.', 'Mend the site, or the policies.');
    return 1;
  }
  const broken = brokenPromises(policies.site, head.site, merge.added, asOf);
  if (broken.length > 0)
    throw new Error(`The import would not say what it promises, and nothing was written: ${broken.map(factText).slice(0, 20).join('; ')}.`);
  return write(request, merge, head);
}

async function write(request: OntoRequest, merge: Merge, head: Compiled): Promise<number> {
  const { call, policies, shown } = request;
  const plan = await locatePlan(await planPolicies({ base: policies, head }), policies.tree, head.tree);
  const changes = changesBetween(policies.tree, head.tree);
  const dry = isSet(call, 'dryRun');
  if (!dry) {
    await writeChanges(call, changes);
    const again = compilePolicies(await judge(call, readFolder(shown, { cwd: call.flags.cwd }), shown));
    if (again?.matrix.digest !== head.matrix.digest)
      throw new Error('The files that were written do not say what was meant; look at them with git diff.');
  }
  const fresh = changes.filter(({ before }) => before === undefined).length;
  const what = `${count(changes.length - fresh, 'file')} changed, ${count(fresh, 'file')} new`;
  await show(request, merge, dry ? `Nothing was written. It would be ${what}:` : `Written: ${what}. Whom that gives access on paper:`);
  if (dry) await writeBeside(call.output, changes.map(patchText));
  await writeBeside(call.output, await renderPlan({ plan, hunks: () => planHunks(plan, policies.tree, head.tree) }, call));
  return !dry && isRefused(plan) ? 1 : 0;
}

async function show(request: OntoRequest, merge: Merge, last: string): Promise<void> {
  const site = { ...request.live.site, about: { ...request.live.site.about, url: request.policies.site.about.url } };
  await showImport(request, { site, leftOut: merge.leftOut }, (style) => [`${mergeText(reportOf(merge), style)}${visible(last)}`, '', '']);
}

function reportOf({ added, refused, differing, ended, extra, unread }: Merge): MergeReport {
  return {
    added: factTexts(added),
    refused: refused.map(({ fact, why }) => `${factText(fact)}: ${why}`),
    differing: differing.map(({ written, live }) => `${factText(live)}; in the policies ${factText(written)}`),
    ended: factTexts(ended),
    extra: factTexts(extra),
    unread: unread.length,
  };
}
