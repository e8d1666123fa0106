import type { Atom } from '../../../src/apply/order/atom.js';
import type { OrderInput } from '../../../src/apply/order/problem.js';
import { compile } from '../../../src/compile/compile.js';
import { withChanges } from '../../../src/diff/fact-change.js';
import type { Fact } from '../../../src/diff/facts.js';
import { siteOfFacts } from '../../../src/diff/site-of-facts.js';
import { asOf } from '../compiled.js';
import { about } from './problems.js';

type Cells = ReadonlyMap<string, string>;

function cellsOf(facts: readonly Fact[]): Cells {
  const matrix = compile(siteOfFacts(facts, { about, people: new Map() }), asOf);
  return new Map(
    Array.from(matrix.cells(), ({ subject, resource, permission, verdict }) => [[subject, resource, permission].join(' '), verdict]),
  );
}

/** Conditions are `a|b&c`; whether whoever has the first has the second. */
function covers(wide: readonly (string | undefined)[], narrow: string | undefined): boolean {
  if (narrow === undefined || wide.includes('allowed')) return true;
  if (narrow === 'allowed') return false;
  const alternatives = (verdict: string | undefined): readonly string[] => (verdict === undefined ? [] : verdict.slice(3).split('|'));
  const all = wide.flatMap(alternatives).map((each) => each.split('&'));
  return alternatives(narrow).every((each) => all.some((other) => other.every((condition) => each.split('&').includes(condition))));
}

/** What whoever has either verdict has for certain. */
function both(a: string, b: string): string {
  if (a === 'allowed') return b;
  if (b === 'allowed') return a;
  const [left, right] = [a, b].map((verdict) => verdict.slice(3).split('|'));
  return `if:${(left ?? []).flatMap((one) => (right ?? []).map((other) => `${one}&${other}`)).join('|')}`;
}

const administering: readonly string[] = ['ADMINISTER', 'admin:site', 'ADMINISTER_PROJECTS', 'administer/space'];

/** By hand, cell by cell: what is missing at a state, or undefined where the state may not be. */
function missingAt(now: Cells, before: Cells, after: Cells, caller: string | undefined): readonly string[] | undefined {
  for (const [cell, verdict] of now) if (!covers([before.get(cell), after.get(cell)], verdict)) return undefined;
  for (const place of ['project:P', 'project:O', 'space:S', 'site']) {
    const count = (cells: Cells, type: string): number =>
      [...cells].filter(([cell, verdict]) => {
        const [subject = '', resource, permission = ''] = cell.split(' ');
        return resource === place && administering.includes(permission) && verdict === 'allowed' && subject.startsWith(type);
      }).length;
    for (const type of ['user:', '']) if (count(before, type) > 0 && count(after, type) > 0 && count(now, type) === 0) return undefined;
  }
  const missing = [...before].flatMap(([cell, verdict]) => {
    const other = after.get(cell);
    if (other === undefined) return [];
    const floor = both(verdict, other);
    return covers([now.get(cell)], floor) ? [] : [cell];
  });
  const isCallers = (cell: string): boolean => cell.startsWith(`user:${caller ?? ''} `) && administering.includes(cell.split(' ')[2] ?? '');
  return caller !== undefined && missing.some(isCallers) ? undefined : missing;
}

/** Atoms as bits: what is missing at a state, and what may come next. */
interface Plain {
  readonly all: number;
  readonly missing: (made: number) => readonly string[] | undefined;
  readonly next: (made: number) => readonly number[];
}

function plainOf({ before, after, atoms, caller }: OrderInput<Atom>): Plain {
  const [was, is] = [cellsOf(before), cellsOf(after)];
  const known = new Map<number, readonly string[] | undefined>();
  const missing = (made: number): readonly string[] | undefined => {
    if (!known.has(made)) {
      const changes = atoms.flatMap((atom, bit) => ((made >> bit) & 1 ? atom.changes : []));
      known.set(made, missingAt(cellsOf(withChanges(before, changes)), was, is, caller));
    }
    return known.get(made);
  };
  const next = (made: number): readonly number[] =>
    atoms.flatMap((_, bit) => ((made >> bit) & 1 || !mayCome(atoms, made, bit) ? [] : made | (1 << bit)));
  return { all: 2 ** atoms.length - 1, missing, next };
}

/** Of all orders the fewest cells that are missing on the way; undefined where none is sound. */
export function fewestMissing(input: OrderInput<Atom>): number | undefined {
  const { all, missing, next } = plainOf(input);
  let best: number | undefined;
  const go = (made: number, missed: ReadonlySet<string>): void => {
    if (best !== undefined && missed.size >= best) return;
    if (made === all) best = missed.size;
    else
      for (const state of next(made)) {
        const lost = missing(state);
        if (lost !== undefined) go(state, new Set([...missed, ...lost]));
      }
  };
  go(0, new Set());
  return best;
}

/** Whether any order is sound: goes through all states that can be come to. */
export function hasOrder(input: OrderInput<Atom>): boolean {
  const { all, missing, next } = plainOf(input);
  const reached = new Set([0]);
  for (const made of reached) for (const state of next(made)) if (!reached.has(state) && missing(state) !== undefined) reached.add(state);
  return reached.has(all);
}

/** In a space the right to read comes first and goes last. */
function mayCome(atoms: readonly Atom[], made: number, bit: number): boolean {
  const waits = (one: Atom, other: Atom): boolean =>
    one.changes.some(({ before, after }) =>
      other.changes.some(
        (each) =>
          (isOther(after) && isRead(each.after) && after?.says[0] === each.after?.says[0]) ||
          (isRead(before) && isOther(each.before) && before?.says[0] === each.before?.says[0]),
      ),
    );
  const atom = atoms[bit];
  return atom !== undefined && atoms.every((other, at) => at === bit || (made >> at) & 1 || !waits(atom, other));
}

const isRead = (each: Fact | undefined): boolean => each?.type === 'space-grant' && each.says[1] === 'read/space';
const isOther = (each: Fact | undefined): boolean => each?.type === 'space-grant' && each.says[1] !== 'read/space';
