import { describe, expect, test } from '@jest/globals';
import { headline, externalsLine } from '../../../src/render/plan/words.js';
import { append, files, planOf, swap } from '../../plan/change-of.js';

const watchers = (who: string) => ({ alpha: swap('Watchers: []', `Watchers: [${who}]`) });
const licensed = {
  people: swap('gil@orbit.example: {company: orbit, products: [], guest: confluence}', 'gil@orbit.example: {company: orbit}'),
};
const idp = (audience: string) =>
  append(`---\nkind: Group\nname: office\nmanagedBy: idp\naudience: ${audience}\nproducts: [jira-software]\n`);

describe('the first lines of a plan', () => {
  test.each([
    ['one person', {}, watchers('user:ida@lumen.example'), '1 person gains access to 1 project, nobody loses any', '1 gaining (lumen)'],
    ['the way back', watchers('user:ida@lumen.example'), {}, 'nobody gains access, 1 person loses some', '1 losing (lumen)'],
    [
      'everybody, and somebody more elsewhere',
      {},
      { ...watchers('user:ida@lumen.example'), team: () => 'kind: Project\nkey: TEAM\nstyle: team-managed\naccess: open\n' },
      'EVERYBODY LOGGED IN gains access to 1 project, 1 person gains access to 1 project, nobody loses any',
      '2 gaining (lumen and orbit)',
    ],
    [
      'customers of the portal',
      {},
      { scheme: append('  - {to: [portal-customers], allow: [viewer]}\n') },
      'customers of the portal gain access to 2 projects, nobody loses any',
      'none by name',
    ],
    [
      'a group of people nobody here can count',
      { groups: idp('external') },
      { groups: idp('external'), ...watchers('group:office') },
      '1 group of the identity provider gains access to 1 project, nobody loses any',
      '1 group gaining',
    ],
    [
      'a group from inside',
      { groups: idp('internal') },
      { groups: idp('internal'), ...watchers('group:office') },
      '1 group of the identity provider gains access to 1 project, nobody loses any',
      'none affected',
    ],
    ['a licence alone', {}, licensed, '1 person gains a licence, 1 person is no guest any more', '1 gaining, 1 losing'],
    [
      'conditions alone',
      {},
      { scheme: append('  - {to: [reporter], allow: [CLOSE_ISSUES]}\n') },
      '2 people gain access that depends on the issue to 2 projects, nobody loses any',
      'none affected',
    ],
    ['nothing', {}, {}, 'no file differs', 'none affected'],
    ['a file', {}, { site: append('# A comment.\n') }, "refactoring: nobody's access changes (1 file changed)", 'none affected'],
  ] as const)('tell of %s', async (_, before, after, line, externals) => {
    const plan = await planOf(files(before), files(after));
    expect(headline(plan)).toBe(line);
    expect(externalsLine(plan)).toBe(`External people: ${externals}`);
  });
});
