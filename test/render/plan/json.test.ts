import { expect, test } from '@jest/globals';
import { planJson, planJsonPieces } from '../../../src/render/plan/json.js';
import { append, files, planOf, swap } from '../../plan/change-of.js';

test('a plan in pieces is the plan as one text, without the places that lines were looked up by', async () => {
  const plan = await planOf(
    files(),
    files({
      alpha: swap('Watchers: []', 'Watchers: [{subject: user:ida@lumen.example, until: 2030-01-31}]'),
      site: append('description: |\n  two\n  lines\n'),
      people: append('  kim@acme.example: {}\n'),
    }),
  );
  const expected = `${JSON.stringify(plan, (key, value: unknown) => (key === 'at' ? undefined : value), 2)}\n`;
  expect(planJson({ plan })).toBe(expected);
  expect(planJson({ plan })).not.toContain('"at"');
  expect([...planJsonPieces({ plan })].length).toBeGreaterThan(20);
});
