import { whyJson, whyText } from '../../render/why-text.js';
import type { Call } from '../call.js';
import { askedPlace, askedSubject, refuseGroup } from '../question.js';
import { compiledState } from '../states.js';
import { whyReport } from '../why-report.js';

/** `permafrost why`: every derivation of an access, or what is missing for it. */
export async function why(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const [subject = '', permission = '', resource = ''] = call.words;
  const asked = askedSubject(compiled, subject);
  if (asked.groupWithMembers !== undefined) refuseGroup(compiled, asked.groupWithMembers);
  const place = askedPlace(compiled, permission, resource);
  const report = await whyReport(compiled, asked.subject, place.permission, place.resource);
  await call.output.write(call.flags.format === 'json' ? whyJson(report) : whyText(report, call.output.style));
  return 0;
}
