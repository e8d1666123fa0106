import type { Path } from '../diagnostics/place.js';
import { nearest } from '../text/did-you-mean.js';
import { quote } from '../text/quote.js';
import { isMap, own, type Finding, type PlainMap } from './finding.js';
import { subjectAt, type ShapeFault } from './shape-fault.js';

/** Faults, of which those that come from lines that are not indented have become one finding for each field above such lines. */
export interface Realigned {
  readonly found: readonly Finding[];
  readonly rest: readonly ShapeFault[];
}

/**
 * A line that is not indented leaves the field above it empty, or the last entry of the list above it incomplete, and means nothing
 * where it stands: one mistake with two faults or more.
 */
export function realign(root: unknown, faults: readonly ShapeFault[]): Realigned {
  const search = { root, misplaced: misplacedFaults(faults), orders: new Map<PlainMap, KeyOrder>() };
  const explained = new Set<ShapeFault>();
  const found: Finding[] = [];
  for (const fault of faults) {
    if (explained.has(fault)) continue;
    const slip = belowEmptyField(search, fault) ?? belowList(search, fault);
    if (!slip) continue;
    for (const each of slip.faults) explained.add(each);
    found.push(slip.finding);
  }
  return { found, rest: faults.filter((fault) => !explained.has(fault)) };
}

interface Slip {
  readonly finding: Finding;
  readonly faults: readonly ShapeFault[];
}

interface Search {
  readonly root: unknown;
  /** Faults of fields that may have slipped, by the place of the field. */
  readonly misplaced: ReadonlyMap<string, ShapeFault>;
  /** The order of the keys of maps that were looked at: there can be very many faults in one map. */
  readonly orders: Map<PlainMap, KeyOrder>;
}

interface KeyOrder {
  readonly keys: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
}

/** `users:` with nothing indented below it, and people where fields should be. */
function belowEmptyField(search: Search, empty: ShapeFault): Slip | undefined {
  const field = empty.path.at(-1);
  const wantsMore = [empty.shape.type ?? []].flat().some((type) => type === 'object' || type === 'array');
  if (empty.keyword !== 'type' || empty.value !== null || !wantsMore || typeof field !== 'string') return undefined;
  const slipped = slippedBelow(search, empty.path.slice(0, -1), field);
  const [first] = slipped;
  if (!first) return undefined;
  const path = fieldOf(first);
  const message = `${subjectAt(empty.path)} has no value, and ${subjectAt(path)} below it is not indented.`;
  const finding = { code: 'not-indented', message, hint: 'Indent what belongs to it by two blanks more.', path, key: true };
  return { finding, faults: [empty, ...slipped] };
}

/** `- to: [group:eng]` with an `allow` below it that stands under the dash or further left. */
function belowList(search: Search, lacking: ShapeFault): Slip | undefined {
  const index = lacking.path.at(-1);
  const above = lacking.path.at(-2);
  if (lacking.keyword !== 'required' || typeof index !== 'number' || typeof above !== 'string') return undefined;
  if (lengthAt(search.root, lacking.path.slice(0, -1)) !== index + 1) return undefined;
  const slipped = slippedBelow(search, lacking.path.slice(0, -2), above);
  const [first] = slipped;
  if (!first?.unknown || first.unknown !== lacking.missing) return undefined;
  const message = `${quote(first.unknown)} belongs to the last entry of ${quote(above)}, but is not indented as deep.`;
  const hint = 'Indent it as deep as the other fields of that entry.';
  return { finding: { code: 'not-indented', message, hint, path: fieldOf(first), key: true }, faults: [lacking, ...slipped] };
}

/** The faults of the lines right below a field, as far as all of them are out of place there. */
function slippedBelow(search: Search, around: Path, field: string): ShapeFault[] {
  const map = valueAt(search.root, around);
  if (!isMap(map)) return [];
  const { keys, positions } = orderOf(search, map);
  const slipped: ShapeFault[] = [];
  for (let index = (positions.get(field) ?? keys.length) + 1; index < keys.length; index++) {
    const fault = search.misplaced.get(JSON.stringify([...around, keys[index]]));
    if (!fault || isNearMiss(fault, map)) break;
    slipped.push(fault);
  }
  return slipped;
}

function misplacedFaults(faults: readonly ShapeFault[]): ReadonlyMap<string, ShapeFault> {
  const candidates = faults.filter(({ keyword, value, unknown }) => unknown !== undefined || (keyword === 'type' && value !== null));
  return new Map(candidates.map((fault) => [JSON.stringify(fieldOf(fault)), fault]));
}

function fieldOf({ path, unknown }: ShapeFault): Path {
  return unknown === undefined ? path : [...path, unknown];
}

/** A field that stands in the right place and is only misspelt. */
function isNearMiss({ unknown, shape }: ShapeFault, map: PlainMap): boolean {
  if (unknown === undefined) return false;
  const free = Object.keys(shape.properties ?? {}).filter((field) => own(map, field) === undefined);
  return nearest(unknown, free) !== undefined;
}

function orderOf({ orders }: Search, map: PlainMap): KeyOrder {
  const known = orders.get(map);
  if (known) return known;
  const keys = Object.keys(map);
  const order = { keys, positions: new Map(keys.map((key, index) => [key, index])) };
  orders.set(map, order);
  return order;
}

function lengthAt(root: unknown, path: Path): number {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value.length : 0;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isMap(value) ? own(value, String(step)) : undefined;
  }, root);
}
