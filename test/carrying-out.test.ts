import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { abandonPlan, carryOutPlan, files, notesIn, type Bench, type Job } from '../src/carrying-out.js';
import type { ApplyPlan } from '../src/apply/apply-plan.js';
import { openJournal } from '../src/state/journal/journal.js';
import { openLedger, type Ledger } from '../src/state/ledger/ledger.js';
import type { Writer } from '../src/state/ledger/entry.js';
import { StateError } from '../src/state/state-error.js';
import { adds, member, planOf, step, takes } from './apply/plans.js';
import { fakeSite, Kill, type FakeSite, type Trouble } from './support/fake-target.js';
import { wrongInRecords } from './support/record-schemas.js';
import { stillWorld } from './support/still-world.js';

const [ana, ben, cleo] = [member('g', 'ana'), member('g', 'ben'), member('g', 'cleo')];
const site = 'https://acme.atlassian.net';
const commit = '0123456789012345678901234567890123456789';
const writes = [adds('1', ana), takes('2', ben), adds('3', cleo)];

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'permafrost-carrying-out-'));
  execFileSync('git', ['init', '--quiet', cwd]);
});

afterEach(() => {
  // However it went, whoever reads the record finds files by their schemas.
  expect(wrongInRecords(cwd)).toEqual([]);
  rmSync(cwd, { recursive: true, force: true });
});

const writer = (name: string): Writer => ({ who: { name, email: `${name}@acme.example` }, host: 'here', pid: process.pid });

async function benchOf(fake: FakeSite, over: Partial<Bench> = {}, who = 'mara'): Promise<Bench> {
  const ledger = await openLedger({ cwd, site, remote: 'none', writer: writer(who) });
  return {
    ledger,
    openJournal: (of) => openJournal({ cwd, site, ...of }),
    openTarget: () => Promise.resolve(fake.target),
    world: stillWorld(),
    stop: new AbortController().signal,
    ...over,
  };
}

function jobOf(plan: ApplyPlan, over: Partial<Job> = {}): Job {
  return { plan, text: JSON.stringify(plan), byHand: new Set(), ...over };
}

async function typesIn(ledger: Ledger): Promise<readonly string[]> {
  const types: string[] = [];
  for await (const { type } of ledger.entries()) types.push(type);
  return types;
}

describe('an apply', () => {
  test('takes the lock, makes its writes, and gives the lock back with the record of it', async () => {
    const fake = fakeSite([ben]);
    const bench = await benchOf(fake);
    const applied = await carryOutPlan(jobOf(planOf(writes)), bench);
    expect(applied).toMatchObject({
      type: 'ran',
      open: false,
      outcome: { end: 'done' },
      entry: { type: 'end', outcome: '3 of 3 writes', commit },
    });
    expect(await typesIn(bench.ledger)).toEqual(['end', 'begin']);
    if (applied.type !== 'ran') throw new Error('It did not run.');
    expect(Object.keys(applied.entry.files)).toEqual([files.journal, files.outcome, files.plan, files.undo]);
    expect(notesIn(await bench.ledger.read(applied.entry, files.journal))).toHaveLength(6);
    expect(await bench.ledger.holder()).toBeUndefined();
  });

  test('records besides what it manages and which entry it takes back, where that is known', async () => {
    const owned = { version: 1, before: ['group:f'], declared: ['group:f', 'group:g'] } as const;
    const applied = await carryOutPlan(jobOf(planOf(writes), { owned, undoes: 'f'.repeat(40) }), await benchOf(fakeSite([ben])));
    if (applied.type !== 'ran') throw new Error('It did not run.');
    expect(Object.keys(applied.entry.files)).toEqual([files.journal, files.managed, files.outcome, files.plan, files.undo, files.undoes]);
  });

  test('does not open the site for writing while somebody else has the lock, and tells who', async () => {
    const fake = fakeSite([ben], {
      point: (what) => {
        if (what === 'before make 2') throw new Kill(what);
      },
    });
    await expect(carryOutPlan(jobOf(planOf(writes)), await benchOf(fake))).rejects.toThrow(Kill);
    const opened: string[] = [];
    const bench = await benchOf(fake, { openTarget: () => (opened.push('opened'), Promise.resolve(fake.target)) }, 'viktor');
    const applied = await carryOutPlan(jobOf(planOf(writes)), bench);
    expect(applied).toMatchObject({ type: 'held', holder: { who: { name: 'mara' }, plan: planOf(writes).digest, mine: false } });
    expect(opened).toEqual([]);
  });

  test('that was killed is gone on with, by another process, and nothing is done twice', async () => {
    let left = 9;
    const fake = fakeSite([ben], {
      point: (what) => {
        if (left-- === 0) throw new Kill(what);
      },
    });
    await expect(carryOutPlan(jobOf(planOf(writes)), await benchOf(fake))).rejects.toThrow(Kill);
    const bench = await benchOf(fake);
    const after = await bench.ledger.tip();
    if (after === undefined) throw new Error('no entry');
    const applied = await carryOutPlan(jobOf(planOf(writes), { after, takeOver: true }), bench);
    expect(applied).toMatchObject({ type: 'ran', open: false, outcome: { end: 'done', counts: { made: 3 } } });
    expect(fake.redundant).toEqual([]);
    expect(await typesIn(bench.ledger)).toEqual(['end', 'checkpoint', 'begin']);
  });

  test('that is stopped keeps the lock, and its journal goes on elsewhere', async () => {
    const stop = new AbortController();
    const fake = fakeSite([ben], {
      point: (what) => {
        if (what === 'before make 1') stop.abort();
      },
    });
    const bench = await benchOf(fake, { stop: stop.signal });
    const stopped = await carryOutPlan(jobOf(planOf(writes)), bench);
    expect(stopped).toMatchObject({ type: 'ran', open: true, entry: { type: 'checkpoint', outcome: '1 of 3 writes, stopped' } });
    if (stopped.type !== 'ran') throw new Error('It did not run.');
    // Another machine has the record, and no journal.
    rmSync(join(cwd, '.git', 'permafrost'), { recursive: true });
    const next = await benchOf(fake);
    const applied = await carryOutPlan(jobOf(planOf(writes), { after: stopped.entry }), next);
    if (applied.type !== 'ran') throw new Error('It did not run.');
    expect(applied.outcome.writes[0]).toMatchObject({ type: 'made', earlier: true });
    expect(notesIn(await next.ledger.read(applied.entry, files.journal)).map(({ event, write }) => `${event} ${write}`)).toEqual([
      'begin 1',
      'end 1',
      'begin 2',
      'end 2',
      'begin 3',
      'end 3',
    ]);
  });

  test.each<{ name: string; trouble: Trouble; meddle?: boolean; open: boolean; type: string; outcome: string }>([
    {
      name: 'refused before anything was made',
      trouble: { faults: ['refused'] },
      open: false,
      type: 'abandoned',
      outcome: '0 of 3 writes, refused',
    },
    {
      name: 'refused in the middle',
      trouble: { faults: ['none', 'refused'] },
      open: true,
      type: 'checkpoint',
      outcome: '1 of 3 writes, refused',
    },
    {
      name: 'moved before anything was made',
      trouble: {},
      meddle: true,
      open: false,
      type: 'abandoned',
      outcome: '0 of 3 writes, the site has moved',
    },
  ])('$name: the lock stays only where there is something to go on with', async ({ trouble, meddle, open, type, outcome }) => {
    const fake = fakeSite([ben], trouble);
    const plan = planOf(
      meddle === true
        ? [{ ...takes('1', { ...ben, type: 'lead' }), changes: [{ before: { ...ben, type: 'lead' } }] }, ...writes.slice(1)]
        : writes,
    );
    if (meddle === true) fake.meddle({ after: { ...cleo, type: 'lead' } });
    expect(await carryOutPlan(jobOf(plan), await benchOf(fake))).toMatchObject({ type: 'ran', open, entry: { type, outcome } });
  });

  test('that waits for a manual step has ended: it is planned again once that is done', async () => {
    const plan = planOf(writes, { manual: [step(1, { before: ['3'] })] });
    const applied = await carryOutPlan(jobOf(plan), await benchOf(fakeSite([ben])));
    expect(applied).toMatchObject({
      type: 'ran',
      open: false,
      entry: { type: 'end', outcome: '2 of 3 writes, 1 waits for steps by hand' },
    });
  });

  test('whose record cannot be written says so, and keeps lock and journal', async () => {
    const bench = await benchOf(fakeSite([ben]));
    const ledger: Ledger = { ...bench.ledger, end: () => Promise.reject(new Error('The remote does not answer.')) };
    const applied = await carryOutPlan(jobOf(planOf(writes)), { ...bench, ledger });
    expect(applied).toMatchObject({ type: 'unrecorded', outcome: { end: 'done' }, error: { message: 'The remote does not answer.' } });
    const after = await bench.ledger.tip();
    if (after === undefined) throw new Error('no entry');
    expect(await carryOutPlan(jobOf(planOf(writes), { after }), await benchOf(fakeSite([ana, cleo])))).toMatchObject({
      type: 'ran',
      open: false,
      outcome: { end: 'done', counts: { made: 3 } },
    });
  });

  /** A journal with room for so many lines, and no more. */
  const withRoomFor = (bench: Bench, lines: number): Bench => {
    let left = lines;
    return {
      ...bench,
      openJournal: async (of) => {
        const journal = await bench.openJournal(of);
        const record: typeof journal.record = (entry) =>
          left-- > 0 ? journal.record(entry) : Promise.reject(new StateError('journal-failed', 'The disk is full.', 'Make room.'));
        return { ...journal, record };
      },
    };
  };

  test.each<{ lines: number; types: readonly string[] }>([
    { lines: 2, types: ['made', 'not-tried', 'not-tried'] },
    { lines: 3, types: ['made', 'unknown', 'not-tried'] },
  ])('whose journal takes $lines lines makes nothing more, says what was made, and is gone on with', async ({ lines, types }) => {
    const fake = fakeSite([ben]);
    const applied = await carryOutPlan(jobOf(planOf(writes)), withRoomFor(await benchOf(fake), lines));
    if (applied.type !== 'ran') throw new Error('It did not run.');
    const { outcome, open, entry } = applied;
    expect([open, outcome.end, outcome.writes.map(({ type }) => type)]).toEqual([true, 'failed', types]);
    expect(outcome.writes[1]).toMatchObject({ trouble: { message: 'The disk is full.', hint: 'Make room.' } });
    expect(fake.made).toHaveLength(lines === 2 ? 1 : 2);
    const resumed = await carryOutPlan(jobOf(planOf(writes), { after: entry }), await benchOf(fake));
    expect(resumed).toMatchObject({ type: 'ran', open: false, outcome: { end: 'done', counts: { made: 3 } } });
    expect(fake.made).toHaveLength(3);
  });

  test('whose journal still is full when it is gone on with makes nothing', async () => {
    const fake = fakeSite([ben]);
    const first = await carryOutPlan(jobOf(planOf(writes)), withRoomFor(await benchOf(fake), 3));
    if (first.type !== 'ran') throw new Error('It did not run.');
    const again = await carryOutPlan(jobOf(planOf(writes), { after: first.entry }), withRoomFor(await benchOf(fake), 0));
    expect(again).toMatchObject({ type: 'ran', open: true, outcome: { end: 'failed' } });
    expect(fake.made).toHaveLength(2);
  });

  test('whose journal cannot be deleted has ended all the same', async () => {
    const notes: string[] = [];
    const bench = await benchOf(fakeSite([ben]), { note: (text) => notes.push(text) });
    const openJournal: Bench['openJournal'] = async (of) => ({
      ...(await bench.openJournal(of)),
      remove: () => Promise.reject(new StateError('journal-failed', 'The disk is read-only.')),
    });
    expect(await carryOutPlan(jobOf(planOf(writes)), { ...bench, openJournal })).toMatchObject({ type: 'ran', open: false });
    expect([await bench.ledger.holder(), notes]).toEqual([undefined, ['The disk is read-only.']]);
  });

  test('that is abandoned ends with what was done', async () => {
    const fake = fakeSite([ben], { faults: ['none', 'refused'] });
    const bench = await benchOf(fake);
    const stopped = await carryOutPlan(jobOf(planOf(writes)), bench);
    if (stopped.type !== 'ran') throw new Error('It did not run.');
    const written = await abandonPlan(stopped.entry, bench, false);
    expect(written).toMatchObject({ type: 'written', entry: { type: 'abandoned', outcome: 'abandoned after 1 write' } });
    expect(await bench.ledger.holder()).toBeUndefined();
    if (written.type !== 'written') return;
    expect(written.entry.mayHaveMore).toBeUndefined();
    expect(notesIn(await bench.ledger.read(written.entry, files.journal))).toHaveLength(4);
  });

  test('that is abandoned tells what may have been made besides', async () => {
    const kill = (what: string): void => {
      if (what === 'within make 2') throw new Kill(what);
    };
    const bench = await benchOf(fakeSite([ben], { point: kill }));
    await expect(carryOutPlan(jobOf(planOf(writes)), bench)).rejects.toThrow(Kill);
    const after = await bench.ledger.tip();
    if (after === undefined) throw new Error('no entry');
    expect(await abandonPlan(after, bench, false)).toMatchObject({
      type: 'written',
      entry: { outcome: 'abandoned after 1 write, and 1 more that may have been made' },
    });
  });
});
