import { describe, expect, test } from '@jest/globals';
import { planOf } from './plan-of.js';

const space = (access: string): string =>
  `{kind: Group, name: eng, members: []}\n---\n{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [all]}${access === '' ? '' : `, ${access}`}]}`;

describe('what somebody has in a space', () => {
  test('is left where they may not read it, and all else is given', async () => {
    const plan = await planOf({
      live: space(''),
      policies: space('{to: [group:eng], allow: [create/page, create/comment]}, {to: [user:bo@acme.test], allow: [read/space]}'),
    });
    expect(plan.writes.map(({ what }) => what)).toEqual(['Give bo@acme.test read/space in space DOCS.']);
    expect(plan.left.map(({ why, changes }) => [why, changes.map(({ after }) => after?.says[1])])).toEqual([
      [
        'Confluence gives group eng nothing in space DOCS without read/space: write that in the policies too.',
        ['create/comment', 'create/page'],
      ],
    ]);
  });

  test('is left where they would be the only one who administers it, and whoever does so now stays', async () => {
    const docs = (access: string): string => `{kind: Group, name: eng}\n---\n{kind: Space, key: DOCS, access: [${access}]}`;
    const plan = await planOf({
      live: docs('{to: [user:bo@acme.test], allow: [read/space, administer/space]}'),
      policies: docs('{to: [group:eng], allow: [administer/space]}'),
    });
    expect(plan.writes).toEqual([]);
    expect(plan.left.map(({ why, changes }) => [why, changes.length])).toEqual([
      ['Confluence keeps the last administrator of a space, and by the policies space DOCS would have none.', 2],
      ['Confluence gives group eng nothing in space DOCS without read/space: write that in the policies too.', 1],
    ]);
  });

  test('stays with a group that administers the space last, and with the group, though no policy has it any more', async () => {
    const docs = (access: string): string => `{kind: Space, key: DOCS, access: [${access}]}`;
    const plan = await planOf({
      live: `{kind: Group, name: eng}\n---\n${docs('{to: [group:eng], allow: [read/space, administer/space]}')}`,
      policies: docs('{to: [user:bo@acme.test], allow: [administer/space]}'),
    });
    expect(plan.writes).toEqual([]);
    expect(plan.left.map(({ why }) => why)).toContain('"group:eng" stays: "space:DOCS" uses it.');
  });

  test('goes with reading, also where the policies would keep it', async () => {
    const plan = await planOf({
      live: space('{to: [group:eng], allow: [read/space, create/page, delete/page]}'),
      policies: space('{to: [group:eng], allow: [create/page, create/comment]}'),
    });
    const taken = plan.writes.flatMap(({ changes }) => changes.map(({ before, after }) => [before?.says[1], after?.says[1]]));
    expect(taken.sort()).toEqual([
      ['create/page', undefined],
      ['delete/page', undefined],
      ['read/space', undefined],
    ]);
    expect(plan.left.map(({ changes }) => changes.map(({ after }) => after?.says[1]))).toEqual([['create/comment']]);
    expect(plan.guards.find(({ name }) => name === 'order')).toMatchObject({ ok: true });
  });
});

describe('a space role', () => {
  const role = (name: string, permissions = 'read/space'): string => `{kind: SpaceRole, name: ${name}, permissions: [${permissions}]}`;
  const roles = (count: number): string => Array.from({ length: count }, (_, index) => role(`R${String(index)}`)).join('\n---\n');

  test('is left without reading, and so is whoever is to have it', async () => {
    const plan = await planOf({
      policies: `${role('Odd', 'create/page')}\n---\n${space('{to: [group:eng], as: Odd}')}`,
      live: space(''),
    });
    expect(plan.writes).toEqual([]);
    expect(plan.left.map(({ why, changes }) => [why, changes.length])).toEqual([
      ['Confluence has no space role without read/space: write that under the permissions of the space role Odd too.', 2],
      [expect.stringContaining('It needs "space-role:Odd", which will not be there'), 1],
    ]);
  });

  test('is the largest that policies give somebody, where it allows all of the others', async () => {
    const policies = `${role('Odd', 'read/space, delete/page')}\n---\n${space('{to: [group:eng], as: Odd}, {to: [group:eng], as: Manager}')}`;
    const plan = await planOf({ live: space(''), policies });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      'Make the space role Odd, with 2 permissions.',
      'Give group eng the space role Manager in space DOCS.',
    ]);
    expect(plan.left).toEqual([]);
    const live = policies.replace('{to: [group:eng], as: Odd}, ', '');
    expect((await planOf({ live, policies })).writes).toEqual([]);
  });

  test('is one for everybody in a space, and what it does not allow is left', async () => {
    const roles = `${role('One', 'read/space, create/page')}\n---\n${role('Two', 'read/space, delete/page, delete/comment')}`;
    const policies = `${roles}\n---\n${space('{to: [group:eng], as: One}, {to: [group:eng], as: Two}')}`;
    const plan = await planOf({ live: `${roles}\n---\n${space('')}`, policies });
    expect(plan.writes.map(({ what }) => what)).toEqual(['Give group eng the space role Two in space DOCS.']);
    const why = (name: string): string =>
      `Confluence lets group eng have one role in space DOCS, which is ${name}: write one that allows all of it.`;
    expect(plan.left.map((each) => each.why)).toEqual([why('Two')]);
    // What is there is not exchanged for another that policies say as well.
    const again = await planOf({ live: `${roles}\n---\n${space('{to: [group:eng], as: One}')}`, policies });
    expect([again.writes, again.left.map((each) => each.why)]).toEqual([[], [why('One')]]);
  });

  test('is left where the site has ten, till one of them is gone', async () => {
    const nine = await planOf({ live: roles(9), policies: `${roles(9)}\n---\n${role('Z')}\n---\n${role('ZZ')}` });
    expect(nine.writes.map(({ what }) => what)).toEqual(['Make the space role Z, with 1 permission.']);
    expect(nine.left.map(({ why }) => why)).toEqual([
      'Confluence has room for 10 space roles beside its own, and they are taken: ZZ is made once one is gone.',
    ]);
  });
});
