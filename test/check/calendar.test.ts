import { describe, expect, test } from '@jest/globals';
import { calendar, waiverEnds } from '../../src/check/calendar.js';
import { subjectOf } from '../../src/check/subject.js';
import { diffMatrices } from '../../src/diff/access-change.js';
import { readFolder } from '../../src/load/folder.js';
import { compilePolicies, readPolicies } from '../../src/pipeline.js';
import { endDates } from '../../src/plan/end-dates.js';
import { addDays } from '../../src/text/dates.js';
import { asOf } from '../support/compiled.js';

async function example() {
  const policies = compilePolicies(await readPolicies(readFolder('policies', { cwd: process.cwd() }), asOf));
  if (policies === undefined) throw new Error('The example must be valid.');
  return subjectOf(policies);
}

describe('calendar', () => {
  test('tells all that differs between today and the last day, each cell on its day', async () => {
    const subject = await example();
    const days = calendar(subject, endDates(subject.site, asOf, '2027-12-31'));
    const told = days.flatMap(({ people }) => people).reduce((sum, { cells }) => sum + cells, 0);
    expect(told).toBe(diffMatrices(subject.matrix, subject.matrixOn('2028-01-01')).cellCount);
    for (const { day, until, people } of days) {
      expect(day).toBe(addDays(until, 1));
      const cells = diffMatrices(subject.matrixOn(until), subject.matrixOn(day)).cellCount;
      expect(people.reduce((sum, each) => sum + each.cells, 0)).toBe(cells);
    }
  });

  test('names each person once a day', async () => {
    const subject = await example();
    for (const { people } of calendar(subject, endDates(subject.site, asOf, '2027-12-31'))) {
      const names = people.flatMap(({ subjects }) => subjects);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('compiles no day on which nothing ends', async () => {
    const subject = await example();
    const asked: string[] = [];
    const ends = endDates(subject.site, asOf, '2027-12-31');
    const watched = { ...subject, matrixOn: (day: string) => (asked.push(day), subject.matrixOn(day)) };
    calendar({ ...watched, site: { ...subject.site, guardrails: new Map(), tests: new Map() } }, ends);
    expect([...new Set(asked)]).toEqual([asOf, ...ends.map((day) => addDays(day, 1))]);
  });

  test('knows when waivers end', async () => {
    expect(waiverEnds((await example()).site)).toEqual([]);
  });
});
