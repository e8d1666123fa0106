import { visible } from '../text/quote.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for the content or an attribute of XML 1.0, which has no way at all to hold control characters: these are written out. */
export function escapeXml(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      visible(line)
        .replace(/[\ufffe\uffff]/g, '\ufffd')
        .replace(/[&<>"']/g, (character) => entities[character] ?? ''),
    )
    .join('\n');
}

/**
 * Text for a builder of XML that escapes elements and attributes by itself, but neither leaves out what XML cannot hold nor keeps a text
 * from ending the section of characters it stands in.
 */
export function builtXml(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line).replace(/[\ufffe\uffff]/g, '\ufffd'))
    .join('\n')
    .replaceAll(']]>', ']] >');
}
