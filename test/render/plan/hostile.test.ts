import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import colours from 'picocolors';
import { readFileSync } from 'node:fs';
import type { Plan } from '../../../src/plan/plan.js';
import { planMarkdown } from '../../../src/render/plan/markdown.js';
import { planText } from '../../../src/render/plan/text.js';
import { scenarios } from '../../plan/scenarios.js';

const plans = scenarios.map(
  (scenario) =>
    [
      scenario,
      JSON.parse(readFileSync(new URL(`../../fixtures/plans/${scenario}/expected/plan.json`, import.meta.url), 'utf8')) as Plan,
    ] as const,
);

const attacks = [
  '|<img src=x onerror=alert(1)>',
  '`',
  '``` \n# heading',
  'a`b``c',
  '@everyone',
  '#1',
  'GH-1',
  'acme/repo#1',
  'https://evil.example',
  'www.evil.example',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '<!-- ',
  '</details>',
  '<details><summary>',
  '***',
  '~~~',
  '- x',
  '> x',
  '$$x$$',
  ':tada:',
  '&lt;b&gt;',
  '\\',
  'line\nbreak',
  'line\r\n\r\n### break',
  '\u2028split',
  '\u202egnp.exe',
  '\u200bzero',
  '\u001b[31mred',
  '\u001b]8;;https://evil.example\u0007x',
  '\u009b2J',
  '\u0000',
  '\ud800',
  ' blank ',
  '  ',
  '=HYPERLINK("x")',
  '::error::x',
  'é'.repeat(255),
  'x'.repeat(255),
];
const name = fc.oneof(
  fc.constantFrom(...attacks),
  fc.array(fc.constantFrom(...attacks), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);

const words = new Set([
  'version',
  'asOf',
  'verdict',
  'digest',
  'state',
  'status',
  'effect',
  'circle',
  'side',
  'type',
  'audience',
  'severity',
  'rule',
  'how',
  'until',
  'before',
  'after',
  'product',
  'risks',
]);

/** A plan in which every text that comes from policies, paths and refs holds something hostile between two marks. */
function poisoned(plan: Plan, attack: string): Plan {
  const hostile = (text: string): string => {
    const type = /^(?:user|group|project|space|channel):/.exec(text)?.[0] ?? '';
    return classes.has(text) ? text : `${type}${open}${attack}${close}`;
  };
  const poison = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => poison(each, key));
    if (typeof value !== 'object' || value === null) return typeof value === 'string' && !words.has(key) ? hostile(value) : value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [key === 'subjects' ? hostile(name) : name, poison(each, name)]));
  };
  const { notJudged, ...rest } = plan;
  const spots = notJudged.map(({ names, ...spot }) => ({ ...spot, names: names.map(hostile) }));
  return { ...(poison(rest, '') as Omit<Plan, 'notJudged'>), notJudged: spots };
}

const classes: ReadonlySet<string> = new Set(['site', 'anyone', 'logged-in', 'portal-customers']);

const escape = String.fromCharCode(27);
/** What our own colours look like. */
const colour = new RegExp(`${escape}\\[\\d+m`, 'g');

const open = 'Qq';
const close = 'Zz';

/** The Markdown without its code spans, by the rule of CommonMark: a run of backticks ends at the next run of the same length in its block. */
function outsideOfCode(markdown: string): string {
  return markdown
    .split(/\n/)
    .map((line) => {
      let left = '';
      let rest = line;
      for (;;) {
        const start = /(?<!\\)`+/.exec(rest);
        if (start === null) return left + rest;
        const fence = start[0];
        const after = rest.slice(start.index + fence.length);
        const end = new RegExp(`(?<!\`)${fence}(?!\`)`).exec(after);
        left += rest.slice(0, start.index);
        if (end === null) return `${left}UNCLOSED${after}`;
        rest = after.slice(end.index + fence.length);
      }
    })
    .join('\n');
}

describe('Markdown of a plan', () => {
  test.each(plans)('shows no name of %s outside of code, or unescaped', (_, plan) => {
    fc.assert(
      fc.property(name, (attack) => {
        const prose = outsideOfCode(planMarkdown(poisoned(plan, attack)));
        expect(prose).not.toContain('UNCLOSED');
        // Not even escaped: GitHub looks for mentions, issues and addresses in what it has rendered.
        expect(prose).not.toContain(open);
        expect(prose).not.toContain(close);
        const tags = prose.match(/<[^>]*>/g) ?? [];
        expect(tags.filter((tag) => !['<details>', '</details>', '<summary>', '</summary>', '<sub>', '</sub>'].includes(tag))).toEqual([]);
        expect(count(prose, '<details>')).toBe(count(prose, '</details>'));
      }),
      { numRuns: 40 },
    );
  });

  test.each(plans)('has the same blocks for %s whatever things are called', (_, plan) => {
    const shape = (each: Plan): readonly string[] =>
      planMarkdown(each)
        .split('\n')
        .map((line) => /^(?:#+ |- |> |$|<\/?\w+>|\*\*|[❌⚠])?/u.exec(line.trim())?.[0] ?? '');
    const plain = shape(poisoned(plan, 'plain'));
    fc.assert(
      fc.property(name, (attack) => expect(shape(poisoned(plan, attack))).toEqual(plain)),
      { numRuns: 40 },
    );
  });

  test('does see a name that is not escaped', () => {
    expect(outsideOfCode('a `b` <img> ``c`d`` e')).toBe('a  <img>  e');
    expect(outsideOfCode('a `b')).toBe('a UNCLOSEDb');
  });
});

describe('text of a plan', () => {
  const printable = /^[^\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/u;

  test.each(plans)('prints nothing of %s that a terminal would obey', (_, plan) => {
    for (const all of [false, true]) {
      fc.assert(
        fc.property(name, fc.integer({ min: 20, max: 120 }), (attack, columns) => {
          const text = planText(poisoned(plan, attack), { paint: colours.createColors(false), columns, all });
          for (const line of text.split('\n')) expect(line).toMatch(printable);
        }),
        { numRuns: 20 },
      );
    }
  });

  test('has no control characters but its own colours', () => {
    for (const [, plan] of plans) {
      const text = planText(poisoned(plan, '\u001b[31m'), { paint: colours.createColors(true), columns: 80, all: true });
      expect(
        text
          .replaceAll(colour, '')
          .split('\n')
          .filter((line) => !printable.test(line)),
      ).toEqual([]);
    }
  });

  test('leaves no blanks at the end of a line', () => {
    for (const [, plan] of plans) {
      const text = planText(plan, { paint: colours.createColors(false), columns: 80, all: true });
      expect(text.split('\n').filter((line) => line.endsWith(' '))).toEqual([]);
    }
  });
});

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
