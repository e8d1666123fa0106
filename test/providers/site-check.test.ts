import { describe, expect, test } from '@jest/globals';
import { ReadError } from '../../src/providers/read-error.js';
import { createSiteCheck, type AskedCell } from '../../src/providers/site-check.js';
import { createSource } from '../../src/providers/source.js';
import { sandboxTokens } from '../support/live-world.js';
import { never, writtenSite } from '../support/written-site.js';
import { policies } from '../sandbox/site.js';

async function checked(email = 'root@corp.test') {
  const written = await writtenSite(policies);
  const jira = written.reach.jira;
  if (jira === undefined) throw new Error('Jira is not reached.');
  const authorization = `Basic ${btoa(`${email}:${sandboxTokens.PERMAFROST_API_TOKEN}`)}`;
  return { ...written, check: createSiteCheck({ ...written.reach, jira: { ...jira, authorization } }, written.names) };
}

describe('a site is asked', () => {
  test('whose token it is', async () => {
    const { check, names } = await checked('ana@corp.test');
    expect(await check.whoAmI(never)).toEqual({ accountId: names.idOf('user:ana@corp.test'), ref: 'user:ana@corp.test' });
  });

  test('who has what, in the order of the questions', async () => {
    const { check } = await checked();
    const cells: readonly AskedCell[] = [
      { subject: 'user:ana@corp.test', permission: 'BROWSE_PROJECTS', project: 'project:ONE' },
      { subject: 'user:ana@corp.test', permission: 'ADMINISTER_PROJECTS', project: 'project:ONE' },
      { subject: 'user:root@corp.test', permission: 'ADMINISTER_PROJECTS', project: 'project:ONE' },
      { subject: 'user:root@corp.test', permission: 'ADMINISTER' },
      { subject: 'user:ana@corp.test', permission: 'ADMINISTER' },
      { subject: 'user:ana@corp.test', permission: 'NO_SUCH_PERMISSION', project: 'project:ONE' },
      { subject: 'user:nobody@corp.test', permission: 'BROWSE_PROJECTS', project: 'project:ONE' },
      { subject: 'user:ana@corp.test', permission: 'BROWSE_PROJECTS', project: 'project:NONE' },
    ];
    const answers = await check.checkPermissions(cells, never);
    expect(answers.map(({ type }) => type)).toEqual([
      'held',
      'not-held',
      'held',
      'held',
      'not-held',
      'not-asked',
      'not-asked',
      'not-asked',
    ]);
    expect(JSON.stringify(answers[5])).toContain('Unrecognized permission');
    expect(answers[6]).toEqual({ type: 'not-asked', why: '"nobody@corp.test" has no account that is known.' });
  });

  test('not for more than a thousand projects at once, and one person a call', async () => {
    const { check, site, names } = await checked();
    const cells = Array.from({ length: 2_500 }, (_, index): AskedCell => {
      names.learn(`project:P${String(index)}`, String(50_000 + index));
      return { subject: 'user:ana@corp.test', permission: 'BROWSE_PROJECTS', project: `project:P${String(index)}` };
    });
    site.sandbox.journal.clear();
    const answers = await check.checkPermissions([...cells, { subject: 'user:cy@corp.test', permission: 'ADMINISTER' }], never);
    expect(answers).toHaveLength(2_501);
    expect(new Set(answers.map(({ type }) => type))).toEqual(new Set(['not-held']));
    expect(site.sandbox.journal.requests.map(({ path }) => path)).toEqual(Array.from({ length: 4 }, () => '/rest/api/3/permissions/check'));
  });

  test('by somebody who may not ask, and then it is said', async () => {
    const { check } = await checked('cy@corp.test');
    const [answer] = await check.checkPermissions(
      [{ subject: 'user:ana@corp.test', permission: 'BROWSE_PROJECTS', project: 'project:ONE' }],
      never,
    );
    expect(answer?.type).toBe('not-asked');
    expect(JSON.stringify(answer)).toContain('403');
  });
});

test('without Jira there is nobody to ask', async () => {
  const { reach, names } = await writtenSite(policies);
  const { jira, ...others } = reach;
  expect(createSource(others).apis).not.toContain('jira');
  expect(jira).toBeDefined();
  const check = createSiteCheck(others, names);
  await expect(check.whoAmI(never)).rejects.toThrow(ReadError);
  expect(await check.checkPermissions([{ subject: 'user:ana@corp.test', permission: 'ADMINISTER' }], never)).toMatchObject([
    { type: 'not-asked' },
  ]);
});
