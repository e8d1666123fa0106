import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { abandonPlan, carryOutPlan, files, notesIn, type Applied, type Bench, type Job } from '../src/carrying-out.js';
import { undoOf, wayBack } from '../src/apply/undo.js';
import { openJournal } from '../src/state/journal/journal.js';
import type { LedgerEntry } from '../src/state/ledger/entry.js';
import { openLedger, type Ledger } from '../src/state/ledger/ledger.js';
import { StateError } from '../src/state/state-error.js';
import { adds, member, planOf } from './apply/plans.js';
import { fakeSite, Kill, type FakeSite } from './support/fake-target.js';
import { stillWorld } from './support/still-world.js';
import { twoClones } from './state/ledger/ledgers.js';

const site = 'https://acme.atlassian.net';
const many = Array.from({ length: 60 }, (_, index) => adds(String(index + 1), member('g', `user${String(index)}`)));
const plan = planOf(many);
const job: Job = { plan, text: JSON.stringify(plan), byHand: new Set() };

let folder: string;
let clones: ReturnType<typeof twoClones>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permafrost-elsewhere-'));
  clones = twoClones(folder);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function benchOf(cwd: string, name: string, fake: FakeSite, over: Partial<Bench> = {}): Promise<Bench> {
  const writer = { who: { name, email: `${name}@acme.example` }, host: name, pid: process.pid };
  return {
    ledger: await openLedger({ cwd, site, writer }),
    openJournal: (of) => openJournal({ cwd, site, ...of }),
    openTarget: () => Promise.resolve(fake.target),
    world: stillWorld(),
    stop: new AbortController().signal,
    ...over,
  };
}

/** A site on which the process ends, or something else happens, before a write. */
function siteWith(point: string, happens: () => unknown): FakeSite {
  let isOver = false;
  return fakeSite([], {
    point: (what) => {
      if (isOver || what !== point) return;
      isOver = true;
      happens();
    },
  });
}

const kill = (): never => {
  throw new Kill('the machine is gone');
};

async function tipOf(ledger: Ledger): Promise<LedgerEntry> {
  const tip = await ledger.refresh();
  if (tip === undefined) throw new Error('There is no entry.');
  return tip;
}

/** What an undo would take back by the last entry. */
async function takenBack({ ledger }: Bench, fake: FakeSite): Promise<number> {
  const tip = await tipOf(ledger);
  const notes = notesIn(await ledger.read(tip, files.journal));
  return wayBack(undoOf(plan), notes, fake.facts(), { mayBeOurs: tip.mayHaveMore === true }).changes.length;
}

function ran(applied: Applied): Extract<Applied, { readonly type: 'ran' }> {
  if (applied.type !== 'ran') throw new Error(`It did not run: ${applied.type}`);
  return applied;
}

describe('an apply whose machine is gone', () => {
  test('is gone on with from the last checkpoint, and all that either made can be taken back', async () => {
    const fake = siteWith('before make 41', kill);
    await expect(carryOutPlan(job, await benchOf(clones.one, 'ana', fake))).rejects.toThrow(Kill);
    const bench = await benchOf(clones.two, 'bo', fake);
    const after = await tipOf(bench.ledger);
    expect(after).toMatchObject({ type: 'checkpoint', host: 'ana', outcome: 'under way, 25 of 60 writes' });
    const { outcome, open } = ran(await carryOutPlan({ ...job, after, takeOver: true }, bench));
    expect([open, outcome.end, outcome.counts.made]).toEqual([false, 'done', 60]);
    expect(outcome.writes.filter((write) => write.type === 'made' && write.earlier === true)).toHaveLength(40);
    expect([fake.redundant, fake.facts().length]).toEqual([[], 60]);
    expect(await takenBack(bench, fake)).toBe(60);
  });

  test('is gone on with a third time, though the second machine is gone at once', async () => {
    const fake = siteWith('before make 41', kill);
    await expect(carryOutPlan(job, await benchOf(clones.one, 'ana', fake))).rejects.toThrow(Kill);
    const second = await benchOf(clones.two, 'bo', fake, { openTarget: kill });
    await expect(carryOutPlan({ ...job, after: await tipOf(second.ledger), takeOver: true }, second)).rejects.toThrow(Kill);
    const third = await benchOf(clones.two, 'cleo', fake);
    rmSync(join(clones.two, '.git', 'permafrost'), { recursive: true });
    ran(await carryOutPlan({ ...job, after: await tipOf(third.ledger), takeOver: true }, third));
    expect(
      notesIn(await third.ledger.read(await tipOf(third.ledger), files.journal)).filter(({ event }) => event === 'begin'),
    ).toHaveLength(60);
    expect(await takenBack(third, fake)).toBe(60);
  });

  test('comes back to the first machine, whose journal is joined with what the other one did', async () => {
    const fake = siteWith('before make 41', kill);
    await expect(carryOutPlan(job, await benchOf(clones.one, 'ana', fake))).rejects.toThrow(Kill);
    const stop = new AbortController();
    const other = fakeSite(fake.facts(), {
      point: (what) => {
        if (what === 'before make 50') stop.abort();
      },
    });
    const second = await benchOf(clones.two, 'bo', other, { stop: stop.signal });
    expect(ran(await carryOutPlan({ ...job, after: await tipOf(second.ledger), takeOver: true }, second)).open).toBe(true);
    const third = await benchOf(clones.one, 'ana', other);
    const { outcome } = ran(await carryOutPlan({ ...job, after: await tipOf(third.ledger), takeOver: true }, third));
    expect(outcome).toMatchObject({ end: 'done', counts: { made: 60 } });
    expect(await takenBack(third, other)).toBe(60);
  });

  test('is abandoned from elsewhere with a word that it may have made more', async () => {
    const fake = siteWith('before make 41', kill);
    await expect(carryOutPlan(job, await benchOf(clones.one, 'ana', fake))).rejects.toThrow(Kill);
    const bench = await benchOf(clones.two, 'bo', fake);
    expect(await abandonPlan(await tipOf(bench.ledger), bench, true)).toMatchObject({
      type: 'written',
      entry: {
        type: 'abandoned',
        mayHaveMore: true,
        outcome: expect.stringMatching(
          /^abandoned after (?:2[5-9]|3\d|40) writes(?:, and 1 more that may have been made)?, and perhaps more that another clone made$/,
        ),
      },
    });
    // What it made after its last checkpoint is noted nowhere, and stands.
    expect(await takenBack(bench, fake)).toBe(40);
  });
});

describe('an apply that was taken over though it is at work', () => {
  test('is stopped by its next checkpoint, and says who goes on', async () => {
    const fake = siteWith('before make 10', () => (taken = takeOver()));
    let taken: Promise<unknown> = Promise.resolve();
    const takeOver = async (): Promise<void> => {
      const other = await openLedger({
        cwd: clones.two,
        site,
        writer: { who: { name: 'bo', email: 'bo@acme.example' }, host: 'bo', pid: 7 },
      });
      const { id, commit, plan: digest, at } = await tipOf(other);
      await other.checkpoint({ at, commit, plan: digest, after: id, takeOver: true, files: {} });
    };
    const bench = await benchOf(clones.one, 'ana', fake);
    const { ledger } = bench;
    const checkpoint: Ledger['checkpoint'] = async (entry) => {
      await taken;
      return ledger.checkpoint(entry);
    };
    const slow: FakeSite['target'] = {
      ...fake.target,
      make: async (write, signal) => {
        await wait(40);
        await fake.target.make(write, signal);
      },
    };
    const applied = await carryOutPlan(job, { ...bench, ledger: { ...ledger, checkpoint }, openTarget: () => Promise.resolve(slow) });
    expect(applied).toMatchObject({ type: 'taken-over', outcome: { end: 'stopped' }, by: { who: { name: 'bo' }, host: 'bo' } });
    expect(fake.made.length).toBeGreaterThanOrEqual(25);
    expect(fake.made.length).toBeLessThan(60);
    // What was done here is known here still.
    const journal = await openJournal({ cwd: clones.one, site, plan: plan.digest });
    await journal.close();
    expect(journal.entries.filter(({ event }) => event === 'begin')).toHaveLength(fake.made.length);
  });
});

describe('a remote that does not answer while writes go on', () => {
  test('is told once, keeps no write from being made, and has everything with the next entry', async () => {
    const fake = fakeSite([]);
    const notes: string[] = [];
    const bench = await benchOf(clones.one, 'ana', fake, { note: (text) => notes.push(text) });
    const { ledger } = bench;
    let tries = 0;
    const checkpoint: Ledger['checkpoint'] = () => {
      tries++;
      return Promise.reject(new StateError('unreachable', 'The remote does not answer.'));
    };
    const { entry, outcome } = ran(await carryOutPlan(job, { ...bench, ledger: { ...ledger, checkpoint } }));
    expect([outcome.end, tries]).toEqual(['done', 2]);
    expect(notes).toEqual([expect.stringContaining('The remote does not answer. The writes go on')]);
    expect(notesIn(await ledger.read(entry, files.journal))).toHaveLength(120);
  });

  test('may have taken a checkpoint of which it gave no answer: the next one goes on from it', async () => {
    const fake = fakeSite([]);
    const bench = await benchOf(clones.one, 'ana', fake);
    const { ledger } = bench;
    let isLost = true;
    const checkpoint: Ledger['checkpoint'] = async (entry) => {
      const written = await ledger.checkpoint(entry);
      if (!isLost) return written;
      isLost = false;
      throw new StateError('unreachable', 'The answer was lost.');
    };
    const applied = ran(await carryOutPlan(job, { ...bench, ledger: { ...ledger, checkpoint } }));
    expect(applied).toMatchObject({ open: false, outcome: { end: 'done' }, entry: { type: 'end' } });
  });
});

describe('a plan that says the same as one before', () => {
  test('is made anew: the journal of the one that has ended is not gone on with', async () => {
    const fake = fakeSite([]);
    const bench = await benchOf(clones.one, 'ana', fake);
    // The record was written and the process ended before the journal went.
    const keeps: Bench['openJournal'] = async (of) => {
      const journal = await bench.openJournal(of);
      return { ...journal, remove: () => journal.close() };
    };
    ran(await carryOutPlan(job, { ...bench, openJournal: keeps }));
    const again = fakeSite([]);
    const { outcome, entry } = ran(await carryOutPlan(job, await benchOf(clones.one, 'ana', again)));
    expect(outcome).toMatchObject({ end: 'done', counts: { made: 60 } });
    expect(again.made).toHaveLength(60);
    expect(notesIn(await bench.ledger.read(entry, files.journal))).toHaveLength(120);
  });

  test('is made anew, though whoever began it was gone before the journal of the one that has ended was put aside', async () => {
    const fake = fakeSite([]);
    const bench = await benchOf(clones.one, 'ana', fake);
    const keeps: Bench['openJournal'] = async (of) => {
      const journal = await bench.openJournal(of);
      return { ...journal, remove: () => journal.close() };
    };
    ran(await carryOutPlan(job, { ...bench, openJournal: keeps }));
    const again = fakeSite([]);
    await expect(carryOutPlan(job, await benchOf(clones.one, 'ana', again, { openJournal: kill }))).rejects.toThrow(Kill);
    const third = await benchOf(clones.one, 'ana', again);
    const { outcome } = ran(await carryOutPlan({ ...job, after: await tipOf(third.ledger), takeOver: true }, third));
    expect(outcome).toMatchObject({ end: 'done', counts: { made: 60 } });
    expect(again.made).toHaveLength(60);
  });

  test('or any other is not begun where somebody applied since it was made', async () => {
    const fake = fakeSite([]);
    const bench = await benchOf(clones.one, 'ana', fake);
    ran(await carryOutPlan({ ...job, onto: null }, bench));
    const other = fakeSite([]);
    const applied = await carryOutPlan({ ...job, onto: null }, await benchOf(clones.two, 'bo', other));
    expect(applied).toMatchObject({ type: 'overtaken', tip: { who: { name: 'ana' }, type: 'end' } });
    expect(other.made).toEqual([]);
  });
});
