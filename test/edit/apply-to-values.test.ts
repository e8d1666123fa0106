import { describe, expect, test } from '@jest/globals';
import type { Path } from '../../src/diagnostics/place.js';
import { applyToValues } from '../../src/edit/apply-to-values.js';
import { EditError, type Edit } from '../../src/edit/edit.js';
import { readPolicies, withEdits } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { treeFrom, treeOf } from '../support/tree.js';
import { root } from '../support/run.js';

const at = (...path: Path) => ({ file: 'a.yaml', document: 0, path });
const remove = (...path: Path): Edit => ({ op: 'remove', at: at(...path) });
const add = (value: unknown, ...path: Path): Edit => ({ op: 'add', at: at(...path), value });
const set = (value: unknown, ...path: Path): Edit => ({ op: 'set', at: at(...path), value });

function edited(value: unknown, ...edits: readonly Edit[]): unknown {
  return applyToValues([{ file: 'a.yaml', index: 0, value }], edits)[0]?.value;
}

describe('edits of values', () => {
  test('remove by the indices of before', () => {
    const group = { kind: 'Group', members: ['a', 'b', 'c', 'd'] };
    expect(edited(group, remove('members', 0), remove('members', 2), add('e', 'members'))).toEqual({
      kind: 'Group',
      members: ['b', 'd', 'e'],
    });
    expect(group.members).toEqual(['a', 'b', 'c', 'd']);
  });

  test('remove a field, and leave lists and maps that may be empty', () => {
    expect(edited({ a: 1, b: 2 }, remove('a'))).toEqual({ b: 2 });
    expect(edited({ members: ['a'], roles: { R: ['x'] } }, remove('members', 0), remove('roles', 'R'))).toEqual({ members: [], roles: {} });
  });

  test('add to a list that is not there yet, and set what is not there yet', () => {
    expect(edited({ key: 'P' }, add('group:g', 'roles', 'R'), set('user:a', 'lead'))).toEqual({
      key: 'P',
      roles: { R: ['group:g'] },
      lead: 'user:a',
    });
    expect(edited({ members: ['a', 'b'] }, set({ user: 'b', until: '2027-01-01' }, 'members', 1))).toEqual({
      members: ['a', { user: 'b', until: '2027-01-01' }],
    });
  });

  test('take a grant away that nobody or nothing would be left in', () => {
    const scheme = {
      grants: [
        { to: ['a', 'b'], allow: ['X'] },
        { to: ['c'], allow: ['Y', 'Z'] },
      ],
    };
    expect(edited(scheme, remove('grants', 0, 'to', 0), remove('grants', 0, 'to', 1))).toEqual({ grants: [scheme.grants[1]] });
    expect(edited(scheme, remove('grants', 1, 'allow', 0), remove('grants', 1, 'allow', 1))).toEqual({ grants: [scheme.grants[0]] });
    expect(edited(scheme, remove('grants', 1, 'to', 0), add('d', 'grants', 1, 'to'))).toEqual({
      grants: [scheme.grants[0], { to: ['d'], allow: ['Y', 'Z'] }],
    });
  });

  test('take a place of a collaboration away rather than widen it', () => {
    const team = { space: { key: 'S', as: 'member', allow: ['read/space'] }, channel: ['c'] };
    expect(edited(team, remove('space', 'allow', 0), remove('channel', 0))).toEqual({});
    expect(edited({ ...team, space: [team.space] }, remove('space', 0, 'allow', 0))).toEqual({ channel: ['c'] });
  });

  test('leave documents that no edit touches the same objects', () => {
    const documents = [0, 1].map((index) => ({ file: 'a.yaml', index, value: { members: ['a'] } }));
    const after = applyToValues(documents, [{ op: 'add', at: { file: 'a.yaml', document: 1, path: ['members'] }, value: 'b' }]);
    expect(after[0]).toBe(documents[0]);
    expect(after[1]?.value).toEqual({ members: ['a', 'b'] });
  });

  test('bring the documents of a new file', () => {
    const documents = applyToValues([], [{ op: 'create', file: 'n.yaml', text: 'kind: Group\nname: g\n---\nkind: Group\nname: h\n' }]);
    expect(documents.map(({ index, value }) => [index, value])).toEqual([
      [0, { kind: 'Group', name: 'g' }],
      [1, { kind: 'Group', name: 'h' }],
    ]);
  });
});

test.each<{ readonly what: string; readonly edits: readonly Edit[] }>([
  { what: 'There is nothing to edit (a.yaml, members › item 3)', edits: [remove('members', 2)] },
  { what: 'There is nothing to edit (a.yaml, lead)', edits: [remove('lead')] },
  { what: 'There is something else than a list (a.yaml, name)', edits: [add('x', 'name')] },
  { what: 'There is no map to put a field into (a.yaml, name › x)', edits: [set(1, 'name', 'x')] },
  { what: 'A whole document cannot be edited (a.yaml)', edits: [remove()] },
  { what: 'Two edits give the same field different values (a.yaml, name)', edits: [set('x', 'name'), set('y', 'name')] },
  { what: 'One edit removes what another one changes (a.yaml, members)', edits: [remove('members'), add('x', 'members')] },
  { what: 'One edit replaces what another one changes (a.yaml, members)', edits: [set(['z'], 'members'), add('x', 'members')] },
  {
    what: 'There is no such document (b.yaml, name)',
    edits: [{ op: 'set', at: { file: 'b.yaml', document: 0, path: ['name'] }, value: 1 }],
  },
  { what: 'There is a file of this name already (a.yaml)', edits: [{ op: 'create', file: 'a.yaml', text: '' }] },
])('what cannot be edited is refused: $what', ({ what, edits }) => {
  expect(() => edited({ kind: 'Group', name: 'g', members: ['a', 'b'] }, ...edits)).toThrow(what.split(' (')[0]);
  expect(() => edited({ kind: 'Group', name: 'g', members: ['a', 'b'] }, ...edits)).toThrow(EditError);
});

describe('policies with edits', () => {
  const group = (name: string, ...members: readonly string[]): string => `kind: Group\nname: ${name}\nmembers: [${members.join(', ')}]\n`;
  const site = 'kind: Site\nname: s\nurl: https://s.example\ninternalDomains: [s.example]\n';
  const people = 'kind: Users\nname: p\nusers:\n  a@s.example: {}\n  b@s.example: {}\n';

  test('are what the files would say after them', async () => {
    const before = await readPolicies(
      treeOf([
        ['s.yaml', site],
        ['p.yaml', people],
        ['a.yaml', group('g', 'a@s.example')],
      ]),
      asOf,
    );
    const after = await withEdits(before, [
      add('b@s.example', 'members'),
      { op: 'create', file: 'h.yaml', text: group('h', 'a@s.example') },
    ]);
    expect(after.diagnostics).toEqual([]);
    expect(after.site?.groups.get('g')?.members.map(({ user }) => user)).toEqual(['a@s.example', 'b@s.example']);
    expect([...(after.site?.groups.keys() ?? [])]).toEqual(['g', 'h']);
    expect(before.site?.groups.get('g')?.members).toHaveLength(1);
  });

  test('have the errors that the edits bring, and lose those they mend', async () => {
    const before = await readPolicies(
      treeOf([
        ['s.yaml', site],
        ['p.yaml', people],
        ['a.yaml', group('g', 'a@s.example')],
      ]),
      asOf,
    );
    const broken = await withEdits(before, [add('c@s.example', 'members'), set('x', 'managedBy')]);
    expect(broken.site).toBeUndefined();
    expect(broken.diagnostics.map(({ severity }) => severity)).toContain('error');
    const mended = await withEdits(broken, [remove('members', 1), remove('managedBy')]);
    expect(mended.diagnostics).toEqual([]);
    expect(mended.site).toEqual(before.site);
  });

  test('without an edit are the same', async () => {
    const before = await readPolicies(treeFrom(`${root}/policies`), asOf);
    expect(await withEdits(before, [])).toEqual(before);
  });
});
