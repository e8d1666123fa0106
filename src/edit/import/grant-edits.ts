import type { Fact } from '../../diff/facts.js';
import { below } from '../../diagnostics/place.js';
import type { Grant } from '../../model/site.js';
import { writtenHolder } from '../../model/written.js';
import { compareBytes } from '../../text/compare.js';
import { isList, isMap, valueAt, type Edit } from '../edit.js';
import type { AdditionsRequest } from './additions.js';
import { permissionWords } from './permission-words.js';
import { nameOf } from '../../text/reference.js';
import { addToList } from '../../text/add-to-list.js';

/**
 * Grants that are missing, a line for those that hold the same; where a line gives just these holders something, without an end, what is
 * missing is added to it.
 */
export function grantEdits(facts: readonly Fact[], request: AdditionsRequest): readonly Edit[] {
  const byThing = new Map<string, Fact[]>();
  for (const fact of facts) addToList(byThing, fact.of, fact);
  return Array.from(byThing, ([of, own]) => editsOf(of, own, request)).flat();
}

function editsOf(of: string, facts: readonly Fact[], { written, live, documents }: AdditionsRequest): readonly Edit[] {
  const name = nameOf(of);
  const isScheme = of.startsWith('scheme:');
  const at = isScheme ? written.schemes.get(name)?.at : written.spaces.get(name)?.at;
  if (at === undefined) return [];
  const list = below(at, isScheme ? 'grants' : 'access');
  const root = documents.find(({ file, index }) => file === at.file && index === at.document)?.value;
  const lines = valueAt(root, list.path);
  return linesOf(facts).flatMap(({ to, permissions }): readonly Edit[] => {
    const known = isList(lines) ? lines.findIndex((line) => givesJust(line, to)) : -1;
    const wordsFor = (some: readonly string[]): readonly string[] =>
      permissionWords(some, isScheme ? 'jira' : 'confluence', to.includes('portal-customers'));
    const own = (isScheme ? live.schemes.get(name)?.grants : live.spaces.get(name)?.access) ?? [];
    // All that they hold may be fewer words than what is missing of it; what is said twice gives no more.
    const [missing, whole] = [wordsFor(permissions), wordsFor(heldByAll(own, to))];
    const there = known < 0 ? [] : wordsIn(lines, known);
    const [fewer = missing] = [missing, whole]
      .map((words) => words.filter((word) => !there.includes(word)))
      .sort((a, b) => a.length - b.length);
    if (known < 0) return [{ op: 'add', at: list, value: { to, allow: fewer } }];
    return fewer.map((value) => ({ op: 'add', at: below(list, known, 'allow'), value }));
  });
}

/** What every one of these holders has, by themselves. */
function heldByAll(grants: readonly Grant[], to: readonly string[]): readonly string[] {
  const sets = to.map(
    (holder) =>
      new Set(
        grants.flatMap((grant) => (grant.as === true || !grant.to.some((each) => writtenHolder(each) === holder) ? [] : grant.permissions)),
      ),
  );
  const [first = new Set<string>(), ...others] = sets;
  return [...first].filter((permission) => others.every((set) => set.has(permission)));
}

function wordsIn(lines: unknown, index: number): readonly unknown[] {
  const allow = valueAt(lines, [index, 'allow']);
  return isList(allow) ? allow : [];
}

interface Line {
  readonly to: readonly string[];
  readonly permissions: readonly string[];
}

function linesOf(facts: readonly Fact[]): readonly Line[] {
  const byHolder = new Map<string, string[]>();
  for (const { says } of facts) {
    const [holder = '', permission = ''] = says;
    addToList(byHolder, holder, permission);
  }
  const lines = new Map<string, { to: string[]; permissions: readonly string[] }>();
  for (const [holder, permissions] of byHolder) {
    const sorted = [...permissions].sort(compareBytes);
    const key = JSON.stringify([sorted, holder === 'portal-customers']);
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { to: [holder], permissions: sorted });
    else line.to.push(holder);
  }
  return [...lines.values()];
}

function givesJust(line: unknown, to: readonly string[]): boolean {
  if (!isMap(line) || line['until'] !== undefined || line['reason'] !== undefined || line['as'] !== undefined) return false;
  const { to: holders, allow } = line;
  return isList(holders) && isList(allow) && holders.length === to.length && to.every((holder) => holders.includes(holder));
}
