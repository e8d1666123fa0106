import type { Drift } from '../../drift/drift.js';
import type { AuditReading } from '../../drift/live-state.js';
import type { Site } from '../../model/site.js';
import { count, list } from '../../text/plural.js';
import { isSet, type Call } from '../call.js';
import { names, openSite, readLiveSite } from '../live-site.js';
import { compiledState } from '../states.js';
import { UsageError } from '../usage-error.js';

/** `permafrost drift`: what differs between the policies and the site. */
export async function drift(call: Call): Promise<number> {
  const policies = await compiledState(call);
  if (policies === undefined) throw new UsageError('The policies have errors, so nothing can be compared with them.', 'Mend them first.');
  const live = await readLiveSite(call, policies.site);
  call.talk.step('Comparing');
  const { driftFrom } = await import('../../drifting.js');
  const found = await driftFrom(policies, live, () => askAuditLogs(call, policies.site));
  await show(call, found);
  return found.clean ? 0 : 1;
}

/** The logs of the site that was read. None that cannot be asked is in the way of what is known already. */
async function askAuditLogs(call: Call, { about }: Site): Promise<AuditReading> {
  call.talk.step('Asking the audit logs who did it');
  try {
    const open = await openSite(call, about);
    try {
      return await open.source.audit(new AbortController().signal);
    } finally {
      await open.close();
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { logs: [], records: [] };
  }
}

async function show(call: Call, found: Drift): Promise<void> {
  const all = isSet(call, 'all');
  const isQuiet = found.clean && found.known.length === 0 && found.excuses.length === 0 && !all;
  if (call.flags.format === 'json') await call.output.write((await import('../../render/drift/json.js')).driftJson(found));
  else if (!isQuiet && call.flags.format === 'markdown')
    await call.output.write((await import('../../render/drift/markdown.js')).driftMarkdown(found));
  else if (!isQuiet) await call.output.write((await import('../../render/drift/text.js')).driftText(found, { ...call.output.style, all }));
  if (found.clean) call.talk.note(cleanLine(found));
}

function cleanLine({ site, known, notLookedAt, apis }: Drift): string {
  const beside = [
    ...(known.length === 0 ? [] : [`but for ${count(known.length, 'known difference')}`]),
    ...(notLookedAt.length === 0 ? [] : [`as far as ${list(apis.map((api) => names[api]))} tell; --all says what was not looked at`]),
  ];
  return `${site} is as the policies say${beside.length === 0 ? '' : `, ${beside.join(', ')}`}.`;
}
