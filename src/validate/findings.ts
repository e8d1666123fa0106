import type { ShapeError } from './compiled-validator.js';
import { isMap, type Finding, type PlainMap } from './finding.js';
import { realign } from './indentation.js';
import { shapeFault, type ShapeFault } from './shape-fault.js';
import { wordFields } from './word-fields.js';
import { wordForm } from './word-form.js';
import { wordType } from './word-type.js';
import { wordEmptyList, wordRange, wordValue } from './word-value.js';

const wordings: Readonly<Record<string, (fault: ShapeFault) => Finding>> = {
  type: wordType,
  pattern: wordForm,
  enum: wordValue,
  minItems: wordEmptyList,
  minimum: wordRange,
  maximum: wordRange,
};

const none: ReadonlySet<string> = new Set();
const aboutFields = new Set(['required', 'additionalProperties', 'false schema', 'oneOf']);

/** Words what ajv found, one finding for each mistake: ajv often has several errors for one. */
export function findings(root: unknown, kind: string, errors: readonly ShapeError[]): readonly Finding[] {
  const all = errors.filter((error) => !isEcho(error)).map((error) => shapeFault(root, error));
  const { found, rest: faults } = realign(root, all);
  const own = ownFindings(faults.filter(({ keyword }) => !aboutFields.has(keyword)));
  const broken = fieldsWithFindings(own.values());
  const maps = byMap(
    root,
    faults.filter(({ keyword }) => aboutFields.has(keyword)),
  );
  const fields = [...maps.values()].flatMap(({ path, map, faults: mine }) =>
    wordFields({ kind, path, map, faults: mine, broken: broken.get(pathText(path)) ?? none }),
  );
  return [...found, ...own.values(), ...fields];
}

/** The branches of a `oneOf` say less than the `oneOf` itself; `if` and `propertyNames` only repeat. */
function isEcho({ keyword, schemaPath }: ShapeError): boolean {
  return keyword === 'if' || keyword === 'propertyNames' || schemaPath.includes('/oneOf/');
}

/** At most one for each place: a value of the wrong type is not also an unknown word. */
function ownFindings(faults: readonly ShapeFault[]): Map<string, Finding> {
  const found = new Map<string, Finding>();
  for (const fault of faults) {
    const place = pathText(fault.path) + (fault.wrongKey === undefined ? '' : '\0key');
    const wording = wordings[fault.keyword];
    // Of what is no word, only the type is at fault, even where that is told of another line.
    if (fault.keyword === 'enum' && typeof fault.value !== 'string') continue;
    if (wording && (!found.has(place) || fault.keyword === 'type')) found.set(place, wording(fault));
  }
  return found;
}

interface FaultyMap {
  readonly path: ShapeFault['path'];
  readonly map: PlainMap;
  readonly faults: ShapeFault[];
}

function byMap(root: unknown, faults: readonly ShapeFault[]): Map<string, FaultyMap> {
  const maps = new Map<string, FaultyMap>();
  for (const fault of faults) {
    // Of a field that may not stand there, the map around it is at fault.
    const forbidden = fault.keyword === 'false schema';
    const path = forbidden ? fault.path.slice(0, -1) : fault.path;
    const map = forbidden ? fault.holder : fault.value;
    const known = maps.get(pathText(path));
    if (known) known.faults.push(fault);
    else maps.set(pathText(path), { path, map: isMap(map) ? map : isMap(root) ? root : {}, faults: [fault] });
  }
  return maps;
}

/** The fields with a finding of their own, by the map they stand in. */
function fieldsWithFindings(found: Iterable<Finding>): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, Set<string>>();
  for (const { path } of found) {
    const map = pathText(path.slice(0, -1));
    const known = fields.get(map) ?? new Set();
    fields.set(map, known.add(String(path.at(-1))));
  }
  return fields;
}

function pathText(path: ShapeFault['path']): string {
  return JSON.stringify(path);
}
