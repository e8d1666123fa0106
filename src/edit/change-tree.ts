import type { Path, Place } from '../diagnostics/place.js';
import { EditError, isList, isMap, valueAt, type PlacedEdit } from './edit.js';

/** What happens to one value, and to those inside it. */
export interface Change {
  readonly at: Place;
  removed: boolean;
  replacement?: { readonly value: unknown };
  readonly added: unknown[];
  readonly inside: Map<string | number, Change>;
}

/**
 * The edits of one document as a tree along its paths. Removals that would leave a list empty which may not be (`to`, `allow`) become the
 * removal of what the list belongs to. Throws EditError for places that are not there, and for edits that contradict each other.
 */
export function changeTree(root: unknown, document: Place, edits: readonly PlacedEdit[]): Change {
  const tree = emptyChange({ ...document, path: [] });
  for (const edit of edits) record(tree, root, edit);
  settle(tree, root);
  return tree;
}

function emptyChange(at: Place): Change {
  return { at, removed: false, added: [], inside: new Map() };
}

function record(tree: Change, root: unknown, edit: PlacedEdit): void {
  const { at } = edit;
  const last = at.path.at(-1);
  if (last === undefined) throw new EditError('A whole document cannot be edited', at);
  const existing = valueAt(root, at.path);
  if (existing === undefined) checkMakeable(root, edit, last);
  if (edit.op === 'add' && existing !== undefined && existing !== null && !isList(existing))
    throw new EditError('There is something else than a list', at);
  const change = at.path.reduce(descend, tree);
  if (edit.op === 'remove') change.removed = true;
  else if (edit.op === 'add') change.added.push(edit.value);
  else if (change.replacement !== undefined && !same(change.replacement.value, edit.value))
    throw new EditError('Two edits give the same field different values', at);
  else change.replacement = { value: edit.value };
}

/** Fields may be made, with the maps around them; list items may not. */
function checkMakeable(root: unknown, { op, at }: PlacedEdit, last: string | number): void {
  if (op === 'remove' || typeof last === 'number') throw new EditError('There is nothing to edit', at);
  for (let length = at.path.length - 1; length >= 0; length--) {
    const parent = valueAt(root, at.path.slice(0, length));
    if (parent === undefined && typeof at.path[length - 1] === 'string') continue;
    if (!isMap(parent) && !(parent === null && length > 0)) throw new EditError('There is no map to put a field into', at);
    return;
  }
}

function descend(change: Change, step: string | number): Change {
  const known = change.inside.get(step);
  if (known !== undefined) return known;
  const next = emptyChange({ ...change.at, path: [...change.at.path, step] });
  change.inside.set(step, next);
  return next;
}

/** Turns removals into what they come to, from the inside out. */
function settle(change: Change, value: unknown): void {
  for (const [step, inner] of change.inside) settle(inner, valueAt(value, [step]));
  const busy = change.replacement !== undefined || change.added.length > 0;
  const edited = [...change.inside.values()].some((inner) => !inner.removed);
  if (change.removed && (busy || edited)) throw new EditError('One edit removes what another one changes', change.at);
  if (change.replacement !== undefined && (change.added.length > 0 || change.inside.size > 0))
    throw new EditError('One edit replaces what another one changes', change.at);
  const emptied = isList(value) && value.length > 0 && change.inside.size === value.length && !busy && !edited;
  if (emptied && belongsTo(change.at.path) !== undefined) change.removed = true;
  liftRemovals(change);
}

/** A grant without holders or without permissions goes as a whole. */
function liftRemovals(change: Change): void {
  for (const inner of change.inside.values()) {
    if (!inner.removed || belongsTo(inner.at.path) !== 'entry') continue;
    change.removed = true;
    change.inside.clear();
    return;
  }
}

/**
 * What goes with the last item of a list that may not be empty: the field alone, or the entry that is nothing without it. Leaving out
 * `allow` of a Collaboration's space would give more, so that its entry goes too.
 */
function belongsTo(path: Path): 'entry' | 'field' | undefined {
  const [root, field, parent] = [path[0], path.at(-1), path.at(-2)];
  if (path.length === 1) return field === 'project' || field === 'space' || field === 'channel' ? 'field' : undefined;
  if (field === 'guest') return root === 'users' || root === 'defaults' ? 'field' : undefined;
  if (field === 'to' || field === 'allow') return typeof parent === 'number' || parent === 'space' ? 'entry' : undefined;
  const judged = (root === 'expect' || root === 'except') && typeof parent === 'number';
  return judged && (field === 'who' || field === 'on') ? 'entry' : undefined;
}

/** Whether two plain values are equal; the order of a map's fields means nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isMap(a) || !isMap(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}
