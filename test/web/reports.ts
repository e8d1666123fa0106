import { join } from 'node:path';
import { write } from '../load/scratch.js';
import { run } from '../support/run.js';

const day = ['--as-of', '2026-11-21'];

/** Makes a report with the built command; the file it is in. */
export function reportFile(folder: string, name: string, ...words: readonly string[]): string {
  const file = join(folder, name);
  const { code, stderr } = run([...words, ...(words.includes('--as-of') ? [] : day), '--out', file]);
  if (code !== 0 && code !== 1) throw new Error(stderr);
  return file;
}

/** Names that would do harm if a page took them for anything but text. */
export const hostile = {
  group: '|<img src=x onerror=alert(1)>',
  long: 'x'.repeat(255),
  closing: '</script><script>alert(2)</script>',
  person: '<svg/onload=alert(3)>',
  script: 'javascript:alert(4)',
};

/** Policies full of them; `more` is what the second state has besides. */
export function hostilePolicies(folder: string, more: string): string {
  return write(folder, {
    'site.yaml': 'kind: Site\nname: "<b>acme</b>"\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
    'people.yaml': [
      'kind: Users',
      'name: people',
      'defaults: {products: [jira-software], company: "\\"><i>evil</i>"}',
      'users:',
      `  "${hostile.person}": {name: "${hostile.closing}\\u202e\\e[31mred"}`,
      '  ana@acme.example: {}',
      '',
    ].join('\n'),
    'groups.yaml': [
      ...[hostile.group, hostile.long, hostile.closing, hostile.script, '=HYPERLINK("x")', '@everyone'].map((name) =>
        [
          'kind: Group',
          `name: ${JSON.stringify(name)}`,
          'description: "a \\u2028 <script>alert(5)</script> \\u202e <!-- "',
          'members: [ana@acme.example]',
        ].join('\n'),
      ),
      '',
    ].join('\n---\n'),
    'rooms.yaml': [
      'kind: Role',
      `name: ${JSON.stringify(hostile.closing)}`,
      '---',
      'kind: Scheme',
      `name: ${JSON.stringify(hostile.group)}`,
      'grants:',
      `  - {to: [${JSON.stringify(`role:${hostile.closing}`)}], allow: [viewer]}`,
      '---',
      'kind: Project',
      'key: ACME',
      'description: "<iframe src=//evil.example></iframe>"',
      'labels: {"<u>": "</textarea>"}',
      `scheme: ${JSON.stringify(hostile.group)}`,
      `roles: {${JSON.stringify(hostile.closing)}: [${JSON.stringify(`group:${hostile.group}`)}, ${JSON.stringify(`group:${hostile.script}`)}${more}]}`,
      '',
    ].join('\n'),
  });
}
