import { afterAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { commit, createRepository, scratchFolder } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);
const day = ['--as-of', '2026-11-21'];
const all = 'via,until,company,audience,owner,commit';

/** Rows of a csv in which no field holds a line break. */
function rows(csv: string): readonly (readonly string[])[] {
  return csv
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, field = '']) => field).slice(0, line === '' ? 0 : undefined),
    )
    .map((fields) => fields.slice(0, 10).map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)));
}

const files = {
  'policies/site.yaml':
    'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nowner: user:ana@acme.example\n',
  'policies/people.yaml':
    'kind: Users\nname: all\nusers:\n  ana@acme.example: {}\n  eva@partner.example: {company: "=partner", until: 2027-05-01}\n',
  'policies/group.yaml': 'kind: Group\nname: "=cmd|x"\nmembers: [ana@acme.example, {user: eva@partner.example, until: 2027-03-31}]\n',
  'policies/channel.yaml':
    'kind: Channel\nname: shared\nmembers: ["group:=cmd|x", {subject: user:eva@partner.example, until: 2027-04-15}]\n',
};

describe('matrix --with', () => {
  const folder = createRepository(join(scratch.root, 'clone'));
  const id = commit(folder, files);

  test('tells for each cell how, until when, who and whose', () => {
    const { code, stdout } = run(['matrix', ...day, '--ref', 'HEAD', '--format', 'csv', '--with', all], { cwd: folder });
    expect(code).toBe(0);
    expect(rows(stdout)).toEqual([
      ['subject', 'resource', 'permission', 'verdict', 'via', 'until', 'company', 'audience', 'owner', 'commit'],
      [
        'user:ana@acme.example',
        'channel:shared',
        'member',
        'allowed',
        'ana@acme.example (policies/people.yaml:4) → group =cmd|x (policies/group.yaml:3) → member of channel shared (policies/channel.yaml:3)',
        '',
        '',
        'internal',
        'user:ana@acme.example',
        id,
      ],
      [
        'user:eva@partner.example',
        'channel:shared',
        'member',
        'allowed',
        'eva@partner.example (policies/people.yaml:5) → member of channel shared (policies/channel.yaml:3)',
        // Of two ways the one that lasts longer counts, though it is not the longest step of it.
        '2027-04-15',
        "'=partner",
        'external',
        'user:ana@acme.example',
        id,
      ],
    ]);
  });

  test('keeps the columns in the order they are asked for, without a commit in a folder', () => {
    const { stdout } = run(['matrix', ...day, '--format', 'csv', '--with', 'commit,until'], { cwd: folder });
    expect(stdout.split('\r\n').slice(0, 3)).toEqual([
      'subject,resource,permission,verdict,commit,until',
      'user:ana@acme.example,channel:shared,member,allowed,,',
      'user:eva@partner.example,channel:shared,member,allowed,,2027-04-15',
    ]);
  });

  test('has a row for every cell of the example, and each ends on the day it says', () => {
    const table = rows(run(['matrix', ...day, '--format', 'csv', '--with', 'until,via']).stdout).slice(1);
    const cellsOn = (asOf: string): ReadonlySet<string> =>
      new Set(
        run(['matrix', '--as-of', asOf])
          .stdout.split('\n')
          .map((line) => line.split('\t').slice(0, 3).join('\t')),
      );
    expect(table.map((row) => row.slice(0, 3).join('\t'))).toEqual([...cellsOn('2026-11-21')].slice(0, -1));
    expect(table.filter(([, , , , , via]) => via === '')).toEqual([]);
    const after = { '2026-12-15': '2026-12-16', '2027-02-28': '2027-03-01', '2027-06-30': '2027-07-01', '2027-09-30': '2027-10-01' };
    for (const [last, next] of Object.entries(after)) {
      const [with_, without] = [cellsOn(last), cellsOn(next)];
      const ending = table.filter(([, , , , until]) => until === last).map((row) => row.slice(0, 3).join('\t'));
      expect(ending.length).toBeGreaterThan(0);
      expect(new Set(ending)).toEqual(new Set([...with_].filter((cell) => !without.has(cell))));
    }
  });

  test('suggests the nearest column, and refuses columns where there is no table', () => {
    expect(run(['matrix', '--format', 'csv', '--with', 'untill'], { cwd: folder })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Did you mean "until"?'),
    });
    expect(run(['matrix', '--with', 'until'], { cwd: folder })).toMatchObject({ code: 2, stdout: '' });
    expect(run(['matrix', '--format', 'csv', '--with', 'via,via'], { cwd: folder })).toMatchObject({ code: 2, stdout: '' });
  });

  test('shows an example in its help', () => {
    expect(run(['matrix', '--help']).stdout).toContain('--with via,until,');
  });
});
