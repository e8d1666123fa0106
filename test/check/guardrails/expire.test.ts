import { describe, expect, test } from '@jest/globals';
import { judgedRule, project, space, words } from './judged.js';

const rule = "expire: {who: ['user:xia@client.test'], within: 10d}";
const own = ['use:jira-software', 'use:confluence'].sort();
const xia = '"user:xia@client.test"';
const licences = own.map((permission) => `user:xia@client.test site ${permission} allowed`);

const reads = (until: string): string => `{to: [${xia}], allow: [read/space], until: ${until}}`;
const read = 'user:xia@client.test space:A read/space allowed';

describe('expire', () => {
  test.each([
    ['2026-11-30', false],
    ['2026-12-01', false],
    ['2026-12-02', true],
  ])('within 10 days of 2026-11-21: an end on %s is too late: %s', async (until, late) => {
    expect(words(await judgedRule(rule, [space('A', reads(until))]))).toEqual(late ? [...licences, read] : licences);
  });

  test('counts calendar days over the end of a leap February', async () => {
    const day = { day: '2028-02-20' };
    expect(words(await judgedRule(rule, [space('A', reads('2028-03-01'))], day))).toEqual(licences);
    expect(words(await judgedRule(rule, [space('A', reads('2028-03-02'))], day))).toEqual([...licences, read]);
  });

  test('asks an end of every way, and any edge of a way may end', async () => {
    const group = 'kind: Group\nname: team\nmembers: [{user: xia@client.test, until: 2026-11-30}]\n';
    const byGroup = '{to: ["group:team"], allow: [read/space]}';
    expect(words(await judgedRule(rule, [group, space('A', byGroup)]))).toEqual(licences);
    expect(words(await judgedRule(rule, [group, space('A', byGroup, `{to: [${xia}], allow: [read/space]}`)]))).toEqual([...licences, read]);
  });

  test('is broken by a way that is left under a condition when the other ends', async () => {
    const grants = [`{to: [${xia}], allow: [BROWSE_PROJECTS], until: 2026-11-30}`, '{to: [reporter], allow: [BROWSE_PROJECTS]}'];
    expect(words(await judgedRule(rule, [project('PA', ...grants)]))).toEqual([
      'user:xia@client.test project:PA BROWSE_PROJECTS allowed',
      ...licences,
    ]);
  });

  test('ends with the browsing that a permission needs', async () => {
    const grants = [`{to: [${xia}], allow: [BROWSE_PROJECTS], until: 2026-11-30}`, `{to: [${xia}], allow: [ADD_COMMENTS]}`];
    expect(words(await judgedRule(rule, [project('PA', ...grants)]))).toEqual(licences);
  });

  test('leaves what the public holds to the public', async () => {
    const rooms = [space('A', '{to: [anyone], allow: [read/space]}')];
    expect(words(await judgedRule(rule, rooms))).toEqual(licences);
    expect(words(await judgedRule('expire: {who: [anyone], within: 10d}', rooms))).toEqual(['anyone space:A read/space allowed']);
  });
});
