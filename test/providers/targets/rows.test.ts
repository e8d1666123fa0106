import { describe, expect, test } from '@jest/globals';
import { sandboxTokens } from '../../support/live-world.js';
import { never, persist, unmade, writtenSite } from '../../support/written-site.js';
import { back, policies, rows, write, type Row } from './writes.js';

async function made({ write: making, first = [] }: Row): Promise<Awaited<ReturnType<typeof writtenSite>>> {
  const written = await writtenSite(policies);
  for (const one of first) await persist(written, one);
  expect((await written.target.observe(making, never)).type).toBe('before');
  await written.target.make(making, never);
  expect((await written.target.observe(making, never)).type).toBe('after');
  return written;
}

describe('each kind of write', () => {
  test.each(rows)('is made, told by a full reading, and not made again: $name', async (row) => {
    const written = await made(row);
    const { write: making } = row;
    const count = written.effective().length;
    expect(count).toBeGreaterThan(0);
    expect(unmade(making, await written.facts())).toEqual([]);
    await written.target.make(making, never);
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

test('a guest who uses the product already has the role until it is taken away', async () => {
  const written = await writtenSite(policies);
  const guests = (): number =>
    Object.values(written.site.world.groups)
      .filter(({ roles }) => roles.some(({ product, role }) => product === 'confluence' && role === 'guest'))
      .flatMap(({ members }) => members).length;
  const count = guests();
  await persist(written, write('organization', [], ['product user:gus@client.test confluence']));
  const goes = write('organization', ['guest user:gus@client.test confluence'], []);
  expect((await written.target.observe(goes, never)).type).toBe('before');
  await written.target.make(goes, never);
  expect((await written.target.observe(goes, never)).type).toBe('after');
  expect([count, guests()]).toEqual([1, 0]);
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
