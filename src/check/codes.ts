import type { CodePage } from '../diagnostics/code-page.js';
import { company } from './examples.js';
import { lintRules } from './rules/index.js';

const readable = '  - {to: [user:bo@acme.example], allow: [read/space]}\n';

/** What the comments that excuse a finding may get wrong, and the names of rules in the Site. */
export const lintingCodes: readonly CodePage[] = [
  {
    code: 'unknown-rule',
    title: 'No such lint rule',
    severity: 'error',
    stops: 'validate',
    why: 'A misspelt code under "lint" of the Site turns nothing off and nothing on.',
    mend: 'Write the code as a finding shows it.',
    bad: lintOf('unused-schemes'),
    good: lintOf('unused-scheme'),
  },
  {
    code: 'suppression-malformed',
    title: 'A comment that should excuse something, and does not',
    severity: 'error',
    stops: 'validate',
    why: 'A finding is excused with a reason, by somebody who answers for it and until a day on which it is looked at again. Without one of these it is not excused.',
    mend: 'Write "# permafrost: allow CODE -- reason, owner user:x, until 2026-12-31", on the line of the finding or alone on the line before.',
    bad: openSpace('# permafrost: allow public-browse', 'user:bo@acme.example'),
    good: openSpace(excuse('public-browse')),
  },
  {
    code: 'suppression-unknown-code',
    title: 'A comment that excuses what no rule finds',
    severity: 'error',
    stops: 'validate',
    why: 'Only findings of lint rules can be excused. What is wrong rather than unwise has to be mended.',
    mend: 'Write the code as the finding shows it, or take the comment out.',
    bad: openSpace(excuse('public-brows'), 'user:bo@acme.example'),
    good: openSpace(excuse('public-browse')),
  },
  {
    code: 'suppression-unknown-owner',
    title: 'A comment whose owner is not declared',
    severity: 'error',
    stops: 'validate',
    why: 'The owner is who is asked when the day has come. Nobody can ask somebody who is not there.',
    mend: 'Name a person or group that is declared, as user:ID or group:NAME.',
    bad: openSpace(excuse('public-browse', 'dan@acme.example'), 'user:bo@acme.example'),
    good: openSpace(excuse('public-browse')),
  },
  {
    code: 'suppression-ended',
    title: 'A comment whose last day has passed',
    severity: 'error',
    stops: 'validate',
    why: 'Somebody wanted to look at it again by that day. Until somebody does, the finding is told again as well.',
    mend: 'Mend the finding and take the comment out, or agree on a new date.',
    bad: openSpace(excuse('public-browse', 'ana@acme.example', '2026-10-31'), 'user:bo@acme.example'),
    good: openSpace(excuse('public-browse')),
  },
  {
    code: 'suppression-unused',
    title: 'A comment that excuses nothing',
    severity: 'warning',
    why: 'The finding is gone, or stands on another line. A comment that is left behind would one day excuse something that nobody meant.',
    mend: 'Take the comment out, or put it on the line of the finding or alone on the line before.',
    bad: openSpace(excuse('public-browse'), 'user:bo@acme.example'),
    good: openSpace(excuse('public-browse')),
  },
];

/** What guardrails and tests get wrong about themselves. `permafrost test` and `validate` tell them. */
export const judgingCodes: readonly CodePage[] = [
  {
    code: 'waiver-ended',
    title: 'A waiver whose last day has passed',
    severity: 'error',
    stops: 'test',
    why: 'The exception was agreed on until that day. It excuses nothing any more, and whoever reads it might believe that it does.',
    mend: 'Take the waiver out, and with it the access it excused; or agree on a new date.',
    bad: guarded('', 'space:*', waiver('2026-10-31')),
    good: guarded(readable, 'space:*', waiver('2027-06-30')),
  },
  {
    code: 'waiver-unused',
    title: 'A waiver that excuses nothing',
    severity: 'warning',
    why: 'The guardrail is kept without it. A waiver that is left behind would one day excuse something that nobody meant.',
    mend: 'Take the waiver out.',
    bad: guarded('', 'space:*', waiver('2027-06-30')),
    good: guarded(readable, 'space:*', waiver('2027-06-30')),
  },
  {
    code: 'matches-nothing',
    title: 'A guardrail or test about nobody or nothing',
    severity: 'warning',
    why: 'What is about nobody is always kept and watches nothing: often a name was misspelt, or what it named is gone. It is an error in a test that says what somebody can do, and a broken guardrail where something must be there.',
    mend: 'Correct the names, or take it out.',
    bad: guarded('', 'space:PAYROLL*'),
    good: guarded('', 'space:PAY*'),
  },
  {
    code: 'unknown-label',
    title: 'A guardrail by a label that nobody or nothing has',
    severity: 'warning',
    why: 'With "byLabel" people may be where their label is that of the room, and a label that is missing on either side allows nothing: often its name was misspelt. The label "company" of people is their company.',
    mend: 'Correct the name of the label, or give it to the people and the rooms that are meant.',
    bad: confined('compny'),
    good: confined('company'),
  },
];

/** Every code of lint: the rules, and what is said about how they are used. */
export const lintCodes: readonly CodePage[] = [
  ...lintRules.map(({ code, title, why, mend, bad, good }): CodePage => ({ code, title, severity: 'warning', why, mend, bad, good })),
  ...lintingCodes,
];

function excuse(code: string, owner = 'ana@acme.example', until = '2027-06-30'): string {
  return `# permafrost: allow ${code} -- our manual, owner user:${owner}, until ${until}`;
}

function openSpace(comment: string, holder = 'anyone'): string {
  return `${company}---
kind: Space
key: DOCS
access:
  - {to: [user:ana@acme.example], as: Admin}
  ${comment}
  - {to: [${holder}], allow: [read/space]}
`;
}

/** Bo is kept out of spaces by a guardrail; what the space gives him, and the rest of the guardrail, are given. */
function guarded(access: string, on: string, more = ''): string {
  return `${company}---
kind: Space
key: PAY
access:
  - {to: [user:ana@acme.example], as: Admin}
${access}---
kind: Guardrail
name: auditor-stays-out
description: Bo audits the people who work here.
never: {who: [user:bo@acme.example], can: [read/space], on: ['${on}']}
${more}`;
}

/** Eva of a customer is kept to the rooms with one label; her room has the label "company". */
function confined(label: string): string {
  return `${company}  eva@orrin.example: {company: orrin, until: 2026-12-31}
---
kind: Channel
name: orrin
labels: {company: orrin}
members: [user:ana@acme.example]
---
kind: Guardrail
name: customers-stay-in-their-rooms
description: What one customer does is no business of another.
confine: {who: {audience: external}, byLabel: ${label}}
`;
}

function waiver(until: string): string {
  return `except:
  - {who: [user:bo@acme.example], on: [space:PAY], reason: audit of the year, owner: user:ana@acme.example, until: ${until}}
`;
}

function lintOf(code: string): string {
  return company.replace('---', `lint: {${code}: off}\n---`);
}
