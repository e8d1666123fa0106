import { describe, expect, test } from '@jest/globals';
import { differencesOf } from '../../src/plan/sameness.js';
import { append, files, planOf, swap } from './change-of.js';

const until = (day: string): ReturnType<typeof files> =>
  files({ people: swap('ida@lumen.example: {company: lumen}', `ida@lumen.example: {company: lumen, until: ${day}}`) });
const guardrail = 'kind: Guardrail\nname: closed\nseverity: error\nnever: {who: [anyone], can: ["*"], on: ["space:*"]}\n';

describe('a change is no refactoring', () => {
  test('where access changes', async () => {
    const given = files({ beta: swap('Members: [group:engineers]', 'Members: [group:engineers, user:ida@lumen.example]') });
    expect(differencesOf(await planOf(files(), given))).toEqual([
      expect.stringMatching(/^Access changes: "user:ida@lumen\.example" gains \w+ on "project:BETA" \(\d+ rights in all\)\.$/),
    ]);
  });

  test('where a last day moves, though nobody has other access today', async () => {
    expect(differencesOf(await planOf(until('2027-01-31'), until('2027-03-31')))).toEqual(['1 last day moves, first "ida@lumen.example".']);
  });

  test('where a guardrail is taken out', async () => {
    expect(differencesOf(await planOf(files({ guardrail: append(guardrail) }), files()))).toEqual([
      '1 guardrail is weakened, first "closed".',
    ]);
  });

  test('unless only the text is another', async () => {
    expect(differencesOf(await planOf(files(), files({ alpha: append('# A word.\n') })))).toEqual([]);
  });
});
