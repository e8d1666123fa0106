import { isList, isMap } from '../edit.js';
import { writtenField, writtenValue } from '../written.js';
import type { Written } from './document-of.js';

const widest = 100;

/**
 * A document as people write it: lists of names on one line while they fit, else one name a line; grants and entries each on a line of their
 * own, so that a later change of one is a change of one line.
 */
export function documentText(document: Written): string {
  return Object.entries(document)
    .flatMap(([field, value]) => fieldLines(field, value, ''))
    .map((line) => `${line}\n`)
    .join('');
}

function fieldLines(field: string, value: unknown, indent: string): readonly string[] {
  const short = `${indent}${writtenField(field, value)}`;
  if (isList(value) && value.length > 0) {
    if (short.length <= widest && value.every(isWord)) return [short];
    return [`${indent}${keyOf(field)}`, ...value.map((item) => `${indent}  - ${writtenValue(item)}`)];
  }
  if (isMap(value) && isLong(field, value, short))
    return [`${indent}${keyOf(field)}`, ...Object.entries(value).flatMap(([inner, item]) => fieldLines(inner, item, `${indent}  `))];
  return [short];
}

/** Maps of things that people look for one by one: of people, and of roles. */
function isLong(field: string, value: object, short: string): boolean {
  return Object.keys(value).length > 0 && (field === 'users' || field === 'roles' || short.length > widest);
}

function isWord(item: unknown): boolean {
  return typeof item === 'string';
}

/** `field:` with the quotation marks that it may need. */
function keyOf(field: string): string {
  return writtenField(field, '').replace(/: ""$/, ':');
}
