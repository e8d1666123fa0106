import { hasErrors } from '../../diagnostics/diagnostic.js';
import { diffMatrices } from '../../diff/access-change.js';
import { emptyMatrix } from '../../matrix/empty.js';
import { compilePolicies, type Policies } from '../../pipeline.js';
import { changesTsv } from '../../render/changes-tsv.js';
import { isSet, type Call } from '../call.js';
import { showFindings } from '../findings.js';
import { readSides, type Sides } from '../sides.js';
import { judge } from '../states.js';

/** `permafrost plan`: who gains and who loses what. */
export async function plan(call: Call): Promise<number> {
  const sides = await readSides(call);
  const head = await judge(call, sides.head, sides.headFolder);
  if (hasErrors(head.diagnostics)) {
    await showFindings(call, head);
    return 1;
  }
  const base = await judgeBase(call, sides);
  const after = compilePolicies(head);
  if (after === undefined) throw new Error('Policies without errors did not compile.');
  const before = base === undefined ? undefined : compilePolicies(base);
  const change = diffMatrices(before?.matrix ?? emptyMatrix(call.flags.asOf), after.matrix);
  await call.output.write(changesTsv(change));
  return isSet(call, 'detailedExitcode') && change.changes.length > 0 ? 2 : 0;
}

/** A base that does not compile is told, and everything on the other side counts as gained. */
async function judgeBase(call: Call, { base, baseFolder }: Sides): Promise<Policies | undefined> {
  if (base.files.length === 0) {
    call.talk.note(`${base.label} has no policies: all access of the new side counts as gained.`);
    return undefined;
  }
  const policies = await judge(call, base, baseFolder);
  if (!hasErrors(policies.diagnostics)) return policies;
  call.talk.note(`${base.label} does not compile: all access of the new side counts as gained. "permafrost validate" there says why.`);
  return undefined;
}
