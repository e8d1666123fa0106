import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../src/diff/facts.js';
import { planOf } from './plan-of.js';

const open = '{kind: Scheme, name: open, grants: [{to: [anyone], allow: [BROWSE_PROJECTS]}, {to: [lead], allow: [ADMINISTER_PROJECTS]}]}';
const project = (more: string): string => `{kind: Project, key: OLD, lead: ana@acme.test, scheme: open${more}}`;

const wordsOf = (fact: Fact | undefined): string => (fact === undefined ? '' : [fact.type, ...fact.says].join(' '));

async function writesFor(...policies: readonly string[]): Promise<{ readonly orderIsSafe: unknown; readonly writes: readonly unknown[] }> {
  const { writes, guards } = await planOf({ policies: policies.join('\n---\n') });
  return {
    orderIsSafe: guards.find(({ name }) => name === 'order')?.ok,
    writes: writes.map(({ changes }) => changes.map(({ before, after }) => [wordsOf(before), wordsOf(after)].join('→'))),
  };
}

const projectMade = [
  '→archived false',
  '→lead user:ana@acme.test',
  '→project',
  '→project-scheme scheme:open',
  '→project-type jira-software',
];

describe('a new scheme', () => {
  test('is made with all its grants where nothing speaks against it', async () => {
    const { orderIsSafe, writes } = await writesFor(open, project(''));
    expect(orderIsSafe).toBe(true);
    expect(writes).toEqual([['→grant anyone BROWSE_PROJECTS', '→grant lead ADMINISTER_PROJECTS', '→scheme'], projectMade]);
  });

  test('gives what a new project is not to give only once the project is archived', async () => {
    const { orderIsSafe, writes } = await writesFor(open, project(', archived: true'));
    expect(orderIsSafe).toBe(true);
    expect(writes).toEqual([
      ['→grant anyone BROWSE_PROJECTS', '→scheme'],
      projectMade,
      ['archived false→archived true'],
      ['→grant lead ADMINISTER_PROJECTS'],
    ]);
  });
});
