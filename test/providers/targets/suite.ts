import { describe, expect, test } from '@jest/globals';
import type { Faults } from '../../../src/sandbox/faults.js';
import { sandboxTokens } from '../../support/live-world.js';
import { never, persist, unmade, writtenSite, type WrittenSite } from '../../support/written-site.js';
import { back, type Row } from './writes.js';

interface Fault {
  readonly name: string;
  readonly fault: Partial<Faults>;
  /** Milliseconds after which an answer comes too late. */
  readonly timeout?: number;
}

/** What may go wrong with every write. */
export const faults: readonly Fault[] = [
  { name: 'too many calls', fault: { '429': 0.4 } },
  { name: 'errors of the server', fault: { '500': 0.3, '503': 0.2 } },
  { name: 'connections that break before', fault: { drop: 0.4 } },
  { name: 'connections that break after', fault: { 'drop-after': 0.4 } },
  // Each of them is really waited for, and the sandbox has done what was asked before it is late: how late is all the same.
  { name: 'answers that come too late', fault: { slow: 0.2, 'slow-ms': 900 }, timeout: 150 },
  { name: 'changes of the organization seen late', fault: { lag: 7 } },
];

interface Writes {
  readonly policies: string;
  readonly rows: readonly Row[];
  readonly faults: readonly Fault[];
}

/** That each write is made once and can be taken back, and that it is made once whatever goes wrong. */
export function suiteOfWrites(name: string, { policies, rows, faults: each }: Writes): void {
  /** How many calls each takes when all is well. */
  const calm = new Map<Row, number>();

  async function made(row: Row): Promise<WrittenSite> {
    const written = await ready(row);
    expect((await written.target.observe(row.write, never)).type).toBe('before');
    await written.target.make(row.write, never);
    expect((await written.target.observe(row.write, never)).type).toBe('after');
    return written;
  }

  async function ready({ first = [] }: Row, { timeout }: Pick<Fault, 'timeout'> = {}): Promise<WrittenSite> {
    const written = await writtenSite(policies, timeout === undefined ? {} : { timeout });
    for (const one of first) await persist(written, one);
    return written;
  }

  describe(name, () => {
    test.each(rows)('is made, told by a full reading, and not made again: $name', async (row) => {
      const written = await made(row);
      const calls = written.effective().length;
      expect(calls).toBeGreaterThan(0);
      expect(unmade(row.write, await written.facts())).toEqual([]);
      await written.target.make(row.write, never);
      expect(written.effective()).toHaveLength(calls);
      expect(written.site.sandbox.journal.requests.filter(({ write: isWrite }) => isWrite)).toHaveLength(calls);
    });

    test.each(rows.filter(({ forward }) => forward !== true))('is taken back: $name', async (row) => {
      const written = await made(row);
      const again = back(row.write);
      expect((await written.target.observe(again, never)).type).toBe('before');
      await written.target.make(again, never);
      expect((await written.target.observe(again, never)).type).toBe('after');
      expect((await written.target.observe(row.write, never)).type).toBe('before');
      expect(unmade(again, await written.facts())).toEqual([]);
    });
  });

  describe.each(each)('with $name', ({ fault, ...late }) => {
    test.each(rows)('nothing is done twice, and no token is told: $name', async (row) => {
      const calls = calm.get(row) ?? (await made(row)).effective().length;
      calm.set(row, calls);
      const written = await ready(row, late);
      written.site.fail(fault, 3);
      const { failures } = await persist(written, row.write);
      expect(written.effective()).toHaveLength(calls);
      for (const token of tokens)
        for (const text of [token, btoa(`${sandboxTokens.PERMAFROST_EMAIL}:${token}`)]) expect(failures.join('\n')).not.toContain(text);
    });
  });
}

const tokens = [sandboxTokens.PERMAFROST_API_TOKEN, sandboxTokens.PERMAFROST_ORG_API_KEY, sandboxTokens.PERMAFROST_SLACK_TOKEN];
