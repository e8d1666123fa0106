import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../load/scratch.js';
import { root, run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const rooms = `kind: Project
key: NEWCO
lead: user:viktor@brightfell.example
scheme: customer-projects
labels: {company: newco}
roles: {Administrators: [group:site-admins]}
---
kind: Space
key: NEWCODOCS
labels: {company: newco}
access: [{to: [group:site-admins], as: Admin}]
---
kind: Channel
name: newco-shared
labels: {company: newco}
members: [group:delivery]
`;

beforeEach(() => {
  rmSync(join(scratch.root, 'policies'), { recursive: true, force: true });
  cpSync(join(root, 'policies'), join(scratch.root, 'policies'), { recursive: true });
  writeFileSync(join(scratch.root, 'policies/projects/NEWCO.yaml'), rooms);
});

const day = ['--as-of', '2026-11-21'];
const here = (...words: readonly string[]) => run([...words, ...day], { cwd: scratch.root });
const team = ['--sponsor', 'viktor@brightfell.example', '--until', '2027-06-30', '--people', 'ada@newco.example, bo@newco.example'];
const file = () => join(scratch.root, 'policies/customers/newco.yaml');

describe('onboard', () => {
  test('lets a team into its one project and nothing else', () => {
    const { code, stdout, stderr } = here('onboard', 'newco', ...team, '--project', 'NEWCO:Customers');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^BROADER/);
    expect(stderr).toContain('write the new file policies/customers/newco.yaml');
    expect(here('can', 'ada@newco.example', 'CREATE_ISSUES', 'project:NEWCO').code).toBe(0);
    expect(here('can', 'ada@newco.example', 'BROWSE_PROJECTS', 'project:ORRIN').code).toBe(1);
    expect(here('can', 'ada@newco.example', 'BROWSE_PROJECTS', 'project:CORE').code).toBe(1);
    expect(
      run(['can', 'ada@newco.example', 'BROWSE_PROJECTS', 'project:NEWCO', '--as-of', '2027-07-01'], { cwd: scratch.root }).code,
    ).not.toBe(0);
    expect(here('validate').code).toBe(0);
  });

  test('writes a file that says what it is', () => {
    here(
      'onboard',
      'newco',
      ...team,
      '--name',
      'New: Co',
      '--project',
      'NEWCO:Customers',
      '--space',
      'NEWCODOCS',
      '--channel',
      'newco-shared',
    );
    expect(readFileSync(join(scratch.root, 'policies/customers/new-co.yaml'), 'utf8'))
      .toBe(`# The team of newco: who they are, and the only places they reach, until 2027-06-30. Deleting this file ends it all.
kind: Users
name: "New: Co"
defaults: {company: newco, audience: external, labels: {relation: customer}, guest: confluence, until: 2027-06-30}
users:
  ada@newco.example: {}
  bo@newco.example: {}
---
kind: Collaboration # makes the group "ext-NAME", and a guardrail that keeps its members in these rooms
name: "New: Co"
company: newco
sponsor: user:viktor@brightfell.example
until: 2027-06-30
members:
  - ada@newco.example
  - bo@newco.example
project: {key: NEWCO, role: Customers}
space: {key: NEWCODOCS, as: guest}
channel: newco-shared
`);
  });

  test('names everything that must exist first', () => {
    const { code, stderr } = here(
      'onboard',
      'newco',
      ...team,
      '--project',
      'PEL:Customers',
      '--space',
      'NEWDOCS',
      '--channel',
      'orin-shared',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('There is no project "PEL".');
    expect(stderr).toContain('There is no space "NEWDOCS".');
    expect(stderr).toContain('There is no channel "orin-shared".');
    expect(stderr).toContain('Did you mean "PELL"?');
    expect(existsSync(file())).toBe(false);
  });

  test('lets in only outsiders whom nobody has declared, until a day to come, and says all that is wrong', () => {
    const { code, stdout, stderr } = here(
      'onboard',
      'acme',
      '--sponsor',
      'viktor@brightfell.example',
      '--until',
      '2020-06-30',
      '--people',
      'ana@brightfell.example,notmail,alma@orrin.example,new@BrightFell.example,fine@acme.example',
      '--project',
      'NEWCO:Customers',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('"2020-06-30" has passed.');
    expect(stderr).toContain('Name a day after 2026-11-21.');
    expect(stderr).toContain('"ana@brightfell.example" is one of your own people.');
    expect(stderr).toContain('"new@BrightFell.example" is one of your own people.');
    expect(stderr).toContain('Name people of acme.');
    expect(stderr).toContain('"notmail" is no e-mail address.');
    expect(stderr).toContain('"alma@orrin.example" is declared already (policies/customers/orrin.yaml:13).');
    expect(stderr).not.toContain('fine@acme.example');
    expect(existsSync(join(scratch.root, 'policies/customers/acme.yaml'))).toBe(false);
  });

  test('says what is missing where nobody can be asked', () => {
    const { code, stderr } = here('onboard', 'newco', '--people', 'ada@newco.example');
    expect(code).toBe(2);
    expect(stderr).toContain('--sponsor, --until and --project, --space or --channel are needed.');
  });

  test('writes nothing if the result would be invalid, and shows what is wrong', () => {
    const { code, stdout, stderr } = here(
      'onboard',
      'newco',
      '--sponsor',
      'alma@orrin.example',
      ...team.slice(2),
      '--project',
      'NEWCO:Customers',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('policies/customers/newco.yaml');
    expect(stderr).toContain('external-sponsor');
    expect(existsSync(file())).toBe(false);
  });

  test('writes nothing if a guardrail would break, shows the plan and says which one', () => {
    writeFileSync(
      join(scratch.root, 'policies/guardrails/newco.yaml'),
      'kind: Guardrail\nname: newco-reads\nnever: {who: {company: newco}, can: [CREATE_ISSUES], on: [project:*]}\n',
    );
    const { code, stdout, stderr } = here('onboard', 'newco', ...team, '--project', 'NEWCO:Customers');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^BROADER/);
    expect(stderr).toContain('The guardrail "newco-reads" would break, so nothing was written.');
    expect(stderr).toContain('Change it or the team.');
    expect(stderr).not.toContain('write the new file');
    const dry = here('onboard', 'newco', ...team, '--project', 'NEWCO:Customers', '--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.stdout).toContain('+++ b/policies/customers/newco.yaml');
    expect(dry.stderr).toContain('"newco-reads" would break');
    expect(existsSync(file())).toBe(false);
  });

  test('gives the label that all other teams have, says so, and warns of a room of somebody else', () => {
    const { code, stderr } = here('onboard', 'newco', ...team, '--project', 'PELL:Customers');
    expect(stderr).toContain('As all other teams have it, the label relation: customer is given to this one.');
    expect(stderr).toContain('Project PELL is labelled company: pellmore.');
    expect(stderr).toContain('"customers-see-only-their-own" would break, so nothing was written.');
    expect(code).toBe(1);
    expect(existsSync(file())).toBe(false);
  });

  test('takes labels, which come before those of other teams', () => {
    const labels = ['--label', 'relation=partner', '--label', 'tier=a=b'];
    const { code, stderr } = here('onboard', 'newco', ...team, '--project', 'NEWCO:Customers', ...labels);
    expect(code).toBe(0);
    expect(readFileSync(file(), 'utf8')).toContain('labels: {relation: partner, tier: a=b}');
    expect(stderr).not.toContain('As all other teams');
    expect(here('onboard', 'other', ...team, '--project', 'NEWCO:Customers', '--label', 'partner').stderr).toContain(
      '"partner" is no label.',
    );
  });

  test('overwrites nothing', () => {
    writeFileSync(file(), '# mine\n');
    expect(here('onboard', 'newco', ...team, '--project', 'NEWCO:Customers').code).toBe(2);
    expect(readFileSync(file(), 'utf8')).toBe('# mine\n');
  });

  test('shows the file with --dry-run', () => {
    const { code, stdout } = here('onboard', 'newco', ...team, '--project', 'NEWCO:Customers', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('+++ b/policies/customers/newco.yaml\n@@ -0,0 +1,17 @@\n+# The team of newco');
    expect(existsSync(file())).toBe(false);
  });
});
