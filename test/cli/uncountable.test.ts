import { afterAll, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);
mkdirSync(join(scratch.root, 'policies'));
mkdirSync(join(scratch.root, 'none'));
writeFileSync(
  join(scratch.root, 'policies', 'all.yaml'),
  `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: all
users:
  ana@acme.example: {products: [confluence]}
---
kind: Space
key: DOCS
access:
  - {to: [logged-in], allow: [read/space]}
---
kind: Guardrail
name: few
atMost: {count: 300, can: [read/space], on: [space:*]}
---
kind: Guardrail
name: two
atLeast: {count: 1, can: [administer/space], on: [space:*]}
`,
);

const tooMany = 'logged-in, who cannot be counted; at most 300 are allowed';
test.each([
  ['text', ['test'], [`x few: space DOCS has ${tooMany}`, 'x two: space DOCS has 0; at least 1 is asked for']],
  [
    'Markdown',
    ['test', '--format', 'markdown'],
    ['`logged-in`, who cannot be counted; at most 300 are allowed', '`space:DOCS`: 0; at least 1 is asked for'],
  ],
  ['SARIF', ['test', '--format', 'sarif'], ['space DOCS has 0; at least 1 is asked for.']],
  [
    'a plan',
    ['plan', '--from', 'none', '--to', 'policies'],
    ['x few: at most 300 are allowed, space DOCS has logged-in, who cannot be counted', 'x two: at least 1 is asked for, space DOCS has 0'],
  ],
])('whoever cannot be counted is named, and the limit is what it is, in %s', (_, words, sentences) => {
  const { code, stdout } = run([...words, '--as-of', '2026-11-21'], { cwd: scratch.root });
  expect(code).toBe(1);
  for (const sentence of sentences) expect(stdout).toContain(sentence);
});
