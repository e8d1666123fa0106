import { locatePlan, planPolicies } from '../../planning.js';
import type { Call } from '../call.js';
import { sourceUrlOf } from '../source-url.js';
import { compiledState } from '../states.js';

/** `permafrost report`: everything that is, as a page to look at. */
export async function report(call: Call): Promise<number> {
  const sourceUrl = await sourceUrlOf(call);
  const head = await compiledState(call);
  if (head === undefined) return 1;
  call.talk.step('Making the report');
  const plan = await locatePlan(await planPolicies({ base: head, head }), head.tree, head.tree);
  const { htmlReport } = await import('../html-report.js');
  await call.output.write(await htmlReport({ kind: 'state', plan, head, files: [], ...(sourceUrl === undefined ? {} : { sourceUrl }) }));
  return 0;
}
