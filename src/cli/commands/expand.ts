import { didYouMean } from '../../text/did-you-mean.js';
import { list } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import type { Call } from '../call.js';
import { linkedState } from '../states.js';
import { UsageError } from '../usage-error.js';

/** `permafrost expand`: what a Collaboration stands for, as the documents it saves writing. */
export async function expand(call: Call): Promise<number> {
  const policies = await linkedState(call);
  if (policies === undefined) return 1;
  const { collaborations } = policies.site;
  const name = (call.words[0] ?? '').replace(/^collaboration:/, '');
  const collaboration = collaborations.get(name);
  if (collaboration === undefined) {
    const known = collaborations.size === 0 ? 'There are none.' : `There are ${list([...collaborations.keys()].map(quote))}.`;
    throw new UsageError(`No Collaboration is called ${quote(name)}.`, didYouMean(name, collaborations.keys()) ?? known);
  }
  const { expansionOf } = await import('../../edit/expansion.js');
  await call.output.write(expansionOf(policies.site, collaboration));
  return 0;
}
