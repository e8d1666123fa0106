import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { htmlPage, markup, type Page } from '../../src/render/html.js';

describe('markup from a template', () => {
  test('has every text in it escaped, and markup as it is', () => {
    const inner = markup`<b title="${'"\'>'}">${'<script>&'}</b>`;
    expect(markup`<p>${inner}${'</p>'}</p>`.text).toBe('<p><b title="&quot;&#39;&gt;">&lt;script&gt;&amp;</b>&lt;/p&gt;</p>');
  });

  test('lets no text begin an element or end an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', ' ', '=') }), (text) => {
        expect(markup`${text}`.text).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe('a page', () => {
  const page: Page = {
    title: '</title><script>',
    words: '<img>',
    script: 'let a = 1 < 2;',
    style: 'p{}',
    hashes: { script: 'S+/=', style: 'T' },
    data: 'AAAA',
  };

  test('lets in its own script and style and nothing else', () => {
    const text = htmlPage(page);
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    expect(policy?.replaceAll('&#39;', "'")).toBe(
      "default-src 'none'; script-src 'sha256-S+/='; style-src 'sha256-T'; base-uri 'none'; form-action 'none'",
    );
    expect(text).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(text).toContain('<script>let a = 1 < 2;</script>');
    // The policy stands before everything that it is about.
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('<style'));
  });

  test('is not made where a part could end its own element', () => {
    expect(() => htmlPage({ ...page, script: 'a = "</SCRIPT>"' })).toThrow('would end its own element');
    expect(() => htmlPage({ ...page, style: '</style>' })).toThrow('would end its own element');
    expect(() => htmlPage({ ...page, data: '"</script>' })).toThrow('no base64');
  });
});
