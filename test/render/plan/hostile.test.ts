import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import colours from 'picocolors';
import { planMarkdown } from '../../../src/render/plan/markdown.js';
import { planText } from '../../../src/render/plan/text.js';
import { attacks, close, hostileName as name, open, plans, poisoned, reportOf, type Told } from './poison.js';

const escape = String.fromCharCode(27);
/** What our own colours look like. */
const colour = new RegExp(`${escape}\\[\\d+m`, 'g');

/** Without blocks of code, and without the addresses of links, which must be nothing but addresses. */
function outsideOfBlocks(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, run = ''] = /^ {0,3}(`{3,})\w*$/.exec(line) ?? [];
    if (fence === undefined && run !== '') fence = run;
    else if (fence === undefined) kept.push(line);
    else if (run.length >= fence.length && /^ {0,3}`+$/.test(line)) fence = undefined;
  }
  if (fence !== undefined) kept.push('UNCLOSED');
  return kept.join('\n').replace(/\]\((?:https:\/\/code\.example\/[^\s()<>]*|#user-content-permafrost-hunk-\d+)\)/g, ']');
}

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
        const prose = outsideOfCode(outsideOfBlocks(planMarkdown(reportOf(poisoned(plan, attack)))));
        expect(prose).not.toContain('UNCLOSED');
        // Not even escaped: GitHub looks for mentions, issues and addresses in what it has rendered.
        expect(prose).not.toContain(open);
        expect(prose).not.toContain(close);
        const tags = (prose.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/^<a name="permafrost-hunk-\d+">$/, '<a>'));
        expect(
          tags.filter((tag) => !['<details>', '</details>', '<summary>', '</summary>', '<sub>', '</sub>', '<a>', '</a>'].includes(tag)),
        ).toEqual([]);
        expect(count(prose, '<details>')).toBe(count(prose, '</details>'));
      }),
      { numRuns: 20 },
    );
  });

  test.each(plans)('has the same blocks for %s whatever things are called', (_, plan) => {
    const shape = (each: Told): readonly string[] =>
      outsideOfBlocks(planMarkdown(reportOf(each)))
        .split('\n')
        .map((line) => /^(?:#+ |- |> |$|<\/?\w+>|\*\*|[❌⚠])?/u.exec(line.trim())?.[0] ?? '');
    const plain = shape(poisoned(plan, 'plain'));
    fc.assert(
      // A very long name leaves less room for the rest.
      fc.property(fc.constantFrom(...attacks.filter((attack) => attack.length < 50)), (attack) =>
        expect(shape(poisoned(plan, attack))).toEqual(plain),
      ),
      { numRuns: 20 },
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
        { numRuns: 10 },
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
