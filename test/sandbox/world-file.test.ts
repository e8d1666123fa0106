import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/sandbox/embedded.js';
import { freshWorld } from '../../src/sandbox/seed.js';
import { saverTo, worldOfText } from '../../src/sandbox/world-file.js';
import type { World } from '../../src/sandbox/world.js';
import { policyWorld } from './site.js';

const folder = mkdtempSync(join(tmpdir(), 'permafrost-sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (url: string, name: string) =>
  fetch(`${url}/rest/api/3/group`, { method: 'POST', headers: { authorization: 'Bearer x' }, body: JSON.stringify({ name }) });

describe('a file', () => {
  test('has every change when it is answered, also of many at once, and is gone on with', async () => {
    const path = join(folder, 'kept.json');
    const first = await startEmbedded(path);
    const names = Array.from({ length: 20 }, (_, n) => `g${n}`);
    await Promise.all(
      names.map(async (name) => {
        expect((await ask(first.url, name)).status).toBe(201);
        expect(readFileSync(path, 'utf8')).toContain(`"${name}"`);
      }),
    );
    await first.close();
    const second = await startEmbedded(path);
    expect(second.sandbox.world).toEqual(first.sandbox.world);
    await second.close();
  });

  test('is written in turns: each is told after a write that has its change', async () => {
    const path = join(folder, 'turns.json');
    const world = freshWorld();
    const save = saverTo(path);
    const turns = ['a', 'b', 'c'].map((name) => {
      world.defaultGroups['jira-core'] = name;
      return save(world);
    });
    await Promise.all(turns);
    expect((JSON.parse(readFileSync(path, 'utf8')) as World).defaultGroups['jira-core']).toBe('c');
  });

  test('that cannot be written fails the change that asked for it', async () => {
    const running = await startEmbedded(join(folder, 'missing', 'x.json'));
    expect((await ask(running.url, 'x')).status).toBe(500);
    await running.close();
  });
});

describe('a file that is no sandbox is refused with what is wrong', () => {
  const world = (change: Record<string, unknown>): string => JSON.stringify({ ...freshWorld(), ...change });
  test.each([
    { text: '{', problem: 'is no JSON' },
    { text: '[]', problem: 'it has no version' },
    { text: world({ version: 2 }), problem: 'its version is not 1' },
    { text: world({ groups: [] }), problem: 'groups is not a map' },
    {
      text: world({ groups: { x: { id: 'x', name: 'x', managedBy: 'ADMINS', members: 'all', roles: [] } } }),
      problem: 'groups.x needs members as a list',
    },
    { text: world({ chat: {} }), problem: 'chat.users is not a map' },
    { text: world({ site: {} }), problem: 'site needs name as a text' },
  ])('$problem', ({ text, problem }) => {
    expect(() => worldOfText(text, 'x.json')).toThrow(problem);
  });

  test('while a right one is taken', () => {
    expect(worldOfText(world({}), 'x.json')).toEqual(freshWorld());
  });
});

test('what is written is what the schema says', async () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/sandbox.schema.json', import.meta.url), 'utf8')) as object;
  const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
  const path = join(folder, 'schema.json');
  writeFileSync(path, JSON.stringify(await policyWorld()));
  const running = await startEmbedded(path, { now: () => 0 });
  await ask(running.url, 'x');
  for (const text of [JSON.stringify(freshWorld()), readFileSync(path, 'utf8')]) {
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
  }
  expect(validate({ ...freshWorld(), version: 2 })).toBe(false);
  expect(validate({ ...freshWorld(), more: 1 })).toBe(false);
  await running.close();
});
