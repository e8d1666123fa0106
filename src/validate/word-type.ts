import { list } from '../text/plural.js';
import { quote, visible } from '../text/quote.js';
import type { Shape, ShapeType } from './compiled-validator.js';
import { badDate, badDuration } from './word-form.js';
import { isMap, kindOfValue, own, type Finding, type ValueKind } from './finding.js';
import { subjectAt, type ShapeFault } from './shape-fault.js';

const nouns: Readonly<Record<ShapeType, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
};

/** Forms of string that YAML may read as a number, though people wrote what they meant. */
const numberForms: Readonly<Record<string, (fault: ShapeFault, text: string) => Finding>> = { date: badDate, days: badDuration };

/** Words a value of the wrong type. */
export function wordType(fault: ShapeFault): Finding {
  const kind = kindOfValue(fault.value);
  const wanted = new Set([fault.shape.type ?? []].flat());
  if (kind === 'nothing') return emptyValue(fault, wanted);
  const wording = kind === 'number' ? numberForms[fault.shape['x-form'] ?? ''] : undefined;
  if (wording) return wording(fault, String(fault.value));
  if (kind === 'list') return wanted.has('object') && !wanted.has('string') ? notAMap(fault, kind) : notASingleValue(fault);
  // One map or a list of maps: a lone string was meant as the map.
  if (wanted.has('object') && wanted.has('array') && !takesStrings(fault.shape)) return notAMap(fault, kind);
  if (wanted.has('array') && !wanted.has('string')) return notAList(fault, kind);
  if (wanted.has('object') && !wanted.has('string')) return notAMap(fault, kind);
  if (kind === 'map') return mapForString(fault, wanted);
  return wrongScalar(fault, kind, wanted);
}

function emptyValue({ path, shape }: ShapeFault, wanted: ReadonlySet<ShapeType>): Finding {
  const key = typeof path.at(-1) === 'string';
  return { code: 'empty-value', message: `${subjectAt(path)} has no value.`, hint: fillHint(key, shape, wanted), path, key };
}

function fillHint(key: boolean, { minItems = 0 }: Shape, wanted: ReadonlySet<ShapeType>): string {
  if (!key) return 'Write something after the "-", or take the line out.';
  if (wanted.has('array')) return minItems > 0 ? 'Write at least one entry.' : 'Write [] for none.';
  if (wanted.has('object')) return 'Write {} if there is nothing to add, or its fields, each on a line of its own and indented.';
  return 'Write a value after the colon, or take the line out.';
}

function notAList({ path, value, shape }: ShapeFault, kind: ValueKind): Finding {
  const what = kind === 'map' ? 'a map' : `a lone ${kind}`;
  return { code: 'not-a-list', message: `${subjectAt(path)} is a list; ${what} is no list.`, hint: listHint(value, shape), path };
}

function listHint(value: unknown, shape: Shape): string {
  if (typeof value === 'object') return 'Begin each entry with "- ".';
  if (!takesStrings(shape)) return 'Write each entry as a map that begins with "- ".';
  return `Write [${entriesIn(value)}], or one "- …" line each.`;
}

function takesStrings({ items = {}, 'x-entries': entries = items.type ?? 'string' }: Shape): boolean {
  return [entries].flat().includes('string');
}

/** Lines below each other, without their dashes, are one string to YAML. */
function entriesIn(value: unknown): string {
  const text = visible(String(value)).trim();
  if (typeof value !== 'string') return `"${text}"`;
  const words = text.split(/\s*,\s*|\s+-?\s*/).filter((word) => word !== '' && word !== '-');
  const entries = words.length > 1 && words.every((word) => /[@:_/]/.test(word)) ? words : [text];
  const shown = entries.slice(0, 4).map((entry) => (/^[\w@.:/+-]+$/.test(entry) ? entry : JSON.stringify(entry)));
  return shown.join(', ') + (entries.length > 4 ? ', …' : '');
}

function notAMap({ path, value }: ShapeFault, kind: ValueKind): Finding {
  const message = `${subjectAt(path)} is a map of fields; ${kind === 'list' ? 'a list is none' : `a ${kind} is none`}.`;
  return { code: 'not-a-map', message, hint: mapHint(value, kind), path };
}

function mapHint(value: unknown, kind: ValueKind): string {
  if (kind === 'list') return 'Write its fields without "- ", as "field: value".';
  const glued = typeof value === 'string' ? /^(\w+):(\S.*)$/.exec(value) : null;
  if (glued) return `Put a blank after the colon: ${visible(`${glued[1] ?? ''}: ${glued[2] ?? ''}`)}`;
  return 'Write its fields as "field: value", one a line and indented below it.';
}

function notASingleValue({ path, value }: ShapeFault): Finding {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const [only] = entries;
  const nested = typeof path.at(-1) === 'number';
  const hint = nested
    ? 'Take the inner brackets or dashes away.'
    : entries.length === 1 && typeof only === 'string'
      ? `Write ${visible(`${String(path.at(-1))}: ${only}`)}`
      : 'Write one value, without brackets or dashes.';
  return { code: 'not-a-single-value', message: `${subjectAt(path)} takes one value; a list is not one value.`, hint, path };
}

function mapForString(fault: ShapeFault, wanted: ReadonlySet<ShapeType>): Finding {
  const { path, value } = fault;
  const dated = isMap(value) && own(value, 'until') !== undefined ? misplacedDate(fault) : undefined;
  if (dated) return dated;
  const message = `${subjectAt(path)} is ${wantedWords(wanted)}; a map is not.`;
  const pairs = isMap(value) ? Object.entries(value) : [];
  const [[word, name] = ['', undefined]] = pairs;
  const reference = pairs.length === 1 && typeof name === 'string' ? `${word}:${name}` : undefined;
  const hint = reference === undefined ? 'Write one value.' : `Write ${visible(reference)}, without a blank after the colon.`;
  return { code: 'wrong-type', message, hint, path };
}

/** Lists whose entries are references alone, and where a date for them can stand. */
const dateless: Readonly<Record<string, string>> = {
  to: 'Put it on the grant, beside "to"; make a second grant for those with another date.',
  includes: 'Put it on the members of the other group, or on the grant or role that this group has.',
};

function misplacedDate({ path }: ShapeFault): Finding | undefined {
  const field = String(path.findLast((step) => typeof step === 'string'));
  const hint = Object.hasOwn(dateless, field) ? dateless[field] : undefined;
  if (hint === undefined) return undefined;
  const message = `${subjectAt(path)} is a reference alone; an "until" cannot stand inside ${quote(field)}.`;
  return { code: 'wrong-type', message, hint, path };
}

function wrongScalar({ path, value }: ShapeFault, kind: ValueKind, wanted: ReadonlySet<ShapeType>): Finding {
  const text = visible(String(value)).slice(0, 40);
  const reads = wanted.has('integer') && kind === 'number' ? `${text} is not` : `YAML reads ${text} as a ${kind}`;
  const message = `${subjectAt(path)} is ${wantedWords(wanted)}; ${kind === 'string' ? `"${text}" is a string` : reads}.`;
  return { code: 'wrong-type', message, hint: scalarHint(value, wanted), path };
}

function scalarHint(value: unknown, wanted: ReadonlySet<ShapeType>): string | undefined {
  if (wanted.has('string')) return 'Put quotation marks around it.';
  const text = String(value).trim().toLowerCase();
  if (wanted.has('boolean')) {
    if (['yes', 'y', 'on', 'true', '1'].includes(text)) return 'Write true, without quotation marks.';
    if (['no', 'n', 'off', 'false', '0'].includes(text)) return 'Write false, without quotation marks.';
    return 'Write true or false.';
  }
  if (typeof value === 'string' && /^\d{1,15}$/.test(text)) return `Write ${text}, without quotation marks.`;
  return wanted.has('integer') ? 'Write a whole number, such as 5.' : 'Write a number, such as 25.';
}

function wantedWords(wanted: ReadonlySet<ShapeType>): string {
  return list(
    [...wanted].map((type) => nouns[type]),
    'or',
  );
}
