import { didYouMean, nearest } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { isMap, kindOfValue, own, type Finding, type PlainMap } from './finding.js';
import { isKind, kinds } from './kinds.js';
import type { RawKind } from './raw.js';

/** The kind a document says it is of, or why it says none. */
export function documentKind(value: unknown): RawKind | Finding {
  if (!isMap(value)) return notAMap(value);
  const written = own(value, 'kind');
  if (isKind(written)) return written;
  if (written === undefined) return missingKind(value);
  const path = ['kind'];
  if (written === null)
    return { code: 'empty-value', message: '"kind" has no value.', hint: `Write one of ${list(kinds, 'or')}.`, path, key: true };
  if (typeof written !== 'string') {
    const message = `"kind" is a string; a ${kindOfValue(written)} is none.`;
    return {
      code: Array.isArray(written) ? 'not-a-single-value' : 'wrong-type',
      message,
      hint: `Write one of ${list(kinds, 'or')}.`,
      path,
    };
  }
  const hint = didYouMean(written, kinds) ?? `Write one of ${list(kinds, 'or')}.`;
  return { code: 'unknown-kind', message: `There is no kind ${quote(written)}.`, hint, path };
}

/** The same, where a document that says it wrong is taken at its nearest meaning. */
export function likelyKind(value: PlainMap): RawKind | undefined {
  const written = own(value, 'kind') ?? own(value, misspeltKey(value) ?? 'kind');
  if (isKind(written)) return written;
  const kind = typeof written === 'string' ? nearest(written, kinds) : undefined;
  return isKind(kind) ? kind : undefined;
}

function notAMap(value: unknown): Finding {
  const kind = kindOfValue(value);
  const message = `This document is a ${kind}; it should be a map of fields that begins with "kind".`;
  return { code: 'not-a-map', message, hint: mapHint(value), path: [] };
}

function mapHint(value: unknown): string {
  if (typeof value === 'string' && /^\s*kind:\S/.test(value)) return 'Put a blank after each colon, as in "kind: Group".';
  if (Array.isArray(value)) return 'Put "---" between documents instead of a dash before each.';
  return 'Begin it with a line such as "kind: Group".';
}

function missingKind(value: PlainMap): Finding {
  const misspelt = misspeltKey(value);
  const message = 'This document has no "kind".';
  if (misspelt === undefined)
    return { code: 'missing-kind', message, hint: `Begin it with "kind: …", one of ${list(kinds, 'or')}.`, path: [] };
  return { code: 'missing-kind', message, hint: `Write "kind" instead of ${quote(misspelt)}.`, path: [misspelt], key: true };
}

function misspeltKey(value: PlainMap): string | undefined {
  return nearest(
    'kind',
    Object.keys(value).filter((key) => typeof value[key] === 'string'),
  );
}
