import type { Path } from '../diagnostics/place.js';
import { nearest } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote, visible } from '../text/quote.js';
import { own, type Finding, type PlainMap } from './finding.js';
import { productMeant } from './product-words.js';
import { mapAt, startOf, type ShapeFault } from './shape-fault.js';

/** What people write for a field whose name they do not remember. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  name: ['key'],
  key: ['name'],
  user: ['subject'],
  group: ['subject'],
  role: ['subject', 'as'],
  subject: ['user'],
  id: ['user', 'key'],
  permissions: ['allow', 'can'],
  permission: ['allow', 'can'],
  allow: ['permissions', 'can'],
  who: ['to'],
  holders: ['to'],
  actors: ['defaultActors', 'roles'],
  expires: ['until'],
  expiry: ['until'],
  people: ['users', 'members'],
  email: ['user'],
};

/** Of a pair of fields of which exactly one stands, the other. */
const others: Readonly<Record<string, string>> = { allow: 'as', role: 'as', to: 'byLabel', can: 'cannot' };

export const rules = ['confine', 'never', 'always', 'atLeast', 'atMost', 'separate', 'expire'] as const;

/** Fields whose value decides which others may or must stand beside them. */
const deciding = new Set(['style', 'as', 'byLabel', 'cannot']);

/** One map of a document, and what its schema says against its set of fields. */
export interface FieldFaults {
  readonly kind: string;
  readonly path: Path;
  readonly map: PlainMap;
  readonly faults: readonly ShapeFault[];
  /** Fields of this map that have a finding of their own. */
  readonly broken: ReadonlySet<string>;
}

/** A misspelt field is one finding, not an unknown one and a missing one. */
export function wordFields(fields: FieldFaults): Finding[] {
  const { faults } = fields;
  const missing = faults.filter(({ keyword }) => keyword === 'required');
  const unknown = faults.filter((fault) => fault.unknown !== undefined).map((fault) => unknownField(fields, fault, missing));
  const meant = new Set(unknown.flatMap(({ meant: field }) => field ?? []));
  const undecided = [...deciding].some((field) => meant.has(field) || fields.broken.has(field));
  const forbidden = undecided ? [] : faults.filter(({ keyword }) => keyword === 'false schema');
  const absent = missing.filter(({ missing: field = '', conditional }) => {
    if (meant.has(field)) return false;
    return !conditional || (forbidden.length === 0 && !undecided);
  });
  const wrongRules = faults.filter(({ keyword }) => keyword === 'oneOf' && !rules.some((rule) => meant.has(rule)));
  return [
    ...unknown.map(({ finding }) => finding),
    ...missingFields(fields, absent),
    ...forbidden.map((fault) => exclusiveField(fields, fault)),
    ...wrongRules.map(() => oneRule(fields)),
  ];
}

interface UnknownField {
  readonly finding: Finding;
  /** The field it stands for, if we think we know. */
  readonly meant?: string | undefined;
}

function unknownField(fields: FieldFaults, { unknown = '', shape }: ShapeFault, missing: readonly ShapeFault[]): UnknownField {
  const { kind, path, map } = fields;
  const wanted = missing.flatMap(({ missing: field = '', conditional }) => [field, ...(conditional ? [others[field] ?? ''] : [])]);
  const free = Object.keys(shape.properties ?? {}).filter((field) => own(map, field) === undefined);
  const glued = gluedField(unknown, own(map, unknown), Object.keys(shape.properties ?? {}));
  const at = { path: [...path, unknown], key: true };
  if (glued) return { meant: glued.field, finding: { code: 'no-blank-after-colon', message: glued.message, hint: glued.hint, ...at } };
  const meant = otherWord(unknown, wanted) ?? productMeant(unknown, free) ?? nearest(unknown, free) ?? otherWord(unknown, free);
  const message = `${mapAt(path, kind)} has no field ${quote(unknown)}.`;
  const hint = referenceHint(unknown, own(map, unknown), meant) ?? unknownHint(unknown, meant, free, shape.properties);
  return { meant, finding: { code: 'unknown-field', message, hint, ...at } };
}

function otherWord(written: string, fields: readonly string[]): string | undefined {
  const folded = written.toLowerCase();
  const words = Object.hasOwn(otherWords, folded) ? otherWords[folded] : undefined;
  return words?.find((word) => fields.includes(word));
}

function unknownHint(written: string, meant: string | undefined, free: readonly string[], known: object = {}): string {
  if (meant !== undefined) return `Did you mean ${quote(meant)}?`;
  const twice = nearest(written, Object.keys(known));
  if (twice !== undefined) return `Take it out: ${quote(twice)} is there already.`;
  return free.length === 0 ? 'Take it out.' : `Write one of ${list(free.toSorted(), 'or')}, or take it out.`;
}

/** `- group: eng` where `- group:eng` is meant: YAML makes a map of the first. */
function referenceHint(field: string, value: unknown, meant: string | undefined): string | undefined {
  if (typeof value !== 'string' || meant !== 'subject') return undefined;
  return `Write ${visible(`subject: ${value.startsWith(`${field}:`) ? value : `${field}:${value}`}`)}`;
}

/** `{user:bo@acme.example}`: without a blank after the colon, all of it is a key, and there is no value. */
function gluedField(key: string, value: unknown, known: readonly string[]): { field: string; message: string; hint: string } | undefined {
  const colon = key.indexOf(':');
  const field = key.slice(0, colon).trim();
  if (value !== null || colon === -1 || !known.includes(field)) return undefined;
  const written = key.slice(colon + 1);
  return {
    field,
    message: `YAML reads ${quote(key)} as one word, since no blank follows its colon.`,
    hint: `Write ${visible(`${field}: ${written}`)}`,
  };
}

/** One finding for all that one map lacks. */
function missingFields({ kind, path, map }: FieldFaults, absent: readonly ShapeFault[]): Finding[] {
  if (absent.length === 0) return [];
  const needs = absent.map(({ missing: field = '', conditional }) => ({ field, other: conditional ? others[field] : undefined }));
  const words = needs.map(({ field, other }) => (other === undefined ? quote(field) : `${quote(field)} or ${quote(other)}`));
  const hint = needs.map(({ field, other }) => missingHint(field, other, map)).join(' ');
  return [{ code: 'missing-field', message: `${mapAt(path, kind)} needs ${list(words)}.`, hint, ...startOf(path) }];
}

function missingHint(field: string, other: string | undefined, map: PlainMap): string {
  if (other !== undefined) return `Add "${field}: …" or "${other}: …".`;
  if (field === 'scheme') return 'Add "scheme: …" with the name of a permission scheme.';
  if (field === 'access' && own(map, 'style') !== undefined) return 'Add "access: open", "access: limited" or "access: private".';
  return `Add "${field}: …".`;
}

function exclusiveField({ kind, map }: FieldFaults, { path }: ShapeFault): Finding {
  const field = String(path.at(-1));
  return { code: 'exclusive-fields', ...exclusiveWords(field, kind, map), path, key: true };
}

function exclusiveWords(field: string, kind: string, map: PlainMap): Pick<Finding, 'message' | 'hint'> {
  if (kind === 'Project' && field === 'scheme') {
    const hint =
      own(map, 'access') === undefined ? 'Write "access: open", "access: limited" or "access: private" instead.' : 'Take it out.';
    return { message: 'A team-managed project has no "scheme".', hint };
  }
  if (kind === 'Project' && field === 'access') {
    return { message: 'Only a team-managed project has "access".', hint: 'Write "style: team-managed" beside it, or take it out.' };
  }
  if (own(map, 'as') === 'guest' && field === 'allow') {
    return {
      message: '"allow" cannot stand beside "as: guest".',
      hint: 'Take "allow" out: "guestPermissions" of the space says what guests may do.',
    };
  }
  return { message: `${quote(field)} cannot stand beside ${quote(others[field] ?? '')}.`, hint: 'Take one of the two out.' };
}

function oneRule({ map }: FieldFaults): Finding {
  const present = rules.filter((rule) => own(map, rule) !== undefined);
  const [, second] = present;
  if (second === undefined) {
    return { code: 'one-rule', message: 'A Guardrail needs a rule.', hint: `Write one of ${list(rules, 'or')}.`, path: ['kind'] };
  }
  const message = `A Guardrail has one rule; this one has ${list(present.map((rule) => quote(rule)))}.`;
  return { code: 'one-rule', message, hint: 'Make a Guardrail of each.', path: [second], key: true };
}
