import { findsOnly } from './check.js';

findsOnly('guardrails and tests:', [
  {
    name: 'no rule',
    file: 'rules.yaml',
    from: 'never: {who: {audience: external, group: engineers}, can: [ADMINISTER_PROJECTS], on: [project:*]}\n',
    to: '',
    found: ['rules.yaml:1:7 one-rule → Write one of confine, never, always, atLeast, atMost, separate or expire.'],
  },
  {
    name: 'a misspelt rule',
    file: 'rules.yaml',
    from: 'never: {',
    to: 'nevr: {',
    found: ['rules.yaml:3:1 unknown-field → Did you mean "never"?'],
  },
  {
    name: 'two rules',
    file: 'rules.yaml',
    from: 'name: two-admins\n',
    to: 'name: two-admins\nexpire: {within: 180d}\n',
    found: ['rules.yaml:9:1 one-rule → Make a Guardrail of each.'],
  },
  {
    name: 'a waiver without end',
    file: 'rules.yaml',
    from: ', until: 2026-12-31}',
    to: '}',
    found: ['rules.yaml:5:5 missing-field → Add "until: …".'],
  },
  { name: 'can and cannot', file: 'rules.yaml', from: "cannot: ['*']", to: "cannot: ['*'], can: [EDIT_ISSUES]", found: [] },
  {
    name: 'a test with an unknown date',
    file: 'rules.yaml',
    from: 'expect:',
    to: 'asOf: 2026-12\nexpect:',
    found: ['rules.yaml:13:7 bad-date → Write the year, the month and the day, such as 2027-03-31.'],
  },
  {
    name: 'a rule without can',
    file: 'rules.yaml',
    from: ' can: [ADMINISTER_PROJECTS],',
    to: '',
    found: ['rules.yaml:3:1 missing-field → Add "can: …".'],
  },
  {
    name: 'a duration in months',
    file: 'rules.yaml',
    from: 'atLeast: {count: 2, who: {audience: internal}, can: [administer/space], on: [space:*]}',
    to: 'expire: {within: 6m}',
    found: ['rules.yaml:9:18 bad-duration → Write a number of days, such as 180d.'],
  },
]);
