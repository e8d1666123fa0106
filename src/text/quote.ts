// C0 and C1 controls, bidirectional and zero-width characters, line and paragraph separators, byte-order mark, lone surrogates.
const unsafe = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Cs}]/gu;

/** Makes text from a policy or a remote system harmless on one line of a terminal or log: what cannot be seen is written out. */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** What an author wrote, between quotation marks, for use in a sentence; very long text is cut and says so. */
export function quote(text: string): string {
  const shown = text.length > 120 ? `${text.slice(0, 100)}… (${String(text.length)} characters)` : text;
  return `"${visible(shown)}"`;
}
