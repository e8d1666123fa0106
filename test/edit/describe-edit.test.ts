import { expect, test } from '@jest/globals';
import type { Path } from '../../src/diagnostics/place.js';
import { describeEdit } from '../../src/edit/describe-edit.js';
import type { Edit } from '../../src/edit/edit.js';

const documents = [
  { kind: 'Group', name: 'partners', members: ['kim@a.example', { user: 'bo@a.example', until: '2027-01-31' }] },
  { kind: 'Scheme', name: 's', grants: [{ to: ['role:R', 'lead'], allow: ['X'] }] },
  { kind: 'Project', key: 'P', roles: { Developers: ['group:g'] } },
  { kind: 'Users', name: 'all', users: { 'a@b.example': { active: true } } },
  { kind: 'Site', name: 'acme', admins: ['group:g'] },
  { kind: 'Group', name: 'a\u001b[31m\n', members: [] },
].map((value, index) => ({ file: 'p/a.yaml', index, value }));

const place = (document: number, ...path: Path) => ({ file: 'p/a.yaml', document, path });
const position = ({ file }: { file: string }) => ({ file, line: 9, column: 5, endLine: 9, endColumn: 9 });

test.each<{ readonly words: string; readonly edit: Edit }>([
  { words: 'remove user:kim@a.example from members of group partners', edit: { op: 'remove', at: place(0, 'members', 0) } },
  { words: 'remove user:bo@a.example until 2027-01-31 from members of group partners', edit: { op: 'remove', at: place(0, 'members', 1) } },
  { words: 'remove the grant of X to role:R and lead from grants of scheme s', edit: { op: 'remove', at: place(1, 'grants', 0) } },
  { words: 'remove lead from to of grant 1 of scheme s', edit: { op: 'remove', at: place(1, 'grants', 0, 'to', 1) } },
  { words: 'add group:h to role Developers of project P', edit: { op: 'add', at: place(2, 'roles', 'Developers'), value: 'group:h' } },
  { words: 'set lead of project P to user:x', edit: { op: 'set', at: place(2, 'lead'), value: 'user:x' } },
  { words: 'set active of user a@b.example to false', edit: { op: 'set', at: place(3, 'users', 'a@b.example', 'active'), value: false } },
  { words: 'remove user a@b.example of the people all', edit: { op: 'remove', at: place(3, 'users', 'a@b.example') } },
  { words: 'remove group:g from admins of the site', edit: { op: 'remove', at: place(4, 'admins', 0) } },
  { words: 'add user:x to members of group a\\u{1b}[31m\\u{a}', edit: { op: 'add', at: place(5, 'members'), value: 'x' } },
])('an edit is told in words: $words', ({ words, edit }) => {
  expect(describeEdit(edit, documents, position)).toBe(`${words} (p/a.yaml:9)`);
  expect(describeEdit(edit, documents)).toBe(`${words} (p/a.yaml)`);
});

test('a new file is told by its name', () => {
  expect(describeEdit({ op: 'create', file: 'p/new.yaml', text: '' }, documents)).toBe('write the new file p/new.yaml');
});
