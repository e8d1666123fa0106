import { describe, expect, test } from '@jest/globals';
import { judgedWithPeople, space, words } from './judged.js';

function team(name: string, room: string, until = '2027-06-30', member = 'xia@client.test'): string {
  return [
    'kind: Collaboration',
    `name: ${name}`,
    'company: client',
    'sponsor: user:ann@corp.test',
    `until: ${until}`,
    `members: [${member}]`,
    `space: {key: ${room}, as: member}`,
    '',
  ].join('\n');
}

const toXia = '{to: ["user:xia@client.test"], allow: [read/space]}';

async function cellsByName(documents: readonly string[]): Promise<[string, string[]][]> {
  return (await judgedWithPeople(documents)).map((judgement) => [judgement.name, words(judgement)]);
}

describe('the guardrail of a Collaboration', () => {
  test('keeps members to its rooms, and to what the public holds', async () => {
    const rooms = [space('A'), space('B', toXia), space('C', '{to: [anyone], allow: [read/space]}', toXia)];
    expect(await cellsByName([...rooms, team('one', 'A')])).toEqual([['confine-one', ['user:xia@client.test space:B read/space allowed']]]);
  });

  test('lets members of two Collaborations into the rooms of both', async () => {
    expect(await cellsByName([space('A'), space('B'), team('one', 'A'), team('two', 'B')])).toEqual([
      ['confine-one', []],
      ['confine-two', []],
    ]);
  });

  test('confines a member of two to the room of the one that has not ended', async () => {
    const teams = [team('one', 'A'), team('two', 'B', '2026-11-20')];
    expect(await cellsByName([space('A'), space('B', toXia), ...teams])).toEqual([
      ['confine-one', ['user:xia@client.test space:B read/space allowed']],
      ['confine-two', []],
    ]);
  });

  test('confines nobody after its last day, and no member whose own end has come', async () => {
    const rooms = [space('A'), space('B', toXia)];
    expect(await cellsByName([...rooms, team('one', 'A', '2026-11-21')])).toEqual([
      ['confine-one', ['user:xia@client.test space:B read/space allowed']],
    ]);
    expect(await cellsByName([...rooms, team('one', 'A', '2026-11-20')])).toEqual([['confine-one', []]]);
    const gone = '{user: xia@client.test, until: 2026-11-20}, ben@corp.test';
    expect(await cellsByName([...rooms, team('one', 'A', '2027-06-30', gone)])).toEqual([['confine-one', []]]);
  });
});
