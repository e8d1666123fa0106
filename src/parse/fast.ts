import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

type Events = ReturnType<typeof parseEvents>;
type Scalar = Parameters<typeof getScalarValue>[1];

/** Thrown inside this file only: the authority shall read the text. */
class NotPlain extends Error {}

// Tabs, carriage returns, other control characters and exotic line ends: parsers differ there, and findings want the authority's words.
const odd = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd]/;
// Dots end a document, and parsers differ on whether nothing before them is one, and on indented marks.
const directive = /^(?:%| *\.\.\.| +---)/m;
const surrogate = /[\ud800-\udfff]/;

/**
 * The values of a file's documents, or undefined where the text uses anything beyond block and flow collections and one-line
 * scalars: anchors, tags, directives, block scalars, numbers in unusual forms, keys that are no strings. Errors are undefined too:
 * what a message says about them is the authority's business.
 */
export function parseFast(text: string): readonly unknown[] | undefined {
  if (odd.test(text) || directive.test(text) || surrogate.test(text)) return undefined;
  try {
    return build(text, parseEvents(text, {}));
  } catch {
    return undefined;
  }
}

/** Where and why the fast parser cannot go on; undefined where it can, or does not know the place. */
export function slipOf(text: string): { readonly offset: number; readonly reason: string } | undefined {
  try {
    parseEvents(text, {});
    return undefined;
  } catch (error) {
    if (!(error instanceof YAMLException) || error.mark === undefined) return undefined;
    return { offset: Math.min(error.mark.position, text.length), reason: error.reason };
  }
}

function build(text: string, events: Events): readonly unknown[] {
  const documents: unknown[] = [];
  let next = 0;

  function value(): unknown {
    const event = events[next++];
    if (event === undefined) throw new NotPlain();
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return scalar(text, event);
      case EVENT_ID.SEQUENCE:
        refuseProperties(event);
        return sequence();
      case EVENT_ID.MAPPING:
        refuseProperties(event);
        return mapping();
      default:
        throw new NotPlain();
    }
  }

  function sequence(): unknown[] {
    const items: unknown[] = [];
    while (events[next]?.type !== EVENT_ID.POP) items.push(value());
    next++;
    return items;
  }

  function mapping(): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    while (events[next]?.type !== EVENT_ID.POP) {
      const key = value();
      if (typeof key !== 'string' || key === '__proto__' || Object.hasOwn(fields, key)) throw new NotPlain();
      fields[key] = value();
    }
    next++;
    return fields;
  }

  while (next < events.length) {
    const event = events[next++];
    if (event?.type !== EVENT_ID.DOCUMENT || event.directives.length > 0) throw new NotPlain();
    documents.push(value());
    if (events[next++]?.type !== EVENT_ID.POP) throw new NotPlain();
  }
  return documents;
}

function refuseProperties({ anchorStart, tagStart }: { anchorStart: number; tagStart: number }): void {
  if (anchorStart !== -1 || tagStart !== -1) throw new NotPlain();
}

const word = /^[A-Za-z_/]/;
const integer = /^(?:0|-?[1-9][0-9]{0,14})$/;
const numeric =
  /^[-+]?(?:[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF|nan|NaN|NAN))$/;

function scalar(text: string, event: Scalar): unknown {
  refuseProperties(event);
  const value = getScalarValue(text, event);
  if (event.style === SCALAR_STYLE.PLAIN) return plain(value, text, event);
  if (event.style !== SCALAR_STYLE.SINGLE_QUOTED && event.style !== SCALAR_STYLE.DOUBLE_QUOTED) throw new NotPlain();
  if (text.slice(event.valueStart, event.valueEnd).includes('\n')) throw new NotPlain();
  return value;
}

/** Plain scalars by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema). */
function plain(value: string, text: string, event: Scalar): unknown {
  if (text.slice(event.valueStart, event.valueEnd).includes('\n')) throw new NotPlain();
  if (word.test(value)) return keyword(value);
  if (integer.test(value)) return Number(value);
  // An absent value has two readings where a document ends; numbers in other forms and `~` are rare enough to ask.
  if (value === '' || value === '~' || numeric.test(value)) throw new NotPlain();
  return value;
}

function keyword(value: string): unknown {
  switch (value) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    default:
      return value;
  }
}
