import { factKey, type Fact } from '../../diff/facts.js';
import { compareBytes } from '../../text/compare.js';
import { count, list } from '../../text/plural.js';
import type { Atom } from './atom.js';
import type { Cells } from './between.js';
import { CellSet } from './cell-set.js';
import type { Obstacle } from './order.js';
import type { Judgement, Problem } from './problem.js';
import type { Relevance } from './relevance.js';

const noWays = { onlyBefore: [], onlyAfter: [] };

/** Why a state that some atoms would lead to may not be. `done`: what is made before them. */
export function obstaclesAt<T extends Atom>(
  problem: Problem<T>,
  relevance: Relevance,
  done: readonly number[],
  next: readonly number[],
  judgement: Judgement,
): readonly Obstacle<T>[] {
  const atoms = next.map((number) => problem.atom(number));
  const found: Obstacle<T>[] = [];
  if (judgement.circle)
    found.push({ atoms, type: 'circle', cells: [], ways: noWays, what: 'groups would be within each other in a circle' });
  if (judgement.more.length > 0) {
    const cells = CellSet.of(judgement.more).list();
    const ways = waysOf(problem, relevance, problem.factsWith([...done, ...next]), cells[0]);
    found.push({ atoms, type: 'more', cells, ways, what: moreWords(cells, ways) });
  }
  for (const { type, cells, what } of judgement.lost) found.push({ atoms, type, cells: [cells], ways: noWays, what });
  return found;
}

/** What of one side only gives a cell that no side has. */
function waysOf<T extends Atom>(
  problem: Problem<T>,
  relevance: Relevance,
  facts: readonly Fact[],
  cells: Cells | undefined,
): Obstacle<T>['ways'] {
  if (cells === undefined) return noWays;
  const [subject = ''] = cells.subjects;
  const [permission = ''] = cells.permissions;
  const ways = [...relevance.waysIn(facts, subject, cells.resource, permission)].sort((a, b) => compareBytes(wordsOf(a), wordsOf(b)));
  const [before, after] = [problem.input.before, problem.input.after].map((side) => new Set(side.map(wordsOf)));
  return {
    onlyBefore: ways.filter((fact) => before?.has(wordsOf(fact)) === true && after?.has(wordsOf(fact)) === false),
    onlyAfter: ways.filter((fact) => after?.has(wordsOf(fact)) === true && before?.has(wordsOf(fact)) === false),
  };
}

/** Who would have what, and why. */
export function moreWords(cells: readonly Cells[], { onlyBefore, onlyAfter }: Obstacle<Atom>['ways']): string {
  const [{ resource, permissions, subjects } = { resource: '', permissions: [], subjects: [] }] = cells;
  const who = personWords(subjects[0] ?? '');
  const others = cells.reduce((sum, each) => sum + each.permissions.length * each.subjects.length, 0) - permissions.length;
  const more = others === 0 ? '' : ` (and ${count(others, 'more right')} of the kind)`;
  const ways = [
    ...(onlyBefore.length === 0 ? [] : [`what is there before only: ${list(onlyBefore.map(factWords))}`]),
    ...(onlyAfter.length === 0 ? [] : [`what is there afterwards only: ${list(onlyAfter.map(factWords))}`]),
  ];
  const through = ways.length === 0 ? '' : `, through ${ways.join('; and ')}`;
  return `${who} would have ${list(permissions)} on ${placeWords(resource)}, which they have neither before nor afterwards${more}${through}`;
}

export function factWords({ type, of, says }: Fact): string {
  const told = says.map(personWords).join(' ');
  return `${type}${told === '' ? '' : ` ${told}`} of ${placeWords(of)}`;
}

function personWords(reference: string): string {
  return reference.startsWith('user:') ? reference.slice('user:'.length) : placeWords(reference);
}

function placeWords(reference: string): string {
  if (reference === 'site') return 'the site';
  return reference.startsWith('user:') ? reference.slice('user:'.length) : reference.replace(':', ' ');
}

function wordsOf(fact: Fact): string {
  return factKey(fact) + JSON.stringify(fact.says);
}
