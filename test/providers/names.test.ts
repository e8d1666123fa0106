import { expect, test } from '@jest/globals';
import { namesOf } from '../../src/providers/names.js';
import type { RemoteIds } from '../../src/providers/provider.js';

const none = new Map<string, never>();
const ids: RemoteIds = {
  people: new Map([
    ['old@acme.example', 'acc-1'],
    ['ana@acme.example', 'acc-2'],
  ]),
  groups: new Map([['eng', 'g-1']]),
  roles: new Map([
    ['Developer', '10'],
    ['Viewer', '11'],
  ]),
  schemes: new Map([['standard', { id: '20', grants: [] }]]),
  projects: new Map([
    ['ONE', { id: '30', roles: new Map([['Developer', '10']]) }],
    ['TEAM', { id: '31', roles: new Map([['Viewer', '99']]) }],
  ]),
  spaceRoles: none,
  spaces: none,
  channels: new Map([['general', 'C1']]),
  chatPeople: new Map([['old@acme.example', 'U1']]),
};

test('things have their ids under the names of the policies', () => {
  const names = namesOf(
    ids,
    new Map([
      ['user:old@acme.example', 'user:new@acme.example'],
      ['role:Developer', 'role:Engineer'],
    ]),
  );
  expect(names.idOf('user:new@acme.example')).toBe('acc-1');
  expect(names.idOf('user:old@acme.example')).toBeUndefined();
  expect(names.idOf('chat-user:new@acme.example')).toBe('U1');
  expect(names.refOf('user', 'acc-1')).toBe('user:new@acme.example');
  expect(names.refOf('role', '10')).toBe('role:Engineer');
  expect(names.roleIn('project:ONE', 'role:Engineer')).toBe('10');
  expect(names.roleIn('project:TEAM', 'role:Viewer')).toBe('99');
  expect(names.roleIn('project:ONE', 'role:Viewer')).toBe('11');
  expect(names.idOf('scheme:standard')).toBe('20');
});

test('whoever only happens to have the name of somebody else does not pass for them', () => {
  const names = namesOf(
    ids,
    new Map([
      ['user:old@acme.example', 'user:ana@acme.example'],
      ['user:ana@acme.example', 'user:ana@acme.example (another account)'],
    ]),
  );
  expect(names.idOf('user:ana@acme.example')).toBe('acc-1');
  expect(names.idOf('user:ana@acme.example (another account)')).toBe('acc-2');
});

test('what is made is known from then on, and what is deleted no more', () => {
  const names = namesOf(ids, new Map());
  names.learn('group:new', 'g-2');
  expect([names.idOf('group:new'), names.refOf('group', 'g-2')]).toEqual(['g-2', 'group:new']);
  names.forget('group:new');
  expect([names.idOf('group:new'), names.refOf('group', 'g-2')]).toEqual([undefined, undefined]);
});
