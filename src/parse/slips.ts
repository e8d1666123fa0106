import {
  isCollection,
  isScalar,
  Lexer,
  visit,
  type Document as YamlDocument,
  type Node,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import { count } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { syntaxMessage } from './syntax-message.js';

/** Something wrong with the text of a document, at an offset into the file. */
export interface Slip {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly offset: number;
}

/** What is wrong with a document, and from where on nothing that the parser says can be relied on. */
export interface Slips {
  readonly found: readonly Slip[];
  readonly reliableUntil: number;
}

type Problem = Pick<YAMLParseError | YAMLWarning, 'code' | 'message' | 'pos'>;

/** After these the parser reads on as if nothing had happened; all others make it stumble over what follows. */
const harmless: ReadonlySet<string> = new Set(['TAG_RESOLVE_FAILED', 'BAD_ALIAS', 'BAD_DQ_ESCAPE', 'BAD_SCALAR_START', 'BAD_DIRECTIVE']);

/**
 * The slips of one document, each once and where it was made: a parser notices an open bracket only where the next line does not fit,
 * and then complains about all that follows. `tabs`: where tabs stand in this document.
 */
export function slipsIn(yaml: YamlDocument, text: string, tabs: readonly number[]): Slips {
  const problems = problemsOf(yaml);
  const [tab] = tabs;
  const stumble = problems.find(({ code }) => !harmless.has(code));
  if (tab !== undefined && (stumble === undefined || tab <= stumble.pos[0]))
    return { found: [...softSlips(problems, tab), tabSlip(tabs, tab)], reliableUntil: tab };
  if (stumble === undefined) return { found: softSlips(problems, Infinity), reliableUntil: Infinity };
  const slip = placed(stumble, yaml, text);
  const reliableUntil = Math.min(slip.offset, stumble.pos[0]);
  return { found: [...softSlips(problems, reliableUntil), slip], reliableUntil };
}

function problemsOf({ errors, warnings }: YamlDocument): readonly Problem[] {
  const all: readonly Problem[] = [...errors, ...warnings];
  return all.toSorted((a, b) => a.pos[0] - b.pos[0]);
}

function softSlips(problems: readonly Problem[], until: number): readonly Slip[] {
  const soft = problems.filter(({ code, pos }) => harmless.has(code) && pos[0] < until);
  return soft.map((problem) => ({ ...syntaxMessage(problem), offset: problem.pos[0] }));
}

function tabSlip(tabs: readonly number[], offset: number): Slip {
  const others = tabs.length === 1 ? '' : ` So do ${count(tabs.length - 1, 'more line')} of this document.`.replace('do 1', 'does 1');
  return { code: 'tab', message: `The line has a tab where YAML wants spaces.${others}`, hint: 'Use spaces.', offset };
}

/** The first tab of each line that has one between its words or before them; tabs in texts, in comments and at the end do no harm. */
export function tabsIn(text: string): readonly number[] {
  if (!text.includes('\t')) return [];
  const found: number[] = [];
  let offset = 0;
  let inText = false;
  let line = true;
  for (const lexeme of new Lexer().lex(text)) {
    const isMark = lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f';
    if (!isMark) {
      if (line && !inText && /^[ \t]*\t[ \t]*$/.test(lexeme) && /[^\s#]/.test(text.charAt(offset + lexeme.length))) {
        found.push(offset + lexeme.indexOf('\t'));
        line = false;
      }
      if (lexeme.includes('\n')) line = true;
      offset += lexeme.length;
    }
    inText = lexeme === '\u001f';
  }
  return found;
}

/** A problem that the parser stumbled over, pointed at where it was made. */
function placed(problem: Problem, yaml: YamlDocument, text: string): Slip {
  const [offset] = problem.pos;
  return (
    openQuote(yaml, text, offset) ??
    openBracket(problem, yaml, text) ??
    wrongIndent(problem, text) ??
    withoutColon(problem, text) ?? { ...syntaxMessage(problem), offset }
  );
}

/** A text in quotation marks that runs over the line is mostly one whose closing mark is missing. */
function openQuote(yaml: YamlDocument, text: string, problem: number): Slip | undefined {
  const open = nodesOf(yaml).find((node) => {
    if (!isScalar(node) || (node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE') || !node.range) return false;
    const [start, end] = node.range;
    const spans = text.slice(start, end).trimEnd().includes('\n') || end >= text.trimEnd().length;
    return spans && start < problem && problem <= endOfLine(text, end);
  });
  const offset = open?.range?.[0];
  if (offset === undefined) return undefined;
  const message = `The quotation mark that stands here is not closed on this line.`;
  return {
    code: 'not-closed',
    message,
    hint: 'Close it, or put quotation marks of the other kind around a text that has one in it.',
    offset,
  };
}

function openBracket({ code, message, pos }: Problem, yaml: YamlDocument, text: string): Slip | undefined {
  const says = /^flow (?:map|sequence)/i.test(message) || (code === 'MISSING_CHAR' && /end with a [}\]]/.test(message));
  if (!says) return undefined;
  const open = nodesOf(yaml).filter((node) => {
    if (!isCollection(node) || node.flow !== true || !node.range) return false;
    const [start, end] = node.range;
    return start < pos[0] && end >= Math.min(pos[0], text.trimEnd().length);
  });
  const offset = (open.findLast((node) => !isClosed(node, text)) ?? open.at(-1))?.range?.[0];
  if (offset === undefined) return undefined;
  const bracket = text.charAt(offset);
  const hint = `Write the ${quote(bracket === '[' ? ']' : '}')} where it ends.`;
  return { code: 'not-closed', message: `The ${quote(bracket)} that stands here is not closed.`, hint, offset };
}

function isClosed({ range }: Node, text: string): boolean {
  if (!range) return true;
  return text.charAt(range[1] - 1) === (text.charAt(range[0]) === '[' ? ']' : '}');
}

/** The line that is indented wrongly: often not the one where the parser gave up, but the one after it. */
function wrongIndent({ code, message, pos }: Problem, text: string): Slip | undefined {
  const [offset] = pos;
  const below = nextContent(text, endOfLine(text, offset));
  const deeper = below !== undefined && indentAt(text, below) > indentAt(text, offset);
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && message.startsWith('Nested')) {
    if (/:(?:\s|$)/m.test(text.slice(offset, endOfLine(text, offset))) || !deeper) return undefined;
    return indentSlip(below, 'This line is indented deeper than the one above, which has a value already.');
  }
  if (code === 'MULTILINE_IMPLICIT_KEY' && deeper && text.charAt(lineIndent(text, offset)) === '-')
    return indentSlip(below, 'This line is indented deeper than the one above.');
  const misfit = code === 'BAD_INDENT' || code === 'BLOCK_AS_IMPLICIT_KEY' || message.startsWith('Sequence item without');
  return misfit ? indentSlip(firstContent(text, offset), 'The indentation does not fit the lines above.') : undefined;
}

function indentSlip(offset: number, message: string): Slip {
  return { code: 'bad-indent', message, hint: 'Begin the line below the first letter of those it belongs with.', offset };
}

/** A line that should be `field: value`. */
function withoutColon({ code, pos }: Problem, text: string): Slip | undefined {
  if (code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const offset = firstContent(text, pos[0]);
  const line = text.slice(offset, endOfLine(text, offset)).trim();
  const glued = /^([\w-]+):[^\S ]*(\S.*)$/.exec(line);
  if (glued) {
    const message = `YAML reads ${quote(line)} as one word, since no blank follows its colon.`;
    return { code: 'no-blank-after-colon', message, hint: `Write ${quote(`${glued[1] ?? ''}: ${glued[2] ?? ''}`)}.`, offset };
  }
  const message = `${quote(line)} is no field: that is a word, a colon, a blank, and a value.`;
  return { code: 'missing-colon', message, hint: 'Put a colon and a blank after the word, or take the line out.', offset };
}

function nodesOf(yaml: YamlDocument): readonly Node[] {
  const nodes: Node[] = [];
  visit(yaml, { Node: (_, node) => void nodes.push(node) });
  return nodes;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** The first character after an offset that is no blank and in no comment. */
function nextContent(text: string, offset: number): number | undefined {
  const found = /(?:\s*#[^\n]*)*\s*/y;
  found.lastIndex = offset;
  const end = offset + (found.exec(text)?.[0].length ?? 0);
  return end < text.length ? end : undefined;
}

/** The offset itself, or the first character after the blanks it points to. */
function firstContent(text: string, offset: number): number {
  let content = offset;
  while (text.charAt(content) === ' ') content++;
  return text.charAt(content) === '\n' ? offset : content;
}

function indentAt(text: string, offset: number): number {
  return lineIndent(text, offset) - startOfLine(text, offset);
}

/** Where the first character of a line stands that is no blank. */
function lineIndent(text: string, offset: number): number {
  return firstContent(text, startOfLine(text, offset));
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
