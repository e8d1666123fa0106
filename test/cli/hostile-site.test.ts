import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import type { World } from '../../src/sandbox/world.js';
import { createRepository, scratchFolder } from '../load/scratch.js';
import { compiled } from '../support/compiled.js';
import { unprintable } from '../support/read-formats.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const site = `{kind: Site, name: acme, url: "https://acme.atlassian.net", internalDomains: [acme.test], plan: premium}
---
{kind: Users, name: people, users: {ana@acme.test: {products: [jira-software]}}}
`;
const git = `${site}---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: ana@acme.test, scheme: standard, roles: {Developers: []}}
`;
const mark = 'NAME OF THE SITE';
const day = '2026-11-21';
let folder = '';
let world: World;

beforeAll(async () => {
  folder = createRepository(join(scratch.root, 'work'), { 'policies/a.yaml': git });
  const there = `${git.replace('Developers: []', `Developers: ["group:${mark}", "user:kim"]`).replace('users: {', 'users: {kim: {type: app}, ')}---
{kind: Group, name: ${mark}, members: [ana@acme.test]}
`;
  world = worldOf((await compiled([['a.yaml', there]])).site, day);
});

/** Markdown without what stands in spans of code. */
function prose(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)(?:(?!\n)[\s\S])*?(?<!`)\1(?!`)/g, '');
}

test.each([
  ['an escape sequence', '\u001b[31mQq\u001b]8;;https://evil.example\u0007Zz'],
  ['text that runs from right to left', 'Qq\u202egnp.exe\u2066Zz'],
  ['a command of a workflow', 'Qq\n::error::Zz'],
  ['a command at the start', '::error::QqZz'],
  ['HTML in a table', 'Qq|<img src=x onerror=alert(1)>Zz'],
  ['255 characters', `Qq${'x'.repeat(251)}Zz`],
])(
  '%s as a name stays a name in all that import, drift and plan --live tell',
  (_, name) => {
    const named = JSON.stringify(world).replaceAll(mark, JSON.stringify(name).slice(1, -1));
    const hostile = JSON.parse(named) as World;
    const accounts = Object.fromEntries(Object.entries(hostile.accounts).map(([id, account]) => [id, { ...account, displayName: name }]));
    writeFileSync(join(folder, 'site.json'), JSON.stringify({ ...hostile, accounts }));
    const told = (...words: readonly string[]): string => {
      const { code, stdout, stderr } = run([...words, '--as-of', day, '--site', 'sandbox:site.json'], { cwd: folder });
      expect([code, stderr]).toEqual([expect.any(Number), expect.not.stringContaining('defect')]);
      expect(code).toBeLessThan(2);
      for (const line of `${stdout}\n${stderr}`.split('\n')) {
        expect(line).not.toMatch(unprintable);
        expect(line).not.toMatch(/^\s*::/);
      }
      return stdout;
    };
    const onto = told('import', '--dry-run', '--all');
    expect(onto).toContain('Qq');
    told('import', 'anew', '--dry-run', '--all');
    for (const words of [
      ['drift', '--all'],
      ['plan', 'HEAD', '--live', '--all'],
    ])
      expect(told(...words)).toContain('Qq');
    for (const words of [['drift'], ['plan', 'HEAD', '--live']]) {
      const markdown = told(...words, '--format', 'markdown');
      expect(markdown).toContain('Qq');
      expect(prose(markdown)).not.toMatch(/Qq|Zz|`/);
      const json = told(...words, '--format', 'json');
      expect(JSON.stringify(JSON.parse(json))).toContain('Qq');
    }
  },
  60_000,
);
