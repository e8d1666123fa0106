import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../support/run.js';

const day = ['--as-of', '2026-11-21'];
const whatIf = (...edits: readonly string[]) => run(['plan', ...day, '--format', 'tsv', ...edits.flatMap((edit) => ['--with', edit])]);

describe('plan --with', () => {
  test('shows what an edit would change, and touches no file', () => {
    const file = join(root, 'policies/groups/teams.yaml');
    const before = readFileSync(file, 'utf8');
    const { code, stdout, stderr } = whatIf('add user:hugo@pellmore.example to group:site-admins');
    expect({ stderr, admin: stdout.includes('+\tuser:hugo@pellmore.example\tsite\tadmin:site\t-\tallowed\n') }).toEqual({
      // An outsider who runs the site: seen as bare cells, and refused by name.
      stderr: expect.stringContaining('Guardrail "outsiders-never-administer" is broken'),
      admin: true,
    });
    expect(code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('makes each edit in the state that those before it leave', () => {
    const join = 'add user:otis@brightfell.example to group:security';
    expect(whatIf(join, 'remove user:otis@brightfell.example from group:security')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(whatIf('remove user:otis@brightfell.example from group:security').code).toBe(2);
  });

  test('points into the file as the edit would leave it', () => {
    const { stdout } = run(['plan', ...day, '--with', 'add user:otis@brightfell.example to group:security']);
    expect(stdout).toMatch(/policies\/groups\/teams\.yaml:\d+/);
    expect(stdout).toContain('otis@brightfell.example');
  });

  test('says what is wrong with an edit, and suggests', () => {
    const { code, stderr } = whatIf('add user:hugo@pellmore.example to group:enginering');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: There is no group "enginering".\n  Did you mean "engineering"?\n' });
    expect(run(['plan', 'HEAD', '--with', 'deactivate user:x']).code).toBe(2);
  });

  test('shows what is invalid about the result', () => {
    const { code, stdout, stderr } = whatIf('add user:alma@orrin.example to group:staff');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('guest');
  });
});
