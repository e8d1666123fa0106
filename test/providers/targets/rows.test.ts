import { expect, test } from '@jest/globals';
import { never, persist, writtenSite } from '../../support/written-site.js';
import { faults, suiteOfWrites } from './suite.js';
import { policies, rows, write } from './writes.js';

suiteOfWrites('each kind of write', { policies, rows, faults });

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
