import type { Compiled } from '../../pipeline.js';
import { answersJson, answersText, type Answers } from '../../render/answers.js';
import { quote } from '../../text/quote.js';
import { isSet, type Call } from '../call.js';
import { askedPermission, askedResource, askedSubject, membersOf } from '../question.js';
import { compiledState } from '../states.js';
import { UsageError } from '../usage-error.js';

/** `permafrost can`: the verdict on one cell, or on one for each member of a group. */
export async function can(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const [subject = '', permission = '', resource = ''] = call.words;
  const subjects = subjectsOf(compiled, subject, isSet(call, 'each'));
  const asked = { permission: askedPermission(compiled, permission), resource: askedResource(compiled, resource) };
  const answers: Answers['answers'] = subjects.map((one) => ({
    subject: one,
    ...asked,
    verdict: compiled.matrix.verdict(one, asked.permission, asked.resource) ?? null,
  }));
  const result: Answers = { version: 1, asOf: compiled.asOf, answers };
  await call.output.write(call.flags.format === 'json' ? answersJson(result) : answersText(result));
  return answers.length > 0 && answers.every(({ verdict }) => verdict !== null) ? 0 : 1;
}

function subjectsOf(compiled: Compiled, written: string, each: boolean): readonly string[] {
  const { subject, groupWithMembers } = askedSubject(compiled, written);
  if (groupWithMembers === undefined) return [subject];
  const members = membersOf(compiled, groupWithMembers);
  if (each) return members;
  const [first] = members;
  throw new UsageError(
    `${quote(subject)} is no subject of its own: what it gives shows in the cells of its members.`,
    first === undefined ? 'It has no members.' : `Ask for a member, such as ${quote(first)}, or for all of them with --each.`,
  );
}
