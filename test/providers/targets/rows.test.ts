import { describe, expect, test } from '@jest/globals';
import { sandboxTokens } from '../../support/live-world.js';
import { never, persist, unmade, writtenSite } from '../../support/written-site.js';
import { back, policies, rows, type Row } from './writes.js';

async function made({ write, first = [] }: Row): Promise<Awaited<ReturnType<typeof writtenSite>>> {
  const written = await writtenSite(policies);
  for (const one of first) await persist(written, one);
  expect((await written.target.observe(write, never)).type).toBe('before');
  await written.target.make(write, never);
  expect((await written.target.observe(write, never)).type).toBe('after');
  return written;
}

describe('each kind of write', () => {
  test.each(rows)('is made, told by a full reading, and not made again: $name', async (row) => {
    const written = await made(row);
    const { write } = row;
    const count = written.effective().length;
    expect(count).toBeGreaterThan(0);
    expect(unmade(write, await written.facts())).toEqual([]);
    await written.target.make(write, never);
    expect(written.effective()).toHaveLength(count);
    expect(written.site.sandbox.journal.requests.filter(({ write: isWrite }) => isWrite)).toHaveLength(count);
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

/** How many calls a write takes when all is well. */
const counted = new Map<Row, Promise<number>>();

function calls(row: Row): Promise<number> {
  const known = counted.get(row) ?? made(row).then(({ effective }) => effective().length);
  counted.set(row, known);
  return known;
}

const faults = [
  { name: 'too many calls', fault: { '429': 0.4 } },
  { name: 'errors of the server', fault: { '500': 0.3, '503': 0.2 } },
  { name: 'connections that break before', fault: { drop: 0.4 } },
  { name: 'connections that break after', fault: { 'drop-after': 0.4 } },
  { name: 'answers that come too late', fault: { slow: 0.2, 'slow-ms': 900 } },
  { name: 'changes of the organization seen late', fault: { lag: 7 } },
];

describe.each(faults)('with $name', ({ fault }) => {
  test.each(rows)('nothing is done twice, and no token is told: $name', async (row) => {
    const calm = await calls(row);
    const written = await writtenSite(policies);
    written.site.fail(fault, 3);
    const { failures } = await persist(written, row.write);
    expect(written.effective()).toHaveLength(calm);
    for (const token of [sandboxTokens.PERMAFROST_API_TOKEN, sandboxTokens.PERMAFROST_ORG_API_KEY])
      for (const text of [token, btoa(`${sandboxTokens.PERMAFROST_EMAIL}:${token}`)]) expect(failures.join('\n')).not.toContain(text);
  });
});
