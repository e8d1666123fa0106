import { diffMatrices, type CellChange } from '../diff/access-change.js';
import type { Matrix } from '../matrix/matrix.js';
import { compareBytes } from '../text/compare.js';

/** Cells that change in the merge of several branches: the same people, the same permissions, the same places. */
export interface TogetherCells {
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
}

/** What several branches do when all are merged that none of them does alone. */
export interface Together {
  readonly branches: readonly {
    readonly label: string;
    /** Alone on the base it has errors, so that nothing is known of what it does by itself. */
    readonly invalidAlone?: true;
  }[];
  readonly gained: readonly TogetherCells[];
  readonly lost: readonly TogetherCells[];
  /** Names of guardrails that break in the merge alone. */
  readonly broken: readonly string[];
}

/** One state, and which of its guardrails are broken. */
export interface MergedState {
  readonly matrix: Matrix;
  readonly broken: readonly string[];
}

interface TogetherInput {
  /** Undefined where the base does not compile. */
  readonly before: MergedState | undefined;
  readonly merged: MergedState;
  /** The branches, each merged alone; without a state where that has errors. */
  readonly alone: readonly { readonly label: string; readonly state?: MergedState }[];
}

/** What is new about the merge: cells that no branch alone makes what they become, guardrails that no branch alone breaks. */
export function togetherOf({ before, merged, alone }: TogetherInput, empty: Matrix): Together {
  const from = before?.matrix ?? empty;
  const states = alone.flatMap(({ state }) => state ?? []);
  const singly = new Map<string, Set<string>>();
  for (const { matrix } of states) {
    for (const cell of diffMatrices(from, matrix).cells()) {
      const key = keyOf(cell);
      const verdicts = singly.get(key) ?? new Set<string>();
      for (const verdict of alternatives(cell.after)) verdicts.add(verdict);
      singly.set(key, verdicts);
    }
  }
  const gained: CellChange[] = [];
  const lost: CellChange[] = [];
  for (const cell of diffMatrices(from, merged.matrix).cells()) {
    const known = singly.get(keyOf(cell));
    if (known !== undefined && alternatives(cell.after).every((verdict) => known.has(verdict) || known.has('allowed'))) continue;
    if (cell.after === undefined || (cell.before === 'allowed' && cell.after !== 'allowed')) lost.push(cell);
    else gained.push(cell);
  }
  const brokenAnyway = new Set([...(before?.broken ?? []), ...states.flatMap(({ broken }) => broken)]);
  return {
    branches: alone.map(({ label, state }) => (state === undefined ? { label, invalidAlone: true } : { label })),
    gained: grouped(gained),
    lost: grouped(lost),
    broken: merged.broken.filter((name) => !brokenAnyway.has(name)).sort(compareBytes),
  };
}

function keyOf({ subject, resource, permission }: CellChange): string {
  return `${subject}\t${resource}\t${permission}`;
}

/** Conditions that hold by one branch or the other are no news when both are there. */
function alternatives(verdict: string | undefined): readonly string[] {
  if (verdict === undefined) return ['-'];
  return verdict.startsWith('if:') ? verdict.slice('if:'.length).split('|') : [verdict];
}

function grouped(cells: readonly CellChange[]): readonly TogetherCells[] {
  const permissions = gather(
    cells,
    ({ subject, resource }) => `${subject}\t${resource}`,
    ({ permission }) => permission,
  );
  const pairs = [...permissions].map(([key, names]) => {
    const [subject = '', resource = ''] = key.split('\t');
    return { subject, resource, permissions: names.join('\t') };
  });
  const subjects = gather(
    pairs,
    (each) => `${each.resource}\n${each.permissions}`,
    ({ subject }) => subject,
  );
  const rows = [...subjects].map(([key, names]) => {
    const [resource = '', held = ''] = key.split('\n');
    return { resource, permissions: held, subjects: names.join('\t') };
  });
  const resources = gather(
    rows,
    (each) => `${each.subjects}\n${each.permissions}`,
    ({ resource }) => resource,
  );
  return [...resources]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([key, names]) => {
      const [who = '', what = ''] = key.split('\n');
      return { subjects: who.split('\t'), resources: names, permissions: what.split('\t') };
    });
}

function gather<T>(items: readonly T[], key: (item: T) => string, value: (item: T) => string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const item of items) {
    const known = found.get(key(item)) ?? new Set<string>();
    found.set(key(item), known.add(value(item)));
  }
  return new Map([...found].map(([each, values]) => [each, [...values].sort(compareBytes)]));
}
