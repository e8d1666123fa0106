// Controls, all format characters (bidirectional, zero-width, soft hyphen, byte-order mark, tags, …), line and paragraph separators, lone
// surrogates; of the tags those too that Unicode has not assigned. What is for private use can be seen in the fonts that have it.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{e0000}-\u{e007f}]/gu;
// What a runner of GitHub takes for a command in the log of a step: the old form anywhere in a line, the new one where a line, or after wrapping a word, begins.
const command = /##\[|(?<![^\s])::/g;
const unmade = (found: string): string => (found === '::' ? '\\u{3a}:' : '#\\u{23}[');
const plain = /^[\x20-\x7e]*$/;

/** Makes text from a policy or a remote system harmless on one line of a terminal or log: what cannot be seen is written out. */
export function visible(text: string): string {
  const harmless = text.includes('##[') || text.includes('::') ? text.replace(command, unmade) : text;
  if (plain.test(harmless)) return harmless;
  return harmless.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** What an author wrote, between quotation marks, for use in a sentence; very long text is cut and says so. */
export function quote(text: string): string {
  const shown = text.length > 120 ? `${text.slice(0, 100)}… (${String(text.length)} characters)` : text;
  return `"${visible(shown)}"`;
}
