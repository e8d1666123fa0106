import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withChanges } from '../../src/diff/fact-change.js';
import { factKey, type Fact } from '../../src/diff/facts.js';
import { execute } from '../../src/apply/execute.js';
import type { JournalEntry } from '../../src/apply/journal.js';
import { undoOf, wayBack } from '../../src/apply/undo.js';
import { fakeJournal, fakeSite, stateOf, type Fault } from '../support/fake-target.js';
import { stillWorld } from '../support/still-world.js';
import { adds, lead, member, planOf, randomPlan, takes, write } from './plans.js';

const [ana, ben, cleo] = [member('g', 'ana'), member('g', 'ben'), member('g', 'cleo')];
const begun = (id: string): JournalEntry => ({ write: id, event: 'begin', at: '2026-11-21T00:00:00.000Z' });

describe('the way back', () => {
  test('turns each change round, the last write first', () => {
    const plan = planOf([adds('1', ana), write('2', { before: lead('p', 'ana'), after: lead('p', 'ben') })], {
      notUndone: ['Invitations that were sent stay sent.'],
    });
    expect(undoOf(plan)).toMatchObject({
      plan: plan.digest,
      writes: [
        { write: '2', changes: [{ before: lead('p', 'ben'), after: lead('p', 'ana') }] },
        { write: '1', changes: [{ before: ana }] },
      ],
      notUndone: ['Invitations that were sent stay sent.'],
    });
  });

  test('a new name becomes the old one', () => {
    const undo = undoOf(planOf([{ ...write('1'), rename: { from: 'group:f', to: 'group:g' } }]));
    expect(wayBack(undo, [begun('1')], []).renames).toEqual([{ from: 'group:g', to: 'group:f' }]);
    expect(wayBack(undo, [], []).renames).toEqual([]);
  });

  test('takes back what was made, or may have been, and nothing else', () => {
    const undo = undoOf(planOf([adds('1', ana), adds('2', ben), adds('3', cleo)]));
    const lines: readonly JournalEntry[] = [
      begun('1'),
      { ...begun('1'), event: 'end', outcome: 'made' },
      { ...begun('2'), event: 'end', outcome: 'already' },
      begun('3'),
    ];
    expect(wayBack(undo, lines, [ana, ben, cleo])).toEqual({
      changes: [{ before: cleo }, { before: ana }],
      back: [],
      changed: [],
      renames: [],
      notOurs: ['2'],
      unnoted: [],
    });
  });

  test('takes back what stands though nothing is noted of it, where the record need not have all', () => {
    const undo = undoOf(planOf([adds('1', ana), adds('2', ben), adds('3', cleo), takes('4', member('g', 'dora'))]));
    const lines: readonly JournalEntry[] = [begun('1'), { ...begun('2'), event: 'end', outcome: 'already' }];
    const live = [ana, ben, cleo, member('g', 'dora')];
    expect(wayBack(undo, lines, live, { mayBeOurs: true })).toMatchObject({
      changes: [{ before: cleo }, { before: ana }],
      back: [],
      changed: [],
      notOurs: ['2', '4'],
      unnoted: ['3'],
    });
    expect(wayBack(undo, lines, live)).toMatchObject({ changes: [{ before: ana }], notOurs: ['2', '3', '4'], unnoted: [] });
  });

  test('does not turn round what sets right what the site did unasked, and sets it right where that was not done', () => {
    // Ben comes along with ana; with cleo goes dora, who was there and stays.
    const dora = member('g', 'dora');
    const plan = planOf([adds('1', ana), { ...takes('2', ben), corrects: '1' }, takes('3', cleo), { ...adds('4', dora), corrects: '3' }]);
    const undo = undoOf(plan);
    const made = (id: string): readonly JournalEntry[] => [begun(id), { ...begun(id), event: 'end', outcome: 'made' }];
    const all = ['1', '2', '3', '4'].flatMap(made);
    expect(wayBack(undo, all, [ana, dora])).toMatchObject({ changes: [{ after: cleo }, { before: ana }], back: [], changed: [] });
    expect(wayBack(undo, made('1'), [ana, ben, cleo, dora]).changes).toEqual([{ before: ben }, { before: ana }]);
    expect(wayBack(undo, [...made('1'), ...made('2'), ...made('3')], [ana]).changes).toEqual([
      { after: dora },
      { after: cleo },
      { before: ana },
    ]);
    // Somebody put ben there after he was taken out.
    expect(wayBack(undo, all, [ana, ben, dora]).changes).toEqual([{ after: cleo }, { before: ana }]);
  });

  test('what sets right is about nothing that another write is about', () => {
    const undo = undoOf(planOf([adds('1', ana), takes('2', ben), { ...adds('3', ana), corrects: '2' }]));
    expect(undo.writes).toEqual([
      { write: '2', changes: [{ after: ben }] },
      { write: '1', changes: [{ before: ana }] },
    ]);
  });

  test('leaves what is back already, and what somebody changed since, with what is there now', () => {
    const undo = undoOf(planOf([takes('1', ana), write('2', { before: lead('p', 'ana'), after: lead('p', 'ben') })]));
    const found = wayBack(undo, [begun('1'), begun('2')], [ana, lead('p', 'cleo')]);
    expect(found).toMatchObject({
      changes: [],
      back: [{ after: ana }],
      changed: [{ change: { before: lead('p', 'ben'), after: lead('p', 'ana') }, found: lead('p', 'cleo') }],
    });
  });
});

const words = (facts: readonly Fact[]): readonly string[] => stateOf(new Map(facts.map((fact) => [factKey(fact), fact])));

test('after an apply that broke off anywhere, it leads to where the apply began', async () => {
  const faults = fc.array(fc.constantFrom<Fault>('none', 'refused', 'half', 'unknown-done', 'unread-done'), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(randomPlan, faults, async (plan, faults) => {
      const site = fakeSite(plan.before, { faults });
      const lines: JournalEntry[] = [];
      const around = { target: site.target, world: stillWorld(), stop: new AbortController().signal };
      await execute({ writes: plan.writes }, { ...around, journal: fakeJournal(lines) });
      const { changes, changed } = wayBack(undoOf(planOf(plan.writes)), lines, site.facts());
      expect(changed).toEqual([]);
      expect(words(withChanges(site.facts(), changes))).toEqual(words(plan.before));
    }),
    { numRuns: 300 },
  );
});
