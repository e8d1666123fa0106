import { describe, expect, test } from '@jest/globals';
import { accessOf, isChanged, onlyPermission } from '../../src/web/page/access.js';

const cells = (...written: string[]) =>
  written.map((each) => ({ permission: each.split('=')[0] ?? '', verdict: each.split('=')[1] ?? 'allowed' }));

describe('what somebody holds on two sides', () => {
  const access = accessOf(cells('A', 'B', 'C=if:reporter'), cells('B', 'C', 'D'));

  test('is gained, lost, changed or the same, by permission', () => {
    expect(access.permissions.map(({ permission, turn }) => `${permission} ${turn}`)).toEqual([
      'A lost',
      'B same',
      'C changed',
      'D gained',
    ]);
    expect([access.gained, access.lost, access.changed, access.same]).toEqual([1, 1, 1, 1]);
    expect(isChanged(access)).toBe(true);
    expect(isChanged(accessOf(cells('A'), cells('A')))).toBe(false);
  });

  test('is told of one permission alone', () => {
    const { permissions, gained, lost, changed, same } = onlyPermission(access, 'A');
    expect({ permissions, gained, lost, changed, same }).toEqual({
      permissions: [{ permission: 'A', turn: 'lost', before: 'allowed', after: undefined }],
      gained: 0,
      lost: 1,
      changed: 0,
      same: 0,
    });
    expect(onlyPermission(access, 'Z').permissions).toEqual([]);
  });
});
