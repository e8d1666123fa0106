import { describe, expect, test } from '@jest/globals';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import { comparePlans } from '../../src/apply/compare-plans.js';
import type { Fact } from '../../src/diff/facts.js';
import { adds, lead, member, planOf, step, takes, write } from './plans.js';

const [ana, ben] = [member('g', 'ana'), member('g', 'ben')];
const plan = planOf([adds('1', ana), takes('2', ben)], { manual: [step(1, { changes: [{ after: member('c', 'ana') }] })] });

describe('a plan held against the site as it is now', () => {
  test('the same, whatever the ids and the order', () => {
    const now = planOf([takes('7', ben), adds('9', ana)], { manual: plan.manual, digest: 'sha256:other' });
    expect(comparePlans(plan, now)).toEqual({ type: 'same' });
  });

  test('what is there meanwhile is told, a step done by hand among it', () => {
    expect(comparePlans(plan, planOf([takes('1', ben)]))).toEqual({ type: 'less', there: [{ after: ana }, { after: member('c', 'ana') }] });
  });

  test('what differs from what was expected has moved, with what the plan said of it', () => {
    const was = planOf([write('1', { before: lead('p', 'ana'), after: lead('p', 'ben') })]);
    const now = planOf([write('1', { before: lead('p', 'cleo'), after: lead('p', 'ben') }), adds('2', ana)]);
    expect(comparePlans(was, now)).toEqual({
      type: 'moved',
      moved: [{ planned: was.writes[0]?.changes[0], now: now.writes[0]?.changes[0] }, { now: { after: ana } }],
    });
  });

  test('whoever is a guest no more by what was made holds the same in the space as permissions of their own', () => {
    const fact = (type: Fact['type'], of: string, ...says: readonly string[]): Fact => ({ type, of, says });
    const leaving = planOf([takes('1', fact('guest', 'user:kim', 'confluence'))], {
      manual: [step(1, { changes: [{ before: fact('space-guest', 'space:DOCS', 'user:kim') }] })],
    });
    const now = (who: string): ApplyPlan => planOf([takes('1', fact('space-grant', 'space:DOCS', who, 'read/space'))]);
    expect(comparePlans(leaving, now('user:kim')).type).toBe('less');
    expect(comparePlans(leaving, now('user:lee')).type).toBe('moved');
  });

  test('a name that changes counts as well', () => {
    const renaming = planOf([{ ...write('1'), rename: { from: 'group:f', to: 'group:g' } }]);
    expect(comparePlans(renaming, renaming).type).toBe('same');
    expect(comparePlans(renaming, planOf([])).type).toBe('less');
    expect(comparePlans(planOf([]), renaming).type).toBe('moved');
  });

  test('a last day that has passed makes it another plan', () => {
    expect(comparePlans(plan, { ...plan, policies: { ...plan.policies, digest: 'sha256:tomorrow' } })).toEqual({ type: 'other-policies' });
  });
});
