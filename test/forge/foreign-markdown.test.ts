import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultOf } from '../../src/forge/foreign-markdown.js';
import { code } from '../../src/render/escape-markdown.js';
import { planMarkdown } from '../../src/render/plan/markdown.js';
import { attacks, hostileName, plans, poisoned, reportOf, type Told } from '../render/plan/poison.js';

const address = 'https://github.com/octo/access';
const fault = (markdown: string): string | undefined => faultOf(markdown, address);

describe('refused is what plans do not write', () => {
  test.each([
    { name: 'more than plans have', text: 'a'.repeat(60_001), what: 'it has 60001 characters, and plans have no more than 60000' },
    { name: 'a script', text: 'a <script>b</script>', what: 'it has HTML that plans do not use' },
    { name: 'an element with attributes', text: '<details onclick="x">', what: 'it has HTML that plans do not use' },
    { name: 'an HTML comment', text: '<!-- permafrost: other -->', what: 'it has HTML that plans do not use' },
    { name: 'an address between angle brackets', text: '<https://evil.example>', what: 'it has HTML that plans do not use' },
    { name: 'an image', text: '![x](https://github.com/octo/access/x.png)', what: 'it has an image' },
    { name: 'a mention', text: 'see @everyone', what: 'it mentions somebody' },
    { name: 'a mention of a team', text: '(@octo/owners)', what: 'it mentions somebody' },
    { name: 'an issue', text: 'closes #12', what: 'it refers to an issue' },
    { name: 'an issue elsewhere', text: 'octo/access#12 and GH-3', what: 'it refers to an issue' },
    { name: 'a link', text: '[plan](https://evil.example/x)', what: 'it links to elsewhere' },
    { name: 'a link to what looks like here', text: `[plan](${address}.evil.example/)`, what: 'it links to elsewhere' },
    { name: 'a link out of here', text: `[plan](${address}/../evil)`, what: 'it links to elsewhere' },
    { name: 'a link to a place on the server', text: '[plan](/octo/evil)', what: 'it links to elsewhere' },
    { name: 'a link by name', text: '[plan][a]\n\n[a]: https://evil.example', what: 'it links to elsewhere' },
    { name: 'an address in prose', text: 'see https://evil.example', what: 'it links to elsewhere' },
    { name: 'an address without its scheme', text: 'see www.evil.example', what: 'it links to elsewhere' },
    { name: 'a way to turn letters round', text: 'a \u202e b', what: 'it has characters that cannot be seen' },
    { name: 'a control character', text: 'a \u001b[31m b', what: 'it has characters that cannot be seen' },
    { name: 'a span that is never closed', text: '``a` @kim', what: 'it mentions somebody' },
    { name: 'a span whose first mark is escaped', text: '\\`@kim`', what: 'it mentions somebody' },
    { name: 'a span among HTML, where there are none', text: '<details>\n`@kim`', what: 'it mentions somebody' },
    { name: 'a span in what looks like an item among HTML', text: '  </details>\n- `@kim`', what: 'it mentions somebody' },
    { name: 'the same after an item that has ended', text: '- a\n\nb\n\n  </details>\n- `@kim`', what: 'it mentions somebody' },
    { name: 'the same after an item that is none', text: '<details>\n- a\n  </details>\n- `@kim`', what: 'it mentions somebody' },
    { name: 'a span below an element on its own', text: '<sub>\n`@kim`', what: 'it mentions somebody' },
    { name: 'a name of something else', text: '<a name="x"></a>', what: 'it has HTML that plans do not use' },
    { name: 'a fence among HTML, where there are none', text: '<details>\n```\n@kim\n```', what: 'it mentions somebody' },
    { name: 'a span over the cells of a table', text: '| a | b |\n|---|---|\n| `a | @kim` |', what: 'it mentions somebody' },
    { name: 'a span that what looks like an item would begin', text: '`a\n2. b` @kim `', what: 'it mentions somebody' },
    { name: 'a mention whose mark is spelled out', text: 'see &commat;kim', what: 'it spells out characters' },
    { name: 'an address of mail, which becomes a link', text: 'write to eve@evil.example', what: 'it links to elsewhere' },
    { name: 'a link to a place that plans have not', text: '[x](#user-content-x)', what: 'it links to elsewhere' },
    { name: 'a fence that ends with its item', text: '- a\n  ```\n  b\n@kim\n  ```', what: 'it has a fence within a list or a quotation' },
    { name: 'a span that would go on in the next block', text: '`a\n\n@kim `', what: 'it mentions somebody' },
    { name: 'a span that would go on in the next item', text: '- `a\n- @kim `', what: 'it mentions somebody' },
    { name: 'what comes after a fence', text: '```\na\n```\n@kim', what: 'it mentions somebody' },
    { name: 'what a shorter fence does not open', text: '````\n```\n````\n@kim', what: 'it mentions somebody' },
  ])('$name', ({ text, what }) => {
    expect(fault(text)).toBe(what);
  });
});

describe('taken is', () => {
  test.each([
    { name: 'what folds', text: '<details><summary>all 3</summary>\n\n`a`\n\n</details> <sub>x</sub>' },
    { name: 'a link to a line of this repository', text: `[\`policies/a.yaml:3\`](${address}/blob/${'a'.repeat(40)}/policies/a.yaml#L3)` },
    { name: 'a name to be found by, before other text', text: '<a name="permafrost-hunk-3"></a>**hunk 3** of `policies/@kim<b>.yaml`' },
    { name: 'a link to such a name', text: '([hunk 3](#user-content-permafrost-hunk-3))' },
    { name: 'anything in a fence', text: '```diff\n+ @kim <img> https://evil.example\n```\n' },
    { name: 'anything in a longer fence', text: '````\n```\n@kim\n````' },
    {
      name: 'an item after one that ends with what folds',
      text: '- a\n\n  <details><summary>b</summary>\n\n  c\n\n  </details>\n- `@kim`',
    },
    { name: 'a span at the start of an item, as long as a fence', text: '- ```` ``` @kim ````' },
    { name: 'an address of mail in a span', text: '`user:ana@acme.example`' },
  ])('$name', ({ text }) => {
    expect(fault(text)).toBeUndefined();
  });

  test('every name, as plans write it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        expect(fault(`**1. ${names.map(code).join(', ')}** gain\n\n- **on:** ${names.map(code).join(', ')}`)).toBeUndefined();
      }),
    );
  });
});

/** A plan as the commenting job gets it, with everything in it called something hostile. */
function rendered(plan: Told, name: string): string {
  return planMarkdown({
    ...reportOf(poisoned(plan, name)),
    sourceUrl: `${address}/blob/${'a'.repeat(40)}`,
    whole: `${address}/actions/runs/99`,
  });
}

/** The lines that no fence holds, by their number. */
function linesOutside(markdown: string): readonly number[] {
  const found: number[] = [];
  let fence: string | undefined;
  markdown.split('\n').forEach((line, index) => {
    const [, mark] = /^(`{3,})\w*$/.exec(line) ?? [];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence === undefined) found.push(index);
    else if (mark !== undefined && mark.length >= fence.length) fence = undefined;
  });
  return found;
}

describe('a plan', () => {
  const plan = fc.constantFrom(...plans.map(([, each]) => each));

  test.each(plans)('of %s is taken, whatever things in it are called', (_, each) => {
    for (const attack of attacks) expect({ attack, fault: fault(rendered(each, attack)) }).toEqual({ attack, fault: undefined });
    fc.assert(
      fc.property(hostileName, (name) => expect(fault(rendered(each, name))).toBeUndefined()),
      { numRuns: 10 },
    );
  });

  test('has in it all that is let through', () => {
    const all = plans.map(([, each]) => rendered(each, 'plain')).join('\n');
    for (const own of ['<details><summary>', '</summary>', '</details>', '<sub>', '</sub>', '<a name="permafrost-hunk-1"></a>'])
      expect(all).toContain(own);
    expect(all).toContain('](#user-content-permafrost-hunk-1)');
  });

  test('to which something foreign is added is refused, wherever it is', () => {
    const foreign = [
      '<img src=x onerror=alert(1)>',
      '<script>x</script>',
      '<a href="https://evil.example">x</a>',
      '<a name="permafrost-hunk-1" onclick="x"></a>',
      '<a name="permafrost-hunk-x"></a>',
      '<details open>',
      '<details ontoggle=x>',
      '<!-- x -->',
      '<!-- permafrost: other -->',
      '</a>',
      '<a>',
      '<sup>x</sup>',
      '<https://evil.example>',
      '![x](https://evil.example/p.png)',
      '[x](https://evil.example)',
      '[x](//evil.example)',
      '[x](javascript:alert(1))',
      '[x](#user-content-elsewhere)',
      '[y]: https://evil.example',
      'https://evil.example',
      'www.evil.example',
      'mailto:eve@evil.example',
      'eve@evil.example',
      '@octo/owners',
      '@kim',
      'closes #12',
      'octo/access#3',
      'GH-7',
      '&commat;kim',
      '&#64;kim',
      '&#x40;kim',
      'https&colon;//evil.example',
      ' \u202e x',
    ];
    fc.assert(
      fc.property(plan, fc.constantFrom(...foreign), fc.constantFrom('plain', ...attacks), fc.nat(), (each, planted, name, at) => {
        const lines = rendered(each, name).split('\n');
        const places = linesOutside(lines.join('\n'));
        const line = places[at % places.length] ?? 0;
        for (const put of [`${lines[line] ?? ''}\n\n${planted}\n`, `${lines[line] ?? ''} ${planted}`])
          expect({ planted, fault: fault(lines.with(line, put).join('\n')) }).toEqual({ planted, fault: expect.any(String) });
      }),
      { numRuns: 400 },
    );
  });
});
