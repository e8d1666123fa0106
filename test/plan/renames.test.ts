import { describe, expect, test } from '@jest/globals';
import { planOfEdit } from './small-site.js';

describe('what is renamed by formerly', () => {
  test.each([
    { name: 'a project', from: 'key: OLD\n', to: 'key: NEWER\nformerly: OLD\n' },
    {
      name: 'a person',
      from: '  ana@s.example: {}\n',
      to: '  anna@s.example: {formerly: ana@s.example}\n',
      also: [['user:ana@s.example', 'user:anna@s.example']] as const,
    },
    { name: 'a space', from: 'key: DOCS\n', to: 'key: PAGES\nformerly: DOCS\n' },
  ])('$name: nobody gains or loses by it', async ({ from, to, also = [] }) => {
    const plan = await planOfEdit((text) => also.reduce((so, [old, now]) => so.replaceAll(old, now), text.replace(from, to)));
    expect(plan.renames).toHaveLength(1);
    expect({ verdict: plan.verdict, gains: plan.gains, losses: plan.losses, cells: plan.counts.cellsGained }).toEqual({
      verdict: 'same',
      gains: [],
      losses: [],
      cells: 0,
    });
  });

  test('what changes besides is told under the new name', async () => {
    const plan = await planOfEdit((text) => text.replace('key: OLD\n', 'key: NEWER\nformerly: OLD\n').replace('[viewer]', '[commenter]'));
    expect(plan.verdict).toBe('broader');
    expect(plan.losses).toEqual([]);
    expect(plan.gains.map(({ resources }) => resources)).toEqual([['project:NEWER']]);
  });

  test('without formerly it is one thing gone and another made', async () => {
    const plan = await planOfEdit((text) => text.replace('key: OLD\n', 'key: NEWER\n'));
    expect(plan.renames).toEqual([]);
    expect(plan.verdict).toBe('mixed');
  });
});
