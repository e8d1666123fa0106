import { describe, expect, test } from '@jest/globals';
import type { Compiled } from '../../src/pipeline.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { compiled } from '../support/compiled.js';

/** A company in which `people` are spread over ten groups and every group works on all `projects` and in all `spaces`. */
function company(people: number, projects: number, spaces: number): Promise<Compiled> {
  const groups = Array.from({ length: 10 }, (_, group) => group);
  const members = (group: number): string[] =>
    Array.from({ length: people }, (_, index) => index).flatMap((index) => (index % 10 === group ? [`p${String(index)}`] : []));
  const users = Array.from({ length: people }, (_, index) => `  p${String(index)}: {products: [jira-software, confluence]}`);
  return compiled([
    ['site.yaml', 'kind: Site\nname: big\nurl: https://big.example\ninternalDomains: [big.example]\n---\nkind: Role\nname: Team\n'],
    ['people.yaml', `kind: Users\nname: people\nusers:\n${users.join('\n')}\n`],
    ...groups.map(
      (group) => [`group-${String(group)}.yaml`, `kind: Group\nname: g${String(group)}\nmembers: [${members(group).join()}]\n`] as const,
    ),
    [
      'scheme.yaml',
      'kind: Scheme\nname: shared\ngrants:\n  - {to: [role:Team], allow: [developer]}\n  - {to: [lead], allow: [project-admin]}\n',
    ],
    ...Array.from({ length: projects }, (_, index) => {
      const roles = `roles:\n  Team: [${groups.map((group) => `group:g${String(group)}`).join()}]\n`;
      return [
        `project-${String(index)}.yaml`,
        `kind: Project\nkey: P${String(index)}\nscheme: shared\nlead: p${String(index % 7)}\n${roles}`,
      ] as const;
    }),
    ...Array.from({ length: spaces }, (_, index) => {
      const access = groups.map((group) => `  - {to: [group:g${String(group)}], allow: [space-editor]}\n`).join('');
      return [`space-${String(index)}.yaml`, `kind: Space\nkey: S${String(index)}\naccess:\n${access}`] as const;
    }),
  ]);
}

/** How much is stored of each kind. */
function stored({ matrix }: Compiled): Readonly<Record<string, number>> {
  const { members, sets, frames, effects, rowTerms, rowGuests } = evaluatorOf(matrix).tables;
  return {
    memberships: members.values.length,
    sets: sets.starts.length - 1,
    atoms: sets.values.length,
    frames: frames.length,
    effects: effects.size,
    terms: rowTerms.values.length / 2,
    guests: rowGuests.values.length,
  };
}

describe('the size of the matrix', () => {
  test('grows with what is written, not with people times places', async () => {
    const small = await company(100, 20, 10);
    const large = await company(1000, 200, 100);
    expect(large.matrix.counts.cells).toBeGreaterThan(90 * small.matrix.counts.cells);
    const [before, after] = [stored(small), stored(large)];
    // What is shared does not grow at all: one set of all groups, and one for each of seven leads.
    expect(after).toMatchObject({ sets: 8, atoms: 17, frames: before['frames'], effects: before['effects'], guests: 0 });
    expect(before).toMatchObject({ sets: 8, atoms: 17, memberships: 100, terms: 2 * 20 + 10 });
    // Each person is once in one group; each place has a line for each set it names.
    expect(after).toMatchObject({ memberships: 1000, terms: 2 * 200 + 100 });
  });

  test('does not grow by asking', async () => {
    const asked = await company(50, 20, 10);
    const before = { ...stored(asked), effects: 0 };
    expect([...asked.matrix.cells()].length).toBe(asked.matrix.counts.cells);
    expect(asked.matrix.digest).toMatch(/^sha256:/);
    expect({ ...stored(asked), effects: 0 }).toEqual(before);
    // Answers are effects too: at most one for each state that somebody can be in, whoever it is.
    const twice = await company(500, 20, 10);
    expect([...twice.matrix.cells()].length).toBe(twice.matrix.counts.cells);
    expect(stored(twice)['effects']).toBe(stored(asked)['effects']);
  });
});
