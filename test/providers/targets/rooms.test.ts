import { describe, expect, test } from '@jest/globals';
import { sandboxTokens } from '../../support/live-world.js';
import { never, persist, unmade, writtenSite } from '../../support/written-site.js';
import { channelRows, roomPolicies, spaceRows } from './rooms.js';
import { back, type Row } from './writes.js';

const rows = [...spaceRows, ...channelRows];

async function made({ write, first = [] }: Row): Promise<Awaited<ReturnType<typeof writtenSite>>> {
  const written = await writtenSite(roomPolicies);
  for (const one of first) await persist(written, one);
  expect((await written.target.observe(write, never)).type).toBe('before');
  await written.target.make(write, never);
  expect((await written.target.observe(write, never)).type).toBe('after');
  return written;
}

describe('each kind of write to rooms', () => {
  test.each(rows)('is made, told by a full reading, and not made again: $name', async (row) => {
    const written = await made(row);
    const { write } = row;
    const calls = written.effective().length;
    expect(calls).toBeGreaterThan(0);
    expect(unmade(write, await written.facts())).toEqual([]);
    await written.target.make(write, never);
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

const faults = [
  { name: 'too many calls', fault: { '429': 0.4 } },
  { name: 'errors of the server', fault: { '500': 0.3, '503': 0.2 } },
  { name: 'connections that break before', fault: { drop: 0.4 } },
  { name: 'connections that break after', fault: { 'drop-after': 0.4 } },
  { name: 'answers that come too late', fault: { slow: 0.2, 'slow-ms': 600 } },
  { name: 'changes of the organization seen late', fault: { lag: 7 } },
  { name: 'empty pages and strange fields', fault: { 'empty-pages': 0.3, 'extra-fields': 1 } },
];

/** How many calls each takes when nothing goes wrong. */
const calm = new Map<string, number>();

describe.each(faults)('with $name', ({ fault }) => {
  test.each(rows)('nothing is done twice, and no token is told: $name', async (row) => {
    const calls = calm.get(row.name) ?? (await made(row)).effective().length;
    calm.set(row.name, calls);
    const written = await writtenSite(roomPolicies);
    for (const one of row.first ?? []) await persist(written, one);
    written.site.fail(fault, 3);
    const { failures } = await persist(written, row.write);
    expect(written.effective()).toHaveLength(calls);
    for (const token of [sandboxTokens.PERMAFROST_API_TOKEN, sandboxTokens.PERMAFROST_SLACK_TOKEN])
      for (const text of [token, btoa(`${sandboxTokens.PERMAFROST_EMAIL}:${token}`)]) expect(failures.join('\n')).not.toContain(text);
  });
});
