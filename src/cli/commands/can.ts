import type { Compiled } from '../../pipeline.js';
import { answersJson, answersText, type Answers } from '../../render/answers.js';
import { isSet, type Call } from '../call.js';
import { askedPlace, askedSubject, membersOf, refuseGroup } from '../question.js';
import { compiledState } from '../states.js';

/** `permafrost can`: the verdict on one cell, or on one for each member of a group. */
export async function can(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const [subject = '', permission = '', resource = ''] = call.words;
  const subjects = subjectsOf(compiled, subject, isSet(call, 'each'));
  const asked = askedPlace(compiled, permission, resource);
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
  return each ? membersOf(compiled, groupWithMembers) : refuseGroup(compiled, groupWithMembers, ', or for all of them with --each');
}
