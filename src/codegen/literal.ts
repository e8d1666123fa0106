import { visible } from '../text/quote.js';

// What ends a string, starts an escape, or cannot be seen on the line it stands on.
const special = /['\\]|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Text as a string of TypeScript between single quotation marks: on one line, with everything unseen written out. */
export function literal(text: string): string {
  return `'${text.replaceAll(special, escape)}'`;
}

function escape(character: string): string {
  return character === "'" || character === '\\' ? `\\${character}` : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Text as one line of a doc comment, which it can neither end nor give a tag. */
export function docText(text: string): string {
  return visible(text.trim().replaceAll(/\s+/g, ' '))
    .replaceAll('*/', '*\\/')
    .replaceAll(/^@|\{@/g, (start) => start.replace('@', '\\@'));
}
