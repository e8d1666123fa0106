import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Linker } from '../../src/link/link.js';
import { wellFormed } from '../../src/validate/well-formed.js';

const ids = ['ana', 'bo', 'cy', 'di', 'ed'].map((id) => `${id}@acme.example`);
// Declared in a text that nobody can read, maybe.
const unseen = ['zoe@acme.example', 'yan@acme.example'];
const groups = ['one', 'two', 'three'];

const fixed = [
  { kind: 'Site', name: 'acme', url: 'https://acme.atlassian.net', internalDomains: ['acme.example'] },
  { kind: 'Role', name: 'Team' },
  { kind: 'Scheme', name: 's', grants: [{ to: ['role:Team'], allow: ['developer'] }] },
  ...groups.map((name) => ({ kind: 'Group', name })),
];
const users = { kind: 'Users', name: 'all', users: Object.fromEntries(ids.map((id) => [id, {}])) };

/** Where a name stands that stood in the list before, by a look at all before it. */
function repeatedIn(names: readonly string[]): readonly number[] {
  return names.flatMap((name, index) => (names.slice(0, index).includes(name) ? [index] : []));
}

function found(documents: readonly unknown[], eager: boolean, brokenText?: string): readonly string[] {
  const linker = new Linker({ asOf: '2026-11-01', root: 'policies' }, eager);
  for (const [index, value] of documents.entries()) {
    const raw = wellFormed(value);
    linker.add({ document: { file: 'all.yaml', index, value }, ...(raw === undefined ? {} : { raw }) });
  }
  if (brokenText !== undefined) linker.addBrokenText(brokenText);
  if (eager) expect(linker.isSure()).toBe(true);
  return linker.finish().diagnostics.flatMap(({ code, at }) => (code === 'repeated-entry' ? [at.path.join(' ')] : []));
}

const person = (names: readonly string[]) =>
  fc.record({ id: fc.constantFrom(...names), spelling: fc.constantFrom('bare', 'typed', 'dated') });
const listOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 14 });

const written = ({ id, spelling }: { id: string; spelling: string }) =>
  spelling === 'bare' ? id : spelling === 'typed' ? `user:${id}` : { user: id, until: '2027-01-31', reason: 'A visit' };

test('a name that stands in a list twice is warned of there, however it is spelled, and in no other list', () => {
  fc.assert(
    fc.property(
      listOf(person(ids)),
      listOf(person(ids)),
      listOf(fc.constantFrom(...ids.map((id) => `user:${id}`), ...groups.map((name) => `group:${name}`))),
      fc.boolean(),
      (members, guests, actors, usersFirst) => {
        const group = { kind: 'Group', name: 'many', members: members.map(written) };
        const project = { kind: 'Project', key: 'CORE', scheme: 's', roles: { Team: actors }, guests: guests.map(written) };
        const documents = usersFirst ? [users, ...fixed, group, project] : [group, project, ...fixed, users];
        const expected = [
          ...repeatedIn(members.map(({ id }) => id)).map((index) => `members ${String(index)}`),
          ...repeatedIn(actors).map((index) => `roles Team ${String(index)}`),
          ...repeatedIn(guests.map(({ id }) => id)).map((index) => `guests ${String(index)}`),
        ];
        expect(found(documents, true)).toEqual(expected);
        expect(found(documents, false)).toEqual(expected);
      },
    ),
  );
});

test('so is one that may be declared where nobody can see', () => {
  fc.assert(
    fc.property(listOf(person([...ids, ...unseen])), (members) => {
      const group = { kind: 'Group', name: 'many', members: members.map(written) };
      expect(found([...fixed, users, group], false, unseen.join(' '))).toEqual(
        repeatedIn(members.map(({ id }) => id)).map((index) => `members ${String(index)}`),
      );
    }),
  );
});
