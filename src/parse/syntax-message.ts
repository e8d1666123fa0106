import type { YAMLParseError, YAMLWarning } from 'yaml';
import { visible } from '../text/quote.js';

export interface Said {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** What a YAML slip is called for people who do not know the standard's words; the parser's own sentence where it is clear enough. */
const known: Readonly<Record<string, Said>> = {
  TAB_AS_INDENT: { code: 'tab', message: 'The line has a tab where YAML wants spaces.', hint: 'Use spaces.' },
  BAD_ALIAS: {
    code: 'unknown-alias',
    message: 'The alias (*…) names no anchor (&…) that stands before it.',
    hint: 'Put quotation marks around a text that starts with *.',
  },
  TAG_RESOLVE_FAILED: {
    code: 'unknown-tag',
    message: 'Tags (!…) have no meaning in policies.',
    hint: 'Remove the tag, or put quotation marks around a text that starts with !.',
  },
  BAD_INDENT: {
    code: 'bad-indent',
    message: 'The indentation does not fit the lines above.',
    hint: 'Start the line under the first letter of its sisters.',
  },
  MISSING_CHAR: { code: 'yaml-syntax', message: 'A closing quotation mark, bracket or comma is missing here.', hint: 'Write it.' },
  MULTILINE_IMPLICIT_KEY: {
    code: 'yaml-syntax',
    message: 'A key and its colon must stand on one line.',
    hint: 'Look for a missing colon, or for a line that is indented too far.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    code: 'yaml-syntax',
    message: 'Two values stand on one line where only one can.',
    hint: 'Put quotation marks around a text that contains ": ".',
  },
  BLOCK_IN_FLOW: {
    code: 'yaml-syntax',
    message: 'Inside [ ] and { } this cannot stand without a comma or quotation marks.',
    hint: 'Put a comma between two entries, or quotation marks around a text that contains ": ".',
  },
  BAD_SCALAR_START: { code: 'yaml-syntax', message: 'A value cannot start with this character.', hint: 'Put quotation marks around it.' },
  BAD_DQ_ESCAPE: {
    code: 'bad-escape',
    message: 'Between double quotation marks, this backslash has no meaning.',
    hint: 'Write two backslashes, or put single quotation marks around the text.',
  },
  BAD_DIRECTIVE: { code: 'yaml-syntax', message: 'Directives (%…) have no meaning in policies.', hint: 'Remove the line.' },
};

export function syntaxMessage({ code, message }: Pick<YAMLParseError | YAMLWarning, 'code' | 'message'>): Said {
  if (/\btab/i.test(message) && code !== 'TAB_AS_INDENT') return known['TAB_AS_INDENT'] ?? { code: 'tab', message };
  const found = known[code];
  const bracket = /^Unexpected flow-(?:seq|map)-end token.*"(.)"/.exec(message)?.[1];
  if (bracket !== undefined) return { code: 'yaml-syntax', message: `Nothing opens this "${bracket}".`, hint: 'Take it out.' };
  if (found?.code === 'yaml-syntax') return { ...found, message: `${found.message} (${sentence(message)})` };
  return found ?? { code: 'yaml-syntax', message: sentence(message) };
}

/** The first line of what a parser says; it may repeat anything that stands in the file. */
function sentence(message: string): string {
  const line = visible(message.split('\n')[0] ?? message);
  return line.endsWith('.') ? line : `${line}.`;
}
