import type { Path, Place, Position } from '../diagnostics/place.js';
import type { Document } from '../parse/document.js';
import { list } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { isList, isMap, valueAt, type Edit } from './edit.js';

/**
 * An edit as a sentence without its full stop: `remove user:kim@acme.example from members of group partners (policies/groups.yaml:9)`.
 * `documents` are those before the edit; without `position` only the file is named. On one line, whatever the policies say.
 */
export function describeEdit(edit: Edit, documents: readonly Document[], position?: (place: Place) => Position): string {
  if (edit.op === 'create') return visible(`write the new file ${edit.file}`);
  const { at } = edit;
  const root = documents.find(({ file, index }) => file === at.file && index === at.document)?.value;
  return visible(`${sentence(edit, root)} (${position === undefined ? at.file : lineOf(position(at))})`);
}

const lineOf = ({ file, line }: Position): string => `${file}:${line}`;

function sentence(edit: Exclude<Edit, { op: 'create' }>, root: unknown): string {
  const { path } = edit.at;
  const around = path.slice(0, -1);
  const last = path.at(-1);
  switch (edit.op) {
    case 'add':
      return `add ${valueText(edit.value, path)} to ${placeText(root, path)}`;
    case 'set':
      return `set ${placeText(root, path)} to ${valueText(edit.value, around)}`;
    case 'remove':
      if (typeof last === 'number') return `remove ${valueText(valueAt(root, path), around)} from ${placeText(root, around)}`;
      return `remove ${placeText(root, path)}`;
  }
}

/** `role Developers of project ACME`, `members of group partners`, `grant 3 of scheme customers`. */
function placeText(root: unknown, path: Path): string {
  const [first, second, ...deeper] = path;
  if (first === 'users' && second !== undefined) {
    const person = `user ${String(second)}`;
    return deeper.length === 0 ? `${person} of ${thingText(root)}` : `${fieldText(deeper)} of ${person}`;
  }
  if (first === 'roles' && second !== undefined && deeper.length === 0) return `role ${String(second)} of ${thingText(root)}`;
  return path.length === 0 ? thingText(root) : `${fieldText(path)} of ${thingText(root)}`;
}

function fieldText(path: Path): string {
  const words: string[] = [];
  for (const [index, step] of path.entries()) {
    const above = path[index - 1];
    if (typeof step !== 'number') words.unshift(step);
    else words[0] = `${entryWord(above)} ${step + 1}`;
  }
  return words.join(' of ');
}

function entryWord(field: string | number | undefined): string {
  if (field === 'grants' || field === 'access' || field === 'globalPermissions') return 'grant';
  return field === 'expect' ? 'expectation' : `${String(field)} entry`;
}

function thingText(root: unknown): string {
  const [kind, name] = [valueAt(root, ['kind']), valueAt(root, ['name']) ?? valueAt(root, ['key'])];
  if (typeof kind !== 'string' || typeof name !== 'string') return 'the document';
  const words: Readonly<Record<string, string>> = { Site: 'the site', Users: `the people ${name}`, SpaceRole: `space role ${name}` };
  return words[kind] ?? `${kind.toLowerCase()} ${name}`;
}

const peopleOnly: ReadonlySet<string | number | undefined> = new Set(['members', 'guests']);

/** What is added, set or removed, in the words of the language; `around` is the path of the list or map it stands in. */
function valueText(value: unknown, around: Path): string {
  if (typeof value === 'string') return peopleOnly.has(around.at(-1)) && !value.includes(':') ? `user:${value}` : value;
  if (isList(value)) return `[${value.map((item) => valueText(item, [])).join(', ')}]`;
  if (!isMap(value)) return String(value);
  const { user, subject, product, until, to, allow, as } = value;
  const ending = typeof until === 'string' ? ` until ${until}` : '';
  if (isList(to)) return `the grant of ${isList(allow) ? list(allow.map(String)) : String(as)} to ${list(to.map(String))}${ending}`;
  const who = typeof user === 'string' ? `user:${user.replace(/^user:/, '')}` : (subject ?? product);
  return typeof who === 'string' ? `${who}${ending}` : JSON.stringify(value);
}
