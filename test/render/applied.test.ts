import { describe, expect, test } from '@jest/globals';
import colours from 'picocolors';
import type { ApplyResult } from '../../src/apply/result.js';
import { countsOf, type WriteOutcome } from '../../src/apply/outcome.js';
import { appliedJson } from '../../src/render/applied/json.js';
import { appliedMarkdown } from '../../src/render/applied/markdown.js';
import { appliedText } from '../../src/render/applied/text.js';
import { lead, member, step } from '../apply/plans.js';

const style = { paint: colours.createColors(false), columns: 80, all: false };
const evil = '\u001b[31m|<b>\u202e[x](y)\n# z';
const of = (id: string) => ({ id, api: 'jira', what: `Do ${id} for ${evil}.` }) as const;
const writes: readonly WriteOutcome[] = [
  { ...of('1'), type: 'made' },
  { ...of('2'), type: 'already' },
  { ...of('3'), type: 'waiting', steps: [1, 2] },
  { ...of('4'), type: 'moved', expected: [lead('p', evil)], found: [] },
  { ...of('5'), type: 'refused', tries: 1, trouble: { message: 'It was refused.', said: evil, hint: 'Mend it.' } },
  { ...of('6'), type: 'unseen', found: [] },
  { ...of('7'), type: 'unknown', trouble: { message: evil } },
  ...Array.from({ length: 12 }, (_, index): WriteOutcome => ({ ...of(String(index + 8)), type: 'not-tried' })),
];

const result: ApplyResult = {
  version: 1,
  doing: 'undo',
  site: 'https://acme.atlassian.net',
  commit: '0123456789012345678901234567890123456789',
  plan: 'sha256:0123',
  entry: { number: 3, id: 'fedcba98765432' },
  open: true,
  outcome: { end: 'moved', writes, counts: countsOf(writes) },
  manual: [step(1, { what: evil, clicks: [evil] })],
  leftAlone: { back: [{ after: member('g', 'ana') }], changed: [{ change: { before: member('g', evil) }, found: member('g', 'x') }] },
  checked: {
    asked: { changed: 2, sample: 1 },
    notAsked: { changed: 0, sample: 4 },
    disagreements: [
      { subject: `user:${evil}`, resource: 'project:P', permission: 'BROWSE_PROJECTS', expected: true, changed: true, way: [evil] },
    ],
  },
};

describe('what came of an apply', () => {
  const text = appliedText(result, style);

  test('names everything that does not stand, and how to go on', () => {
    for (const words of [
      'THE SITE HAS MOVED',
      '2 of 19 writes stand',
      'step 1 and step 2 by hand',
      'The site says:',
      'Mend it.',
      'does not show it',
      'is taken back already',
      'It waits for step',
      '--abandon',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(words);
  });

  test('tells clicks as such', () => {
    expect(text).toMatch(/\n {2}1\. .*\n(?: {4}.*\n)* {5}- /);
  });

  test('counts what was merely not come to, and lists it where all is asked for', () => {
    expect(text).toContain('12 more writes, from 8 on: not tried (--all lists them)');
    expect(appliedText(result, { ...style, all: true })).toContain('19. Do 19');
  });

  test('lets nothing of a hostile name through, and keeps to eighty columns', () => {
    for (const shown of [text, appliedText(result, { ...style, all: true })]) {
      // eslint-disable-next-line no-control-regex
      expect(shown).not.toMatch(/[\u001b\u202e]/);
      expect(shown.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
    const markdown = appliedMarkdown(result);
    // eslint-disable-next-line no-control-regex
    expect(markdown).not.toMatch(/[\u001b\u202e]/);
    expect(markdown).not.toMatch(/^# z/m);
  });

  test('is whole as data', () => {
    expect(JSON.parse(appliedJson(result))).toEqual(result);
  });
});
