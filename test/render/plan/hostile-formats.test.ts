import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import colours from 'picocolors';
import type { CellChange } from '../../../src/diff/access-change.js';
import { noticeRules } from '../../../src/render/notice.js';
import { noticesGithub } from '../../../src/render/notices-github.js';
import { noticesSarif } from '../../../src/render/notices-sarif.js';
import { planCsv } from '../../../src/render/plan/csv.js';
import { planJson } from '../../../src/render/plan/json.js';
import { planJunit } from '../../../src/render/plan/junit.js';
import { planNotices } from '../../../src/render/plan/notices.js';
import { rowsOf, tagsOf, unprintable } from '../../support/read-formats.js';
import { sarifErrors } from '../../support/sarif.js';
import { hostileName, plans, poisoned, reportOf, type Told } from './poison.js';

const style = { paint: colours.createColors(false), columns: 100 };
const longest = [
  ']]>',
  '-->',
  '::error::x',
  '##[error]x',
  '=HYPERLINK("x")',
  '@everyone',
  '\u202egnp',
  '\u001b[31m',
  'é'.repeat(255),
  'x'.repeat(255),
];

function whatever(hold: (attack: string) => void): void {
  for (const attack of longest) hold(attack);
  fc.assert(fc.property(hostileName, hold), { numRuns: 12 });
}

function cellsOf({ gains, losses, conditional }: Told): readonly CellChange[] {
  return [...gains, ...losses, ...conditional].flatMap(({ subjects, resources, permissions }) =>
    subjects.flatMap((subject) =>
      resources.flatMap((resource) =>
        permissions.map(({ permission, before, after }) => ({ subject, resource, permission, before, after })),
      ),
    ),
  );
}

/** Those that between them have everything that these formats tell. */
const telling = ['conditional-lost', 'guardrail-waived', 'guest-placed', 'too-few-administrators', 'waiver-ended'];

describe.each(plans.filter(([scenario]) => telling.includes(scenario)))('whatever things of %s are called', (_, plan) => {
  test('SARIF is valid, makes no link and holds nothing that cannot be seen', () => {
    whatever((attack) => {
      const text = noticesSarif(planNotices(poisoned(plan, attack)), { version: '1.2.3', rules: noticeRules });
      expect(sarifErrors(text)).toEqual([]);
      const messages = Array.from(text.matchAll(/"text": ("(?:[^"\\]|\\.)*")/g), ([, json = '""']) => JSON.parse(json) as string);
      for (const message of messages) {
        expect(message).not.toContain('](');
        expect(message.replaceAll('\n', '')).not.toMatch(unprintable);
      }
    });
  });

  test('GitHub gets as many commands as there are things to say, each on a line', () => {
    whatever((attack) => {
      const notices = planNotices(poisoned(plan, attack));
      const lines = noticesGithub(notices, 'All of them: elsewhere').split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.length).toBe(
        Math.min(10, notices.filter(({ level }) => level === 'error').length) +
          Math.min(10, notices.filter(({ level }) => level === 'warning').length) +
          Math.min(10, notices.filter(({ level }) => level === 'note').length),
      );
      for (const line of lines) {
        expect(line).toMatch(
          /^::(?:error|warning|notice) (?:file=[^,:]*,(?:line=\d+,(?:endLine=\d+,)?(?:col=\d+,endColumn=\d+,)?)?)?title=[a-z -]+::/,
        );
        expect(line).not.toMatch(unprintable);
      }
    });
  });

  test('JUnit has the same elements', () => {
    const shape = (told: Told): readonly string[] => tagsOf(planJunit(reportOf(told).plan, style));
    const plain = shape(poisoned(plan, 'plain'));
    whatever((attack) => {
      const xml = planJunit(reportOf(poisoned(plan, attack)).plan, style);
      expect(tagsOf(xml)).toEqual(plain);
      expect(xml.replaceAll('\n', '')).not.toMatch(unprintable);
    });
  });

  test('a table has a row for each cell, as many fields in each, and no formula', () => {
    whatever((attack) => {
      const told = poisoned(plan, attack);
      const cells = cellsOf(told);
      const rows = rowsOf([...planCsv(told, cells)].join(''));
      expect(rows.length).toBe(cells.length + 1);
      for (const row of rows) {
        expect(row.length).toBe(rows[0]?.length);
        for (const field of row) {
          expect(field).not.toMatch(/^[=+\-@\t\r]/);
          expect(field).not.toMatch(unprintable);
        }
      }
    });
  });

  test('JSON gives them back as they are', () => {
    whatever((attack) => {
      const { hunks, ...told } = poisoned(plan, attack);
      expect(JSON.parse(planJson({ plan: told, ...(hunks && { hunks }) }))).toEqual({ ...told, ...(hunks && { hunks }) });
    });
  });
});
