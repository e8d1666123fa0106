import { describe, expect, test } from '@jest/globals';
import { execute } from '../../src/apply/execute.js';
import type { JournalEntry } from '../../src/apply/journal.js';
import type { Outcome, Progress } from '../../src/apply/outcome.js';
import type { PlannedWrite } from '../../src/apply/apply-plan.js';
import type { Fact } from '../../src/diff/facts.js';
import { ReadError } from '../../src/providers/read-error.js';
import type { Target } from '../../src/providers/target.js';
import { fakeJournal, fakeSite, type FakeSite, type Fault, type Trouble } from '../support/fake-target.js';
import { stillWorld, type StillWorld } from '../support/still-world.js';
import { adds, group, lead, member, takes, write } from './plans.js';

const [ana, ben, cleo] = [member('g', 'ana'), member('g', 'ben'), member('g', 'cleo')];
const three = [adds('1', ana), takes('2', ben), adds('3', cleo)];

interface Ran {
  readonly outcome: Outcome;
  readonly lines: readonly string[];
  readonly site: FakeSite;
  readonly world: StillWorld;
}

async function run(
  writes: readonly PlannedWrite[],
  before: readonly Fact[],
  trouble: Trouble = {},
  earlier: readonly JournalEntry[] = [],
): Promise<Ran> {
  const [site, world, lines] = [fakeSite(before, trouble), stillWorld(), [...earlier]];
  const outcome = await execute(
    { writes },
    { target: site.target, world, journal: fakeJournal(lines), stop: new AbortController().signal },
  );
  return { outcome, lines: lines.map(({ event, write: id, outcome: how = '' }) => `${event} ${id} ${how}`.trim()), site, world };
}

const types = ({ writes }: Outcome): readonly string[] => writes.map(({ type }) => type);
const times = (count: number, fault: Fault): readonly Fault[] => Array.from({ length: count }, () => fault);
const line = (event: 'begin' | 'end', id: string, outcome?: JournalEntry['outcome']): JournalEntry => ({
  write: id,
  event,
  at: '2026-11-21T00:00:00.000Z',
  ...(outcome === undefined ? {} : { outcome }),
});

describe('how an apply ends', () => {
  test('all that was missing is made, what was there is noted', async () => {
    const { outcome, lines } = await run(three, [ben, cleo]);
    expect(outcome.end).toBe('done');
    expect(types(outcome)).toEqual(['made', 'made', 'already']);
    expect(lines).toEqual(['begin 1', 'end 1 made', 'begin 2', 'end 2 made', 'end 3 already']);
    expect(outcome.counts).toMatchObject({ made: 2, already: 1, 'not-tried': 0 });
  });

  test('what somebody else changed ends it, with what was expected and what is there', async () => {
    const { outcome, lines, site } = await run(
      [adds('1', ana), write('2', { before: lead('p', 'ana'), after: lead('p', 'ben') }), adds('3', cleo)],
      [lead('p', 'cleo')],
    );
    expect(outcome.end).toBe('moved');
    expect(outcome.writes[1]).toMatchObject({ type: 'moved', expected: [lead('p', 'ana')], found: [lead('p', 'cleo')] });
    expect(types(outcome)).toEqual(['made', 'moved', 'not-tried']);
    expect(lines.at(-1)).toBe('end 2 moved');
    expect(site.made).toEqual(['1']);
  });

  test('what the site refuses is asked once, and ends it with the words of the site', async () => {
    const { outcome, lines, site } = await run(three, [ben], { faults: ['none', 'refused'] });
    expect(outcome.end).toBe('refused');
    expect(outcome.writes[1]).toMatchObject({ type: 'refused', tries: 1, trouble: { said: 'No.', status: 400 } });
    expect(lines.slice(-2)).toEqual(['begin 2', 'end 2 refused']);
    expect(site.made).toEqual(['1', '2']);
  });

  test('what did not get through is tried again after 2, 4, 8 and 16 seconds', async () => {
    const { outcome, site, world } = await run([adds('1', ana)], [], { faults: times(4, 'not-made') });
    expect(outcome.end).toBe('done');
    expect(site.made).toHaveLength(5);
    expect(world.waits).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  test('after five tries it is given up', async () => {
    const { outcome, lines } = await run([adds('1', ana), adds('2', ben)], [], { faults: times(5, 'not-made') });
    expect(outcome.end).toBe('failed');
    expect(outcome.writes[0]).toMatchObject({ type: 'not-made', tries: 5 });
    expect(types(outcome)).toEqual(['not-made', 'not-tried']);
    expect(lines).toEqual(['begin 1', 'end 1 unknown']);
  });

  test('without an answer, and seen on the site, it was made', async () => {
    const { outcome, site } = await run([adds('1', ana)], [], { faults: ['unknown-done'], lag: 3 });
    expect([outcome.end, site.made, site.redundant]).toEqual(['done', ['1'], []]);
  });

  test('what the site took and does not show is not asked for again', async () => {
    const site = fakeSite([]);
    const target: Target = { ...site.target, make: () => Promise.resolve() };
    const [world, lines]: [StillWorld, JournalEntry[]] = [stillWorld(), []];
    const outcome = await execute(
      { writes: [adds('1', ana)] },
      { target, world, journal: fakeJournal(lines), stop: new AbortController().signal },
    );
    expect(outcome.end).toBe('failed');
    expect(types(outcome)).toEqual(['unseen']);
    expect(world.waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 30_000]);
    expect(lines.at(-1)).toMatchObject({ outcome: 'unknown', detail: 'The site took it and does not show it.' });
  });

  test('where nobody can look before, nothing is begun', async () => {
    const { outcome, lines } = await run([adds('1', ana)], [], { unread: [true, true, true, true, true] });
    expect(outcome.end).toBe('failed');
    expect(outcome.writes[0]).toMatchObject({ type: 'not-tried', trouble: { message: 'Jira answered 503.' } });
    expect(lines).toEqual([]);
  });

  test('where nobody can look afterwards, it stays begun', async () => {
    const { outcome, lines } = await run([adds('1', ana)], [], { unread: [false, true, true, true, true, true] });
    expect(outcome.writes[0]).toMatchObject({ type: 'unknown' });
    expect(lines).toEqual(['begin 1']);
  });

  test('a reading that is refused is not tried again', async () => {
    const site = fakeSite([]);
    let asked = 0;
    const refused = new ReadError({ kind: 'refused', message: 'Jira answered 403.', status: 403 });
    const target: Target = { ...site.target, observe: () => (asked++, Promise.reject(refused)) };
    const outcome = await execute(
      { writes: three },
      { target, world: stillWorld(), journal: fakeJournal([]), stop: new AbortController().signal },
    );
    expect([outcome.end, asked]).toEqual(['failed', 1]);
    expect(types(outcome)).toEqual(['not-tried', 'not-tried', 'not-tried']);
  });

  test('a defect is no outcome', async () => {
    const site = fakeSite([]);
    const target: Target = { ...site.target, make: () => Promise.reject(new TypeError('x')) };
    const lines: JournalEntry[] = [];
    await expect(
      execute({ writes: three }, { target, world: stillWorld(), journal: fakeJournal(lines), stop: new AbortController().signal }),
    ).rejects.toThrow(TypeError);
    expect(lines.map(({ event }) => event)).toEqual(['begin']);
  });
});

describe('a second start', () => {
  test('finds a group that it made with the members that later writes put into it', async () => {
    const made = [adds('1', group('g')), adds('2', ana), adds('3', ben)];
    const noted = [line('begin', '1'), line('end', '1', 'made'), line('begin', '2')];
    const { outcome, site } = await run(made, [group('g'), ana], {}, noted);
    expect([outcome.end, types(outcome), site.made]).toEqual(['done', ['made', 'made', 'made'], ['3']]);
  });

  test('finds what it made without what a later write took away of it', async () => {
    const noted = ['1', '2'].flatMap((id) => [line('begin', id), line('end', id, 'made')]);
    const { outcome, site } = await run([adds('1', lead('p', 'ana'), ana), takes('2', ana), adds('3', ben)], [lead('p', 'ana')], {}, noted);
    expect([outcome.end, site.made]).toEqual(['done', ['3']]);
  });

  test('does not take for made what a later write is to take away again', async () => {
    const { outcome, site } = await run([adds('1', ana), takes('2', ana)], []);
    expect([outcome.end, site.made]).toEqual(['done', ['1', '2']]);
  });

  test('a group that has got somebody of whom the plan does not tell is another one', async () => {
    const noted = [line('begin', '1'), line('end', '1', 'made')];
    const { outcome } = await run([adds('1', group('g')), adds('2', ana)], [group('g'), cleo], {}, noted);
    expect([outcome.end, outcome.writes[0]]).toMatchObject(['moved', { found: [group('g'), cleo] }]);
  });

  test('notes what was begun, and is there, before it looks at anything else', async () => {
    const { outcome, lines, site } = await run(three, [ana], {}, [line('begin', '1')]);
    expect(lines.slice(0, 2)).toEqual(['begin 1', 'end 1 made']);
    expect(outcome.writes[0]).toMatchObject({ type: 'made', earlier: true });
    expect(site.made).toEqual(['3']);
  });

  test('makes what was begun and is not there, without beginning it twice', async () => {
    const { outcome, lines } = await run(three, [ben], {}, [line('begin', '1')]);
    expect(lines.slice(0, 2)).toEqual(['begin 1', 'end 1 made']);
    expect(types(outcome)).toEqual(['made', 'made', 'made']);
  });

  test('looks long enough for what was begun, though at first nobody can look', async () => {
    const site = fakeSite([ben], { lag: 3, unread: [true, true, true, true, true] });
    site.meddle({ after: ana });
    const journal = fakeJournal([line('begin', '1')]);
    const outcome = await execute(
      { writes: three },
      { target: site.target, world: stillWorld(), journal, stop: new AbortController().signal },
    );
    expect([outcome.end, site.redundant, site.made]).toEqual(['done', [], ['2', '3']]);
  });

  test('does not make again what somebody took back, and says so', async () => {
    const { outcome, site } = await run(three, [ben], {}, [line('begin', '1'), line('end', '1', 'made')]);
    expect(outcome.end).toBe('moved');
    expect(site.made).toEqual([]);
  });

  test('tells apart what it made and what was there', async () => {
    const { outcome } = await run(three, [ana], {}, [line('begin', '1'), line('end', '1', 'made'), line('end', '2', 'already')]);
    expect(outcome.writes.map((each) => [each.type, 'earlier' in each])).toEqual([
      ['made', true],
      ['already', false],
      ['made', false],
    ]);
  });
});

describe('being told to stop', () => {
  test('nothing is begun any more', async () => {
    const stop = new AbortController();
    const site = fakeSite([ben], { point: (what) => (what === 'within make 1' ? stop.abort() : undefined) });
    const lines: JournalEntry[] = [];
    const outcome = await execute(
      { writes: three },
      { target: site.target, world: stillWorld(), journal: fakeJournal(lines), stop: stop.signal },
    );
    expect(outcome.end).toBe('stopped');
    expect(types(outcome)).toEqual(['made', 'not-tried', 'not-tried']);
    expect(lines).toHaveLength(2);
  });

  test('told twice, it does not wait for the site, and what was begun stays begun', async () => {
    const [stop, halt] = [new AbortController(), new AbortController()];
    const site = fakeSite([]);
    const stopped = new ReadError({ kind: 'stopped', message: 'Stopped.' });
    const target: Target = {
      ...site.target,
      observe: (each, signal) => (signal.aborted ? Promise.reject(stopped) : site.target.observe(each, signal)),
      make: () => (stop.abort(), halt.abort(), Promise.reject(stopped)),
    };
    const lines: JournalEntry[] = [];
    const outcome = await execute(
      { writes: three },
      { target, world: stillWorld(), journal: fakeJournal(lines), stop: stop.signal, halt: halt.signal },
    );
    expect(outcome.end).toBe('stopped');
    expect(types(outcome)).toEqual(['unknown', 'not-tried', 'not-tried']);
    expect(lines.map(({ event }) => event)).toEqual(['begin']);
  });
});

describe('manual steps', () => {
  const writes = [
    adds('1', group('g')),
    adds('2', ana),
    adds('3', member('h', 'ana')),
    takes('4', member('h', 'ben')),
    adds('5', member('h', 'cleo')),
  ];

  test('hold what waits for them, what needs that, and what takes away', async () => {
    const site = fakeSite([member('h', 'ben')]);
    const outcome = await execute(
      { writes, manual: [{ number: 2, before: ['1'] }] },
      { target: site.target, world: stillWorld(), journal: fakeJournal([]), stop: new AbortController().signal },
    );
    expect(outcome.end).toBe('waiting');
    expect(types(outcome)).toEqual(['waiting', 'waiting', 'made', 'not-tried', 'not-tried']);
    expect(outcome.heldBy).toEqual({ write: '1', steps: [2] });
  });

  test('hold somebody who is to be switched on again, and nothing that only adds', async () => {
    const isOn = (says: string): Fact => ({ type: 'active', of: 'user:eve', says: [says] });
    const restored = [write('1', { before: isOn('false'), after: isOn('true') }), adds('2', ana)];
    const site = fakeSite([isOn('false')]);
    const outcome = await execute(
      { writes: restored, manual: [{ number: 1, before: ['1'] }] },
      { target: site.target, world: stillWorld(), journal: fakeJournal([]), stop: new AbortController().signal },
    );
    expect(types(outcome)).toEqual(['waiting', 'made']);
  });

  test('hold nothing that sets right what the site did unasked with what was made', async () => {
    // Dora comes along with whatever is made first, and may not stay until somebody has clicked.
    const dora = member('h', 'dora');
    const also = [
      adds('1', group('g')),
      adds('2', member('h', 'ana')),
      takes('3', member('h', 'ben')),
      { ...takes('4', dora), corrects: '2' },
      { ...takes('5', member('h', 'eve')), corrects: '3' },
      adds('6', member('h', 'cleo')),
    ];
    const site = fakeSite([member('h', 'ben'), dora]);
    const outcome = await execute(
      { writes: also, manual: [{ number: 2, before: ['1'] }] },
      { target: site.target, world: stillWorld(), journal: fakeJournal([]), stop: new AbortController().signal },
    );
    expect(outcome.end).toBe('waiting');
    expect(types(outcome)).toEqual(['waiting', 'made', 'not-tried', 'made', 'not-tried', 'not-tried']);
  });
});

test('progress counts, and tells the time that is left by what the last writes took', async () => {
  const told: Progress[] = [];
  const site = fakeSite([ben], { lag: 1 });
  await execute(
    { writes: three },
    {
      target: site.target,
      world: stillWorld(),
      journal: fakeJournal([]),
      stop: new AbortController().signal,
      progress: (each) => told.push(each),
    },
  );
  const looking = told
    .filter(({ doing }) => doing === 'looking')
    .map(({ done, total, made, remaining }) => ({ done, total, made, remaining }));
  expect(looking).toEqual([
    { done: 0, total: 3, made: 0, remaining: undefined },
    { done: 1, total: 3, made: 1, remaining: 2_000 },
    { done: 2, total: 3, made: 2, remaining: 1_000 },
  ]);
});
