import { afterAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { createRepository, scratchFolder } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);
const day = ['--as-of', '2026-11-21'];

const folder = createRepository(join(scratch.root, 'clone'), {
  'policies/site.yaml':
    'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nadmins:\n  - user:ana@acme.example\n',
  'policies/people.yaml':
    'kind: Users\nname: all\nusers:\n  ana@acme.example: {}\n  bo@acme.example: {until: 2026-12-10}\n  cy@acme.example: {until: 2026-12-10}\n  eva@partner.example: {until: 2027-02-19}\n',
  'policies/channel.yaml':
    'kind: Channel\nname: shared\nmembers:\n  - user:ana@acme.example\n  - user:bo@acme.example\n  - user:cy@acme.example\n  - user:eva@partner.example\n',
  'policies/rules.yaml': `kind: Guardrail
name: two-watch-the-channel
atLeast: {count: 2, who: {audience: internal}, can: [member], on: [channel:shared]}
---
kind: Guardrail
name: no-outsiders
never: {who: {audience: external}, can: [member], on: [channel:*]}
except:
  - {who: [user:eva@partner.example], on: [channel:shared], reason: x, owner: user:ana@acme.example, until: 2027-01-15}
---
kind: Test
name: bo is there
expect:
  - {who: user:bo@acme.example, can: [member], on: channel:shared}
---
kind: Test
name: bo was there
asOf: 2026-12-01
expect:
  - {who: user:bo@acme.example, can: [member], on: channel:shared}
`,
});

describe('calendar', () => {
  test('lists by date who loses what, what breaks, and the line whose end it is', () => {
    const { code, stdout } = run(['calendar', ...day, '--format', 'json'], { cwd: folder });
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { days: readonly object[] };
    expect(report).toMatchObject({ version: 1, asOf: '2026-11-21', to: '2027-02-19' });
    expect(report.days).toMatchObject([
      {
        day: '2026-12-11',
        until: '2026-12-10',
        people: [
          {
            subjects: ['user:bo@acme.example', 'user:cy@acme.example'],
            everything: true,
            cells: 2,
            losses: [{ resources: ['channel:shared'], permissions: [{ permission: 'member', before: 'allowed' }] }],
            because: [{ what: 'bo@acme.example', file: 'policies/people.yaml', line: 5 }],
          },
        ],
        breaks: [{ name: 'two-watch-the-channel', severity: 'error', file: 'policies/rules.yaml', line: 1 }],
        failing: [{ name: 'bo is there', cells: 1 }],
        waiversEnded: [],
      },
      { day: '2027-01-16', people: [], breaks: [{ name: 'no-outsiders', cells: 1 }], waiversEnded: ['no-outsiders'], failing: [] },
    ]);
  });

  test('looks as far as it is told, the last day included', () => {
    const days = (n: string): number =>
      (JSON.parse(run(['calendar', ...day, '--days', n, '--format', 'json'], { cwd: folder }).stdout) as { days: unknown[] }).days.length;
    // Eva's last day is the 90th from now: it ends on the 91st.
    expect([days('19'), days('20'), days('90'), days('91')]).toEqual([0, 1, 2, 3]);
  });

  test('says so where nothing ends', () => {
    expect(run(['calendar', ...day, '--days', '5'], { cwd: folder })).toEqual({
      code: 0,
      stdout: 'Nothing changes by date from 2026-11-21 to 2026-11-26.\n',
      stderr: '',
    });
  });

  test('is read by people in 80 columns', () => {
    const { stdout } = run(['calendar', ...day], { cwd: folder });
    expect(stdout).toContain('after 2026-12-10\n- bo@acme.example and cy@acme.example lose all access (2 cells)\n');
    expect(stdout).toContain('x guardrail two-watch-the-channel breaks');
    expect(stdout).toContain('x a waiver of guardrail no-outsiders has ended');
    const example = run(['calendar', ...day, '--days', '365']).stdout;
    expect(example).toContain('6 days with changes from 2026-11-21 to 2027-11-21; no guardrail breaks');
    expect(`${stdout}${example}`.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each(['0', '-3', 'ten', '99999999'])('refuses %s days', (days) => {
    expect(run(['calendar', `--days=${days}`], { cwd: folder })).toMatchObject({ code: 2, stdout: '' });
  });

  test('shows examples in its help', () => {
    expect(run(['calendar', '--help']).stdout).toContain('permafrost calendar --days 365 --format json');
  });
});
