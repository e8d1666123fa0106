import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultOf } from '../../src/forge/foreign-markdown.js';
import { code } from '../../src/render/escape-markdown.js';

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
    { name: 'a span below an element on its own', text: '<sub>\n`@kim`', what: 'it mentions somebody' },
    { name: 'a name of something else', text: '<a name="x"></a>', what: 'it has HTML that plans do not use' },
    { name: 'a fence among HTML, where there are none', text: '<details>\n```\n@kim\n```', what: 'it mentions somebody' },
    { name: 'a span over the cells of a table', text: '| a | b |\n|---|---|\n| `a | @kim` |', what: 'it mentions somebody' },
    { name: 'a span that what looks like an item would begin', text: '`a\n2. b` @kim `', what: 'it mentions somebody' },
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
