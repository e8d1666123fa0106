import type { Compiled } from '../../pipeline.js';
import { accessJson, accessText, accessTsv, type Access } from '../../render/access.js';
import type { Call } from '../call.js';
import { askedSubject, refuseGroup } from '../question.js';
import { compiledState } from '../states.js';

/** `permafrost what`: everything that somebody has. */
export async function what(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const asked = askedSubject(compiled, call.words[0] ?? '');
  if (asked.groupWithMembers !== undefined) refuseGroup(compiled, asked.groupWithMembers);
  const { subject } = asked;
  const cells = compiled.matrix.cellsOf(subject).map(({ resource, permission, verdict }) => ({ resource, permission, verdict }));
  const access: Access = { version: 1, asOf: compiled.asOf, subject, cells, observedIn: observedIn(compiled, subject) };
  await call.output.write(rendered(access, call));
  return 0;
}

function observedIn({ site }: Compiled, subject: string): Access['observedIn'] {
  return [...site.groups.values()].flatMap(({ name, observed }) =>
    observed?.members.some((member) => `user:${member}` === subject) === true ? [{ group: `group:${name}`, on: observed.on }] : [],
  );
}

function rendered(access: Access, { flags, output }: Call): string {
  if (flags.format === 'json') return accessJson(access);
  return flags.format === 'tsv' ? accessTsv(access) : accessText(access, output.style);
}
