import type { Compiled } from '../../pipeline.js';
import { administrators } from '../../query/administrators.js';
import { holdersJson, holdersText, holdersTsv, type Holder, type Holders } from '../../render/holders.js';
import type { Call } from '../call.js';
import { askedPlace } from '../question.js';
import { compiledState } from '../states.js';

/** `permafrost who`: everybody who has a permission somewhere. */
export async function who(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const [permission = '', resource = ''] = call.words;
  const asked = askedPlace(compiled, permission, resource);
  const { matrix, site, asOf } = compiled;
  const found: Holders = {
    version: 1,
    asOf,
    ...asked,
    holders: matrix.holders(asked.permission, asked.resource).map(({ subject, verdict }) => holder(compiled, subject, verdict)),
    administrators: administrators(site, matrix),
  };
  await call.output.write(rendered(found, call));
  return 0;
}

function holder({ site }: Compiled, subject: string, verdict: string): Holder {
  const observed = subject.startsWith('group:') ? site.groups.get(subject.slice('group:'.length))?.observed : undefined;
  return { subject, verdict, ...(observed === undefined ? {} : { observed }) };
}

function rendered(found: Holders, { flags, output }: Call): string {
  if (flags.format === 'json') return holdersJson(found);
  return flags.format === 'tsv' ? holdersTsv(found) : holdersText(found, output.style);
}
