import { describe, expect, test } from '@jest/globals';
import { boundedCells, mostCells, mostInSpaces, mostPeople } from '../../src/apply/bounded-cells.js';

const names = (what: string, many: number): readonly string[] => Array.from({ length: many }, (_, index) => `${what}${String(index)}`);
const permissions = [{ permission: 'A' }, { permission: 'B' }, { permission: 'C' }];
const large = [
  { subjects: [...names('user:u', 800), 'group:g'], resources: names('project:P', 40), permissions },
  { subjects: names('user:u', 700), resources: [...names('project:Q', 30), ...names('space:S', 20)], permissions },
];
const total = 801 * 40 * 3 + 700 * 50 * 3;

describe('changed cells that a site is asked about', () => {
  test('are all of them, up to a number', () => {
    const classes = [{ subjects: names('user:u', mostCells / 3 / 10 - 1), resources: names('project:P', 10), permissions }];
    const { cells, leftOut } = boundedCells(classes, 'sha256:1');
    expect([[...cells].length, leftOut]).toEqual([Math.floor(mostCells / 30 - 1) * 30, 0]);
  });

  test('are a sample of more: bounded in people, of each of them, and in spaces, and the rest is counted', () => {
    const { cells, leftOut } = boundedCells(large, 'sha256:1');
    const list = [...cells];
    expect(list.length + leftOut).toBe(total);
    expect(new Set(list.map((cell) => JSON.stringify(cell))).size).toBe(list.length);
    const [spaces, projects] = [true, false].map((isSpace) => list.filter(({ resource }) => resource.startsWith('space:') === isSpace));
    expect(spaces?.length).toBeLessThanOrEqual(mostInSpaces);
    expect(spaces?.length).toBeGreaterThan(mostInSpaces / 2);
    const byPerson = new Map<string, number>();
    for (const { subject } of projects ?? []) byPerson.set(subject, (byPerson.get(subject) ?? 0) + 1);
    expect(byPerson.size).toBe(mostPeople);
    for (const many of byPerson.values()) {
      expect(many).toBeLessThanOrEqual(mostCells / mostPeople);
      expect(many).toBeGreaterThanOrEqual(mostCells / mostPeople / 2);
    }
    expect(list.every(({ subject }) => subject.startsWith('user:'))).toBe(true);
  });

  test('follow from the plan alone', () => {
    const first = [...boundedCells(large, 'sha256:1').cells];
    expect([...boundedCells(large, 'sha256:1').cells]).toEqual(first);
    expect([...boundedCells(large, 'sha256:2').cells]).not.toEqual(first);
  });
});
