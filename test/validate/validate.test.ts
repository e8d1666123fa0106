import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { validate } from '../../src/validate/validate.js';
import { documents, lines } from './support.js';

const site = 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n';

interface Case {
  readonly name: string;
  readonly yaml: string;
  /** `code path: message hint`, `~` before a path that means the key. */
  readonly found: readonly string[];
}

function finds(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    test.each(cases)('$name', ({ yaml, found }) => {
      expect(lines(yaml)).toEqual(found);
    });
  });
}

finds('the document itself', [
  { name: 'may be empty', yaml: '# nothing but a comment', found: [] },
  {
    name: 'is no string',
    yaml: 'kind:Group\nname:x',
    found: [
      'not-a-map .: This document is a string; it should be a map of fields that begins with "kind". Put a blank after each colon, as in "kind: Group".',
    ],
  },
  {
    name: 'is no list',
    yaml: '- kind: Group',
    found: [
      'not-a-map .: This document is a list; it should be a map of fields that begins with "kind". Put "---" between documents instead of a dash before each.',
    ],
  },
  {
    name: 'is of a kind whose letters have the right case',
    yaml: 'kind: spacerole\nname: x',
    found: ['unknown-kind kind: There is no kind "spacerole". Did you mean "SpaceRole"?'],
  },
  {
    name: 'is of a kind, and nothing else is said about one that is unknown',
    yaml: 'kind: Projekt\nkeys: acme',
    found: ['unknown-kind kind: There is no kind "Projekt". Did you mean "Project"?'],
  },
  {
    name: 'has a kind, which may be misspelt',
    yaml: 'Kind: Group\nname: x',
    found: ['missing-kind ~Kind: This document has no "kind". Write "kind" instead of "Kind".'],
  },
]);

finds('a date where none can stand', [
  {
    name: 'inside "to" belongs on the grant',
    yaml: 'kind: Scheme\nname: x\ngrants:\n  - {to: [{subject: group:eng, until: 2027-01-31}], allow: [viewer]}',
    found: [
      'wrong-type grants/0/to/0: Entry 1 of "to" is a reference alone; an "until" cannot stand inside "to". Put it on the grant, beside "to"; make a second grant for those with another date.',
    ],
  },
  {
    name: 'on what a group includes belongs on members or grants',
    yaml: 'kind: Group\nname: x\nincludes: [{group: eng, until: 2027-01-31}]',
    found: [
      'wrong-type includes/0: Entry 1 of "includes" is a reference alone; an "until" cannot stand inside "includes". Put it on the members of the other group, or on the grant or role that this group has.',
    ],
  },
]);

finds('a person', [
  {
    name: 'may be a guest of nothing, whatever the defaults say',
    yaml: 'kind: Users\nname: x\ndefaults: {guest: jira}\nusers:\n  ana@acme.example: {guest: []}',
    found: [],
  },
  {
    name: 'needs no such word in the defaults',
    yaml: 'kind: Users\nname: x\ndefaults: {guest: []}\nusers: {}',
    found: ['empty-list defaults/guest: "guest" is an empty list. Write at least one entry, or take out what it belongs to.'],
  },
]);

finds('fields', [
  {
    name: 'a misspelt one is one finding, though another is missing because of it',
    yaml: 'kind: Scheme\nname: x\ngrnats: []',
    found: ['unknown-field ~grnats: A Scheme has no field "grnats". Did you mean "grants"?'],
  },
  {
    name: 'a misspelt one does not hide what is missing otherwise',
    yaml: 'kind: Scheme\nnmae: x',
    found: [
      'missing-field kind: A Scheme needs "grants". Add "grants: …".',
      'unknown-field ~nmae: A Scheme has no field "nmae". Did you mean "name"?',
    ],
  },
  {
    name: 'a project has a key where others have a name',
    yaml: 'kind: Project\nname: ACME\nscheme: x',
    found: ['unknown-field ~name: A Project has no field "name". Did you mean "key"?'],
  },
  {
    name: 'a field of one kind is none of another',
    yaml: 'kind: Role\nname: x\nguests: []',
    found: [
      'unknown-field ~guests: A Role has no field "guests". Write one of defaultActors, description, formerly, labels or owner, or take it out.',
    ],
  },
  {
    name: 'one that stands twice in two spellings',
    yaml: 'kind: Group\nname: x\nmembers: []\nmember: []',
    found: ['unknown-field ~member: A Group has no field "member". Take it out: "members" is there already.'],
  },
  {
    name: 'all that one map lacks is one finding',
    yaml: 'kind: Guardrail\nname: x\nexpire: {within: 9d}\nexcept: [{who: [user:a], on: [site]}]',
    found: [
      'missing-field except/0: Entry 1 of "except" needs "reason", "owner" and "until". Add "reason: …". Add "owner: …". Add "until: …".',
    ],
  },
  {
    name: 'a map with the word that the reference begins with',
    yaml: 'kind: Project\nkey: AC\nscheme: x\nroles: {Developers: [{group: eng}, {user: user:ana, until: 2027-01-01}]}',
    found: [
      'unknown-field ~roles/Developers/0/group: Entry 1 of "Developers" has no field "group". Write subject: group:eng',
      'unknown-field ~roles/Developers/1/user: Entry 2 of "Developers" has no field "user". Write subject: user:ana',
    ],
  },
  {
    name: 'a product by the name people use',
    yaml: `${site}seats: {jsm: 5}`,
    found: ['unknown-field ~seats/jsm: "seats" has no field "jsm". Did you mean "jira-servicedesk"?'],
  },
]);

finds('fields that depend on each other', [
  {
    name: 'a project needs a scheme',
    yaml: 'kind: Project\nkey: ACME',
    found: ['missing-field kind: A Project needs "scheme". Add "scheme: …" with the name of a permission scheme.'],
  },
  {
    name: 'a team-managed project needs an access level',
    yaml: 'kind: Project\nkey: ACME\nstyle: team-managed',
    found: ['missing-field kind: A Project needs "access". Add "access: open", "access: limited" or "access: private".'],
  },
  {
    name: 'a team-managed project has no scheme',
    yaml: 'kind: Project\nkey: ACME\nstyle: team-managed\nscheme: x',
    found: [
      'exclusive-fields ~scheme: A team-managed project has no "scheme". Write "access: open", "access: limited" or "access: private" instead.',
    ],
  },
  {
    name: 'only a team-managed project has an access level',
    yaml: 'kind: Project\nkey: ACME\naccess: open',
    found: ['exclusive-fields ~access: Only a team-managed project has "access". Write "style: team-managed" beside it, or take it out.'],
  },
  {
    name: 'a misspelt style is all there is to say',
    yaml: 'kind: Project\nkey: ACME\nstyle: teammanaged\naccess: open',
    found: ['unknown-value style: "style" cannot be "teammanaged". Did you mean "team-managed"?'],
  },
  {
    name: 'an access entry needs permissions or a role',
    yaml: 'kind: Space\nkey: A\naccess:\n  - to: [group:x]',
    found: ['missing-field access/0: Entry 1 of "access" needs "allow" or "as". Add "allow: …" or "as: …".'],
  },
  {
    name: 'a place in a project is by role or as guest',
    yaml: 'kind: Collaboration\nname: x\nsponsor: user:a\nmembers: []\nproject: {key: ACME, role: Customers, as: guest}',
    found: ['exclusive-fields ~project/role: "role" cannot stand beside "as". Take one of the two out.'],
  },
  {
    name: 'a guest of a space has no permissions of their own',
    yaml: 'kind: Collaboration\nname: x\nsponsor: user:a\nmembers: []\nspace: [{key: ACME, as: guest, allow: [guest]}]',
    found: [
      'exclusive-fields ~space/0/allow: "allow" cannot stand beside "as: guest". Take "allow" out: "guestPermissions" of the space says what guests may do.',
    ],
  },
  {
    name: 'a guardrail has no two rules',
    yaml: 'kind: Guardrail\nname: x\nexpire: {within: 9d}\nnever: {can: [x], on: [site]}',
    found: ['one-rule ~expire: A Guardrail has one rule; this one has "never" and "expire". Make a Guardrail of each.'],
  },
  {
    name: 'a misspelt rule is no missing rule',
    yaml: 'kind: Guardrail\nname: x\natleast: {count: 1, can: [x], on: [site]}',
    found: ['unknown-field ~atleast: A Guardrail has no field "atleast". Did you mean "atLeast"?'],
  },
]);

finds('lists', [
  {
    name: 'a lone string is no list',
    yaml: 'kind: Group\nname: x\nmembers: ana@acme.example',
    found: ['not-a-list members: "members" is a list; a lone string is no list. Write [ana@acme.example], or one "- …" line each.'],
  },
  {
    name: 'lines without dashes are one string',
    yaml: 'kind: Group\nname: x\nmembers:\n  ana@acme.example\n  bo@acme.example',
    found: [
      'not-a-list members: "members" is a list; a lone string is no list. Write [ana@acme.example, bo@acme.example], or one "- …" line each.',
    ],
  },
  {
    name: 'a deeper dash continues the string above',
    yaml: 'kind: Role\nname: x\ndefaultActors:\n  - group:a\n    - group:b',
    found: [
      'lines-run-together defaultActors/0: YAML reads "group:a - group:b" as one string: the second line is indented deeper than the first. Begin each "- " in the same column.',
    ],
  },
  {
    name: 'a map where a list of maps is wanted',
    yaml: 'kind: Scheme\nname: x\ngrants:\n  to: [group:a]\n  allow: [b]',
    found: ['not-a-list grants: "grants" is a list; a map is no list. Begin each entry with "- ".'],
  },
  {
    name: 'nothing is not an empty list',
    yaml: 'kind: Project\nkey: AC\nscheme: x\nguests:\nroles:\n  Developers:',
    found: [
      'empty-value ~guests: "guests" has no value. Write [] for none.',
      'empty-value ~roles/Developers: "Developers" has no value. Write [] for none.',
    ],
  },
  {
    name: 'a lone key where one map or a list of maps can stand',
    yaml: 'kind: Collaboration\nname: x\nsponsor: user:a\nmembers: []\nproject: ACME',
    found: [
      'not-a-map project: "project" is a map of fields; a string is none. Write its fields as "field: value", one a line and indented below it.',
    ],
  },
  {
    name: 'a list in a list',
    yaml: 'kind: Group\nname: x\nincludes: [[a]]',
    found: [
      'not-a-single-value includes/0: Entry 1 of "includes" takes one value; a list is not one value. Take the inner brackets or dashes away.',
    ],
  },
]);

finds('lines that are not indented', [
  {
    name: 'below a field that wants a map',
    yaml: 'kind: Users\nname: x\nusers:\nana@acme.example: {}\nbo@acme.example: {}',
    found: [
      'not-indented ~ana@acme.example: "users" has no value, and "ana@acme.example" below it is not indented. Indent what belongs to it by two blanks more.',
    ],
  },
  {
    name: 'below a person',
    yaml: 'kind: Users\nname: x\nusers:\n  ana@acme.example:\n  name: Ana\n  products: [jira-software]\n  bo@acme.example: {}',
    found: [
      'not-indented ~users/name: "ana@acme.example" has no value, and "name" below it is not indented. Indent what belongs to it by two blanks more.',
    ],
  },
  {
    name: 'below the entry of a list, while the fields after them are judged as ever',
    yaml: 'kind: Scheme\nname: x\ngrants:\n- to: [group:a]\nallow: [b]\nuntil: 2027-01-01\nownr: group:a',
    found: [
      'not-indented ~allow: "allow" belongs to the last entry of "grants", but is not indented as deep. Indent it as deep as the other fields of that entry.',
      'unknown-field ~ownr: A Scheme has no field "ownr". Did you mean "owner"?',
    ],
  },
  {
    name: 'are not seen where a field is merely empty',
    yaml: 'kind: Group\nname: x\nmembers:\nproducts: [jira-software]\nfoo: 1',
    found: [
      'unknown-field ~foo: A Group has no field "foo". Write one of audience, description, formerly, includes, labels, managedBy, observed or owner, or take it out.',
      'empty-value ~members: "members" has no value. Write [] for none.',
    ],
  },
]);

finds('values that YAML reads otherwise', [
  {
    name: 'a number as a name',
    yaml: 'kind: Group\nname: 1234',
    found: ['wrong-type name: "name" is a string; YAML reads 1234 as a number. Put quotation marks around it.'],
  },
  { name: 'no as a name is a name', yaml: 'kind: Group\nname: no', found: [] },
  {
    name: 'yes as true',
    yaml: 'kind: Channel\nname: x\nprivate: yes',
    found: ['wrong-type private: "private" is true or false; "yes" is a string. Write true, without quotation marks.'],
  },
  {
    name: 'a number in quotation marks',
    yaml: `${site}seats: {confluence: '25'}`,
    found: ['wrong-type seats/confluence: "confluence" is a whole number; "25" is a string. Write 25, without quotation marks.'],
  },
  {
    name: 'a reference with a blank after its colon',
    yaml: 'kind: Project\nkey: AC\nscheme: x\nlead: {user: ana@acme.example}',
    found: ['wrong-type lead: "lead" is a string; a map is not. Write user:ana@acme.example, without a blank after the colon.'],
  },
]);

finds('dates', [
  ...[
    ['2027-3-1', '2027-03-01.'],
    ['31.3.2027', '2027-03-31.'],
    ['2027/03/31', '2027-03-31.'],
    ['2027-03-31T10:00:00Z', '2027-03-31.'],
    ['20270331', '2027-03-31.'],
    ['03/04/2027', 'the year, the month and the day, such as 2027-03-31.'],
    ['next week', 'the year, the month and the day, such as 2027-03-31.'],
  ].map(([written = '', mended = '']) => ({
    name: `${written} is not written as a date`,
    yaml: `kind: Test\nname: x\nasOf: ${written}\nexpect: [{who: user:a, can: [b], on: site}]`,
    found: [`bad-date asOf: "asOf" is a day as year-month-day; "${written}" is not. Write ${mended}`],
  })),
  ...[
    ['2027-02-30', 'February 2027 has 28 days', '2027-02-28.'],
    ['2028-02-30', 'February 2028 has 29 days', '2028-02-29.'],
    ['2100-02-29', 'February 2100 has 28 days', '2100-02-28.'],
    ['2027-04-31', 'April 2027 has 30 days', '2027-04-30.'],
    ['2027-31-03', 'there is no month 31', '2027-03-31.'],
    ['2027-01-00', 'days count from 1', 'the year, the month and the day, such as 2027-03-31.'],
  ].map(([written = '', fault = '', mended = '']) => ({
    name: `${written} is no day`,
    yaml: `kind: Test\nname: x\nasOf: ${written}\nexpect: [{who: user:a, can: [b], on: site}]`,
    found: [`bad-date asOf: "${written}" is no day of the calendar: ${fault}. Write ${mended}`],
  })),
]);

test('the dates that are accepted are the days of the calendar', () => {
  const text = fc.tuple(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
  fc.assert(
    fc.property(text, ([year, month, day]) => {
      const written = `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const date = new Date(`${written}T00:00:00Z`);
      const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
      expect(lines(`kind: Test\nname: x\nasOf: ${written}\nexpect: [{who: user:a, can: [b], on: site}]`).length).toBe(real ? 0 : 1);
    }),
  );
});

finds('names, ids and keys', [
  {
    name: 'names of real groups',
    yaml: 'kind: Group\nname: Équipe Produit\n---\nkind: Group\nname: "Team: A/B"\n---\nkind: Group\nname: ❤️ Team',
    found: [],
  },
  {
    name: 'a blank at the end',
    yaml: 'kind: Group\nname: "x "',
    found: ['bad-name name: "x " is no name: it begins or ends with a blank. Write x.'],
  },
  {
    name: 'a zero-width character',
    yaml: 'kind: Group\nname: "a\\u200bb"',
    found: ['bad-name name: "a\\u{200b}b" is no name: it has a character that cannot be seen, U+200B. Write ab.'],
  },
  {
    name: 'a bidirectional character',
    yaml: 'kind: Group\nname: "a\\u202eb"',
    found: ['bad-name name: "a\\u{202e}b" is no name: it has a character that cannot be seen, U+202E. Write ab.'],
  },
  { name: '255 characters beyond the basic plane', yaml: `kind: Group\nname: ${'🐧'.repeat(255)}`, found: [] },
  {
    name: '256 characters',
    yaml: `kind: Group\nname: ${'x'.repeat(256)}`,
    found: [
      `bad-name name: "${'x'.repeat(100)}… (256 characters)" is no name: it has 256 characters, and 255 is the most. Write another one, of 1 to 255 characters that can be seen.`,
    ],
  },
  ...['__proto__', 'constructor', 'prototype'].map((word) => ({
    name: word,
    yaml: `kind: Role\nname: ${word}`,
    found: [`bad-name name: "${word}" is no name: programs reserve this word. Write another one, of 1 to 255 characters that can be seen.`],
  })),
  {
    name: 'a label that is no name',
    yaml: 'kind: Role\nname: x\nlabels: {" tier": customer}',
    found: ['bad-name ~labels/ tier: " tier" is no name: it begins or ends with a blank. Write tier.'],
  },
  {
    name: 'user ids',
    yaml: 'kind: Users\nname: x\nusers: {Ana@acme.example: {}, "b o@acme.example": {}, DeployBot: {}, "team@x@acme.example": {}}',
    found: [
      'user-id-case ~users/Ana@acme.example: "Ana@acme.example" is no user id: with an "@", it must be in lower case. Write ana@acme.example.',
      'bad-user-id ~users/b o@acme.example: "b o@acme.example" is no user id: it has a blank in it. Write bo@acme.example.',
    ],
  },
  {
    name: 'a project key in lower case',
    yaml: 'kind: Project\nkey: acme\nscheme: x',
    found: [
      'bad-key key: "acme" is no project key: that is an upper-case letter, then 1 to 9 upper-case letters, digits or underscores. Write ACME.',
    ],
  },
  {
    name: 'a space key with a blank',
    yaml: 'kind: Space\nkey: ACME DOCS',
    found: ['bad-key key: "ACME DOCS" is no space key: that is 1 to 255 letters of A–Z, digits or any of ~ . _ - Write ACMEDOCS.'],
  },
  { name: 'a personal space', yaml: 'kind: Space\nkey: ~557058.a-b_c', found: [] },
]);

finds('words of closed sets', [
  {
    name: 'a misspelt plan',
    yaml: `${site}plan: premum`,
    found: ['unknown-value plan: "plan" cannot be "premum". Did you mean "premium"?'],
  },
  {
    name: 'products by the names people use',
    yaml: 'kind: Group\nname: x\nproducts: [Jira Service Management, jira, slack]',
    found: [
      'unknown-value products/0: Entry 1 of "products" cannot be "Jira Service Management". Did you mean "jira-servicedesk"?',
      'unknown-value products/1: Entry 2 of "products" cannot be "jira". Did you mean "jira-software"?',
      'unknown-value products/2: Entry 3 of "products" cannot be "slack". Write jira-software, jira-servicedesk, jira-core, jira-product-discovery or confluence.',
    ],
  },
  {
    name: 'HipChat, in any case',
    yaml: 'kind: Channel\nname: x\nsystem: HipChat',
    found: [
      'hipchat-ended system: HipChat ended on 15 February 2019; no channel can be there. Write "system: slack", and make the channel in Slack.',
    ],
  },
]);

test.each([
  { name: 'unknown fields', value: { kind: 'Role', name: 'x', ...manyFields(1) } },
  { name: 'empty people', value: { kind: 'Users', name: 'x', users: manyFields(null) } },
  { name: 'wrong grants', value: { kind: 'Scheme', name: 'x', grants: Array.from({ length: 20_000 }, () => ({ too: 1 })) } },
  // At a cost that grew with their square, the time of a test would not be enough.
])('20,000 mistakes in one document are all told: $name', ({ value }) => {
  const { diagnostics } = validate({ file: 'x.yaml', index: 0, value });
  expect(diagnostics.length).toBeGreaterThanOrEqual(20_000);
});

function manyFields(value: unknown): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${String(index)}`, value]));
}

test('what only linking can judge is let through', () => {
  const yaml = 'kind: Scheme\nname: x\ngrants: [{to: [nobody, gruop:x], allow: [BROWSE_PROJECT, VIEW_ISSUES]}]';
  expect(documents(yaml).map((document) => validate(document).raw)).toEqual([
    { kind: 'Scheme', name: 'x', grants: [{ to: ['nobody', 'gruop:x'], allow: ['BROWSE_PROJECT', 'VIEW_ISSUES'] }] },
  ]);
});

test('what is no word where one of some words must stand is told by its type, whatever is in it', () => {
  const { diagnostics } = validate({ file: 'x.yaml', index: 0, value: { kind: 'Project', labels: null, style: [[Object.create(null)]] } });
  expect(diagnostics.filter(({ at }) => at.path[0] === 'style').map(({ code }) => code)).toEqual(['not-indented']);
});

test('a document has a raw form or an error, and no value makes it throw', () => {
  fc.assert(
    fc.property(documentLike(), (value) => {
      const { raw, diagnostics } = validate({ file: 'x.yaml', index: 0, value });
      expect(raw === undefined).toBe(value === null || diagnostics.length > 0);
    }),
    { numRuns: 2000 },
  );
});

/** Any value, mostly maps that nearly are documents. */
function documentLike(): fc.Arbitrary<unknown> {
  const kind = fc.constantFrom('Site', 'Users', 'Group', 'Scheme', 'Project', 'Space', 'Collaboration', 'Guardrail', 'Test', 'group');
  const field = fc.constantFrom(
    ...[
      'name',
      'key',
      'members',
      'users',
      'defaults',
      'grants',
      'roles',
      'access',
      'guests',
      'project',
      'space',
      'confine',
      'never',
      'except',
      'expect',
      'labels',
      'until',
      'style',
      'scheme',
      'membrs',
      '__proto__',
      'toString',
    ],
  );
  const inner = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.constantFrom('2027-02-30', 'a - b', '', Number.NaN),
      fc.array(tie('value')),
      tie('map'),
    ),
    map: fc.dictionary(
      fc.oneof(fc.constantFrom('user', 'subject', 'to', 'allow', 'as', 'key', 'who', 'on', 'until', 'count'), fc.string()),
      tie('value'),
    ),
  })).value;
  const near = fc.tuple(kind, fc.dictionary(field, inner)).map(([word, fields]) => ({ kind: word, ...fields }));
  return fc.oneof(fc.jsonValue(), near, near);
}
