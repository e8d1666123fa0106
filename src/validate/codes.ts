import type { CodePage } from '../diagnostics/code-page.js';

/** Every code of this phase, in the order in which people meet them. */
export const validateCodes: readonly CodePage[] = [
  page('not-a-map', 'Not a map of fields', {
    why: 'A document, and each part of it that has fields, is written as "field: value" lines. A missing blank after a colon, or a dash too many, makes something else of it.',
    mend: 'Write the fields as "field: value", one a line, indented below what they belong to, with a blank after each colon.',
    bad: 'kind: Users\nname: staff\nusers: [ana@acme.example, bo@acme.example]',
    good: 'kind: Users\nname: staff\nusers:\n  ana@acme.example: {}\n  bo@acme.example: {}',
  }),
  page('missing-kind', 'No kind', {
    why: 'Every document says by "kind" what it declares; without it nothing else in the document has a meaning.',
    mend: 'Begin the document with a line such as "kind: Group".',
    bad: 'name: partners\nmembers: [ana@acme.example]',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  page('unknown-kind', 'Unknown kind', {
    why: 'There are thirteen kinds of document, and their names are case-sensitive.',
    mend: 'Write the kind as it is called, such as Group, Scheme, Project, SpaceRole or Collaboration.',
    bad: 'kind: group\nname: partners',
    good: 'kind: Group\nname: partners',
  }),
  page('unknown-field', 'Unknown field', {
    why: 'A field that nobody reads would look as if it did something. A misspelt "until" would give access for ever.',
    mend: 'Write the field as it is called, or take it out.',
    bad: 'kind: Group\nname: partners\nmembrs: [ana@acme.example]',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  page('missing-field', 'Missing field', {
    why: 'Without this field it is not clear what the document means, and permafrost does not guess who gets access.',
    mend: 'Add the field.',
    bad: 'kind: Scheme\nname: customer-projects\ngrants:\n  - allow: [BROWSE_PROJECTS]',
    good: 'kind: Scheme\nname: customer-projects\ngrants:\n  - to: [group:partners]\n    allow: [BROWSE_PROJECTS]',
  }),
  page('exclusive-fields', 'Fields that exclude each other', {
    why: 'The two fields say the same thing in two ways, or belong to two different sorts of thing, so that only one of them could be right.',
    mend: 'Keep one of the two.',
    bad: 'kind: Space\nkey: DOCS\naccess:\n  - {to: [group:eng], as: Viewer, allow: [read/space]}',
    good: 'kind: Space\nkey: DOCS\naccess:\n  - {to: [group:eng], as: Viewer}',
  }),
  page('one-rule', 'Not exactly one rule', {
    why: 'A Guardrail is one rule with one name, so that a breach, an exception and a test can name it.',
    mend: 'Write exactly one of confine, never, always, atLeast, atMost, separate and expire; make a Guardrail of each.',
    bad: 'kind: Guardrail\nname: outsiders\nseverity: error',
    good: 'kind: Guardrail\nname: outsiders\nexpire: {who: {audience: external}, within: 180d}',
  }),
  page('wrong-type', 'A value of the wrong type', {
    why: 'YAML reads 1234 as a number and true as a boolean, also where a name is meant; and it reads yes and no as strings, where true or false is meant.',
    mend: 'Put quotation marks around a name that looks like a number; write true or false without them.',
    bad: 'kind: Group\nname: 1234',
    good: "kind: Group\nname: '1234'",
  }),
  page('not-a-list', 'Not a list', {
    why: 'A list stays a list when it has one entry. Lines below each other without dashes are one string to YAML.',
    mend: 'Write [one, two] in brackets, or one line with a dash for each entry.',
    bad: 'kind: Group\nname: partners\nmembers: ana@acme.example',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  page('not-a-single-value', 'A list where one value belongs', {
    why: 'Only one thing can stand here: a project has one scheme and one lead.',
    mend: 'Write one value, without brackets or dashes.',
    bad: 'kind: Project\nkey: ACME\nscheme: [customer-projects]',
    good: 'kind: Project\nkey: ACME\nscheme: customer-projects',
  }),
  page('empty-value', 'A field without a value', {
    why: 'Nothing after the colon may mean none, or that someone forgot the rest. Where access is decided, that must be said.',
    mend: 'Write [] for an empty list, {} for an entry with nothing to add, a value, or take the line out.',
    bad: 'kind: Group\nname: partners\nmembers:',
    good: 'kind: Group\nname: partners\nmembers: []',
  }),
  page('empty-list', 'An empty list where something must stand', {
    why: 'A grant to nobody, or of nothing, does nothing, and is mostly a mistake.',
    mend: 'Write at least one entry, or take out what the list belongs to.',
    bad: 'kind: Scheme\nname: customer-projects\ngrants:\n  - {to: [], allow: [BROWSE_PROJECTS]}',
    good: 'kind: Scheme\nname: customer-projects\ngrants: []',
  }),
  page('unknown-value', 'Not one of the words that can stand here', {
    why: 'This field knows a few words only, and what it should do with another is not defined. Products are called as in the API: Jira Service Management is jira-servicedesk.',
    mend: 'Write one of the words that the message names.',
    bad: 'kind: Group\nname: partners\nmanagedBy: okta',
    good: 'kind: Group\nname: partners\nmanagedBy: idp',
  }),
  page('out-of-range', 'A number out of range', {
    why: 'The number counts something, and cannot be less or more than the message says.',
    mend: 'Write a number within the range.',
    bad: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nguestsPerPaidUser: -1',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nguestsPerPaidUser: 5',
  }),
  page('bad-date', 'Not a day of the calendar', {
    why: 'A date that is misread ends access on the wrong day or never. So there is one way to write it.',
    mend: 'Write the year, the month and the day, such as 2027-03-31.',
    bad: 'kind: Group\nname: partners\nmembers:\n  - {user: ana@acme.example, until: 2027-02-30}',
    good: 'kind: Group\nname: partners\nmembers:\n  - {user: ana@acme.example, until: 2027-02-28}',
  }),
  page('bad-duration', 'Not a number of days', {
    why: 'Months and years differ in length; days do not.',
    mend: 'Write a number of days, such as 180d.',
    bad: 'kind: Guardrail\nname: outsiders-end\nexpire: {within: 6 months}',
    good: 'kind: Guardrail\nname: outsiders-end\nexpire: {within: 180d}',
  }),
  page('bad-key', 'Not a key', {
    why: 'Jira and Confluence refuse such a key. Jira project keys are an upper-case letter, then 1 to 9 upper-case letters, digits or underscores; space keys are letters, digits and ~ . _ -',
    mend: 'Write the key as the site has it.',
    bad: 'kind: Project\nkey: acme\nscheme: customer-projects',
    good: 'kind: Project\nkey: ACME\nscheme: customer-projects',
  }),
  page('bad-name', 'Not a name', {
    why: 'Two names that cannot be told apart by eye would let one thing pass for another, so blanks at the ends and characters that cannot be seen are refused.',
    mend: 'Write 1 to 255 characters that can be seen, without a blank at either end.',
    bad: "kind: Group\nname: 'partners '",
    good: 'kind: Group\nname: partners',
  }),
  page('bad-user-id', 'Not a user id', {
    why: 'People are called by an e-mail address, or by a handle without blanks. A blank is mostly a second name that belongs on a line of its own.',
    mend: 'Write the id of one person, without blanks.',
    bad: 'kind: Users\nname: staff\nusers:\n  ana lind: {}',
    good: 'kind: Users\nname: staff\nusers:\n  ana.lind: {}',
  }),
  page('user-id-case', 'An e-mail address with capital letters', {
    why: 'Names are case-sensitive here, but mail is not: Ana@acme.example and ana@acme.example would be two people to permafrost and one to the site.',
    mend: 'Write the address in lower case.',
    bad: 'kind: Users\nname: staff\nusers:\n  Ana@acme.example: {}',
    good: 'kind: Users\nname: staff\nusers:\n  ana@acme.example: {}',
  }),
  page('bad-url', 'Not the address of a site', {
    why: 'The address is where access is read from and written to, with a token; it must be whole and encrypted.',
    mend: 'Write it as https://acme-corp.atlassian.net',
    bad: 'kind: Site\nname: acme\nurl: acme.atlassian.net\ninternalDomains: [acme.example]',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]',
  }),
  page('bad-domain', 'Not a mail domain', {
    why: 'Who is internal is decided by what follows the "@" of an address, compared letter by letter, in lower case. Any other form would make everyone external.',
    mend: 'Write what follows the "@", in lower case.',
    bad: "kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: ['@acme.example']",
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]',
  }),
  page('hipchat-ended', 'HipChat has ended', {
    why: 'The service was switched off on 15 February 2019, and Slack took its customers over.',
    mend: 'Make the channel in Slack, and write "system: slack" or leave the line out.',
    bad: 'kind: Channel\nname: acme-shared\nsystem: hipchat',
    good: 'kind: Channel\nname: acme-shared\nsystem: slack',
  }),
  page('lines-run-together', 'Two lines that YAML reads as one', {
    why: 'A dash that is indented deeper than the entry above it belongs to the text of that entry, and the list is one entry short.',
    mend: 'Begin each dash in the same column.',
    bad: 'kind: Group\nname: partners\nmembers:\n  - ana@acme.example\n    - bo@acme.example',
    good: 'kind: Group\nname: partners\nmembers:\n  - ana@acme.example\n  - bo@acme.example',
  }),
  page('not-indented', 'A line that is not indented', {
    why: 'What belongs to a field or to an entry of a list is indented below it. A line further left belongs to something else, and leaves the field or the entry without it.',
    mend: 'Indent the line as deep as the others that belong there.',
    bad: 'kind: Scheme\nname: customer-projects\ngrants:\n- to: [group:partners]\nallow: [BROWSE_PROJECTS]',
    good: 'kind: Scheme\nname: customer-projects\ngrants:\n- to: [group:partners]\n  allow: [BROWSE_PROJECTS]',
  }),
  page('no-blank-after-colon', 'No blank after a colon', {
    why: 'To YAML a colon separates a field from its value only if a blank follows; without it, all of it is one word.',
    mend: 'Put a blank after the colon.',
    bad: 'kind: Group\nname: partners\nmembers:\n  - {user:ana@acme.example, until: 2027-03-31}',
    good: 'kind: Group\nname: partners\nmembers:\n  - {user: ana@acme.example, until: 2027-03-31}',
  }),
];

function page(code: string, title: string, rest: Pick<CodePage, 'why' | 'mend' | 'bad' | 'good'>): CodePage {
  return { code, title, severity: 'error', why: rest.why, mend: rest.mend, bad: `${rest.bad}\n`, good: `${rest.good}\n` };
}
