import { visible } from '../text/quote.js';

/** As much as plans have by construction. */
const mostCharacters = 60_000;

/**
 * What keeps Markdown that others handed over from being shown under our name; undefined if nothing does. Plans put every name in a code span
 * and every line of a file in a fence, link to their own repository alone and use no HTML but what folds: whatever else is in it, we did not write.
 */
export function faultOf(markdown: string, address: string): string | undefined {
  if (markdown.length > mostCharacters)
    return `it has ${String(markdown.length)} characters, and plans have no more than ${String(mostCharacters)}`;
  const lines = markdown.split('\n');
  if (lines.some((line) => visible(line.replaceAll('\t', ' ')) !== line.replaceAll('\t', ' ')))
    return 'it has characters that cannot be seen';
  const blocks = blocksOf(lines);
  if (blocks.some(({ text }) => nestedFence.test(text))) return 'it has a fence within a list or a quotation';
  const prose = proseOf(blocks);
  return faults.find(({ isIn }) => isIn(prose, address))?.what;
}

const faults: readonly { readonly what: string; readonly isIn: (prose: string, address: string) => boolean }[] = [
  { what: 'it has HTML that plans do not use', isIn: (prose) => /<[a-z/!?]/i.test(prose.replace(ownTags, '')) },
  { what: 'it has an image', isIn: (prose) => /!\[/.test(prose) },
  { what: 'it spells out characters', isIn: (prose) => /&(?:#|[a-z][a-z\d]*;)/i.test(prose) },
  { what: 'it mentions somebody', isIn: (prose) => /(?<![\w.])@\w/.test(prose) },
  { what: 'it refers to an issue', isIn: (prose) => /(?:#|\bGH-)\d/i.test(prose) },
  { what: 'it links to elsewhere', isIn: (prose, address) => leadsElsewhere(prose, address) },
];

/** It ends with what it is in, wherever that is. What goes on with backticks in its line is a code span. */
const nestedFence = /^[\s>*+\-\d.)]+(?:`{3,}[^`\n]*$|~{3,})/m;

/** What folds begins such a block wherever it stands, any other element only where it has its line to itself. */
const htmlBlock = /^[\s>*+\-\d.)]*(?:<\/?(?:details|summary)\b|<\/?[a-z][^>]*>\s*$)/i;

/** What folds, small print, and the names that lines of a plan are found by. */
const ownTags = /<\/?(?:details|summary|sub)>|<a name="permafrost-hunk-\d{1,6}"><\/a>/g;

/** Where such a name is within the page. */
const ownPlace = /^#user-content-permafrost-hunk-\d{1,6}$/;

function leadsElsewhere(prose: string, address: string): boolean {
  const own = `${address}/`;
  const targets = Array.from(
    prose.matchAll(/\]\(\s*([^)\s]*)|\]:\s*(\S*)|((?:[a-z][a-z+.-]*:\/\/|www\.|mailto:)\S*|[\w.+-]+@\w\S*)/gi),
    ([, a, b, c]) => a ?? b ?? c ?? '',
  );
  return targets.some((target) => !ownPlace.test(target) && (!target.replace(/^</, '').startsWith(own) || /\.\.|\\/.test(target)));
}

/** Where a block may begin without a blank line before it. */
const blockStart = /\n(?=[ \t]*(?:[-*+>#]|\d+[.)]))/;

/**
 * What is neither in a fence nor in a code span. Spans end with their block, and what begins a block depends on what is around it: so text is
 * looked at both as one block and as many, and is prose if it is in either. https://spec.commonmark.org/0.31.2/
 */
function proseOf(blocks: readonly Block[]): string {
  return [...blocks, ...blocks.flatMap(({ text, isHtml }) => text.split(blockStart).map((part) => ({ text: part, isHtml })))]
    .map(({ text, isHtml }) => (isHtml ? text : cellsOf(text).map(withoutSpans).join('\n')))
    .join('\n\n');
}

/** What stands within an item of a list ends where the next one begins, HTML too; HTML that only looks as if it stood in one does not. */
const nextItem = /^- \S/;

interface Block {
  readonly text: string;
  /** Up to the next blank line nothing is Markdown, not even a code span. */
  readonly isHtml: boolean;
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let held: string[] = [];
  let isHtml = false;
  let isItem = false;
  let fence: string | undefined;
  const end = (): void => {
    if (held.length > 0) blocks.push({ text: held.join('\n'), isHtml });
    [held, isHtml] = [[], false];
  };
  for (const line of lines) {
    const [, mark = '', info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark.startsWith(fence) && info.trim() === '') fence = undefined;
    } else if (line.trim() === '') end();
    else if (!isHtml && mark !== '' && !info.includes('`')) {
      end();
      [fence, isItem] = [mark, false];
    } else {
      const isNext = nextItem.test(line);
      if (isHtml && isItem && isNext) end();
      isItem = (isNext && !isHtml) || (isItem && line.startsWith('  '));
      if (!isHtml && htmlBlock.test(line)) {
        end();
        isHtml = true;
      }
      held.push(line);
    }
  }
  end();
  return blocks;
}

/** The cells of a table are blocks of their own. */
function cellsOf(block: string): readonly string[] {
  const isTable = block.split('\n').some((line) => line.includes('|') && /^[\s|:>-]+$/.test(line));
  return isTable ? block.split(/(?<!\\)\||\n/) : [block];
}

function withoutSpans(block: string): string {
  const opens = /\\[^]|`+/g;
  let [rest, at] = ['', 0];
  for (let open = opens.exec(block); open !== null; open = opens.exec(block)) {
    const [mark] = open;
    if (mark.startsWith('\\')) continue;
    const closes = new RegExp(`(?<!\`)${mark}(?!\`)`, 'g');
    closes.lastIndex = opens.lastIndex;
    const close = closes.exec(block);
    if (close === null) continue;
    rest += `${block.slice(at, open.index)} `;
    at = opens.lastIndex = close.index + mark.length;
  }
  return rest + block.slice(at);
}
