import { afterAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { scratchFolder, write } from '../load/scratch.js';
import { expectGolden } from '../support/golden.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const hostile = [
  '|<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example")',
  '::error::',
  '##[error]x',
  '\u001b[31mred',
  '\u202egnp',
  '@everyone',
  'x'.repeat(255),
];
// Names that hold what cannot be seen are findings, so that only `validate` tells of them.
// eslint-disable-next-line no-control-regex
const valid = hostile.filter((name) => !/[\u001b\u202e]/.test(name));
const quoted = hostile.map((name) => JSON.stringify(name));
const policies = {
  'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
  'policies/people.yaml':
    'kind: Users\nname: all\ndefaults: {products: [jira-software]}\nusers:\n  ana@acme.example: {}\n  ida@lumen.example: {company: lumen}\n',
  'policies/groups.yaml': valid
    .map((name) => JSON.stringify(name))
    .map((name) => `kind: Group\nname: ${name}\nmembers: [ida@lumen.example]\n`)
    .join('---\n'),
  'policies/room.yaml': [
    'kind: Role\nname: Viewers\n',
    'kind: Scheme\nname: plain\ngrants:\n  - {to: [role:Viewers], allow: [BROWSE_PROJECTS]}\n',
    `kind: Project\nkey: ACME\nlead: user:ana@acme.example\nscheme: plain\nroles:\n  Viewers: [${quoted
      .map((name) => `'group:${(JSON.parse(name) as string).replaceAll("'", "''")}'`)
      .slice(0, 4)
      .join(', ')}]\n`,
    `kind: Guardrail\nname: ${quoted[0] ?? ''}\ndescription: ${quoted[2] ?? ''}\nnever: {who: {audience: external}, can: [BROWSE_PROJECTS], on: [project:*]}\n`,
  ].join('---\n'),
};
const unknown = {
  ...policies,
  'policies/more.yaml': quoted
    .map((name) => `kind: Group\nname: ${JSON.stringify(`g${name}`)}\nincludes: [${name.replace('"', '"no ')}]\n`)
    .join('---\n'),
};
const folders = { validate: write(join(scratch.root, 'validate'), unknown), test: write(join(scratch.root, 'test'), policies) };

const formats = ['text', 'json', 'markdown', 'csv', 'sarif', 'junit', 'github'] as const;
const golden = join(import.meta.dirname, '../fixtures/formats');

describe.each(['validate', 'test'] as const)('%s of policies full of hostile names', (command) => {
  test.each(formats)('as %s reads as it did when somebody last looked at it', (format) => {
    const ran = run([command, '--format', format, '--as-of', '2026-11-21'], { cwd: folders[command] });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 1, stderr: '' });
    // eslint-disable-next-line no-control-regex
    expect(ran.stdout).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u202e]/);
    if (format === 'text') expect(ran.stdout).not.toContain('##[');
    if (format !== 'github') expect(ran.stdout).not.toMatch(/^\s*::/m);
    expectGolden(join(golden, `${command}.${format}`), ran.stdout);
  });
});

describe('a plan of policies full of hostile names', () => {
  const from = write(join(scratch.root, 'from'), {
    ...policies,
    'policies/groups.yaml': policies['policies/groups.yaml'].replaceAll('members: [ida@lumen.example]', 'members: []'),
  });
  test.each([...formats, 'tsv', 'html'])('can be had as %s, with what says where files and the whole are', (format) => {
    const words = ['plan', '--from', join(from, 'policies'), '--to', 'policies', '--format', format, '--as-of', '2026-11-21'];
    const more = format === 'markdown' || format === 'html' ? ['--source-url', 'https://git.example/o/r/blob/0123abc'] : [];
    const whole = format === 'markdown' || format === 'github' ? ['--whole', 'the artifact ::error:: of this run'] : [];
    const ran = run([...words, ...more, ...whole], { cwd: folders.test });
    expect({ code: ran.code, error: ran.code === 1 ? '' : ran.stderr }).toEqual({ code: 1, error: '' });
    if (format !== 'tsv') expect(ran.stdout).not.toContain('\u202e');
    if (format !== 'github' && format !== 'html') expect(ran.stdout).not.toMatch(/^\s*::/m);
    expect(ran.stdout).not.toContain('<img src=x onerror=alert(1)>\n');
  });
});
