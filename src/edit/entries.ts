import { isAlias, isCollection, isNode, isPair, isScalar, isSeq, type CST, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Change } from './change-tree.js';
import type { Quotes } from './written.js';

/** One item of a list or one field of a map, where it stands in the text. */
export interface Entry {
  /** From its dash or its key. */
  readonly start: number;
  /** To the end of what it says: neither blanks nor comments that follow. */
  readonly end: number;
  readonly value: Node | null;
  /** After the dash or colon; where nothing is written, a value can stand here. */
  readonly slot: number;
  readonly change: Change | undefined;
}

export type Collection = YAMLMap | YAMLSeq;

/** The entries of a collection of a document that was parsed with its tokens. */
export function entriesOf(node: Collection, text: string, change: Change): readonly Entry[] {
  if (isSeq(node)) return listEntries(node, text, change);
  return node.items.map((pair) => fieldEntry(pair as Pair<Node, Node | null>, text, change));
}

function listEntries(node: YAMLSeq, text: string, change: Change): readonly Entry[] {
  const token = node.srcToken;
  const dashes =
    token?.type === 'block-seq' ? token.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind') ?? []) : [];
  return node.items.map((item, index) => {
    const value = isNode(item) ? item : null;
    const dash = dashes[index];
    const start = dash?.offset ?? value?.range?.[0] ?? 0;
    const slot = dash === undefined ? start : dash.offset + 1;
    return { start, slot, value, end: contentEnd(value, text) ?? slot, change: change.inside.get(index) };
  });
}

function fieldEntry(pair: Pair<Node, Node | null>, text: string, change: Change): Entry {
  const { key, value } = pair;
  const mark = tokenOf(pair)?.start.find(({ type }) => type === 'explicit-key-ind');
  const slot = slotOf(pair);
  const end = contentEnd(value, text) ?? slot;
  return { start: mark?.offset ?? key.range?.[0] ?? 0, slot, value, end, change: change.inside.get(keyText(key)) };
}

/** The end of what a node says; undefined where nothing is written. */
export function contentEnd(node: Node | null, text: string): number | undefined {
  if (node === null || isUnwritten(node)) return undefined;
  const [, end = 0] = node.range ?? [];
  if (!isCollection(node) || node.flow === true) return trimmedEnd(text, end);
  const last: unknown = node.items.at(-1);
  if (isPair<Node, Node | null>(last)) return contentEnd(last.value, text) ?? slotOf(last);
  return contentEnd(isNode(last) ? last : null, text) ?? trimmedEnd(text, end);
}

/** After the colon, or after the key where there is none. */
function slotOf(pair: Pair<Node, Node | null>): number {
  const colon = tokenOf(pair)?.sep?.find(({ type }) => type === 'map-value-ind');
  return colon === undefined ? (pair.key.range?.[1] ?? 0) : colon.offset + 1;
}

function tokenOf(pair: object): CST.CollectionItem | undefined {
  return (pair as { readonly srcToken?: CST.CollectionItem }).srcToken;
}

function trimmedEnd(text: string, end: number): number {
  let position = end;
  while (position > 0 && /\s/.test(text.charAt(position - 1))) position--;
  return position;
}

/** An empty value: `key:` and nothing after it. */
export function isUnwritten(node: Node): boolean {
  return isScalar(node) && node.range !== undefined && node.range !== null && node.range[0] === node.range[1];
}

function keyText(key: Node): string {
  if (isAlias(key) || !isScalar(key)) return '';
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

/** The quotes that all scalars of a list have, so that a new one looks like its neighbours. */
export function quotesOf(node: Collection): Quotes {
  const scalars = node.items.map((item) => (isPair(item) ? item.value : item)).filter(isScalar);
  const [first] = scalars;
  if (first?.type !== 'QUOTE_DOUBLE' && first?.type !== 'QUOTE_SINGLE') return 'PLAIN';
  return isSeq(node) && scalars.every(({ type }) => type === first.type) ? first.type : 'PLAIN';
}

export function isFlow(node: Collection): boolean {
  return node.flow === true;
}
