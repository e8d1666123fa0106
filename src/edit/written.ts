import { stringify } from 'yaml';

export type Quotes = 'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE';

/** A value on one line, fit for flow and block collections alike; quoted where YAML could take it for something else. */
export function writtenValue(value: unknown, quotes: Quotes = 'PLAIN'): string {
  return inFlow([value], quotes);
}

/** A field on one line, without braces. */
export function writtenField(key: string, value: unknown, quotes: Quotes = 'PLAIN'): string {
  return inFlow(Object.fromEntries([[key, value]]), quotes);
}

function inFlow(collection: object, quotes: Quotes): string {
  const text = stringify(collection, {
    version: '1.2',
    schema: 'core',
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
    defaultStringType: quotes,
    defaultKeyType: 'PLAIN',
    aliasDuplicateObjects: false,
  });
  return text.trimEnd().slice(1, -1);
}
