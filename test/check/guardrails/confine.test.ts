import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/check/judge.js';
import { subjectOf } from '../../../src/check/subject.js';
import { compiled } from '../../support/compiled.js';
import { idpGroup, judgedRule, people, project, site, space, words } from './judged.js';

const external = '{audience: external}';
const reads = (who: string): string => `{to: [${who}], allow: [read/space]}`;

describe('confine', () => {
  test('judges no licence and no guest, wherever they may go', async () => {
    const guest = 'kind: Users\nname: guests\nusers: {gus@client.test: {guest: confluence}}\n';
    const judgement = await judgedRule(`confine: {who: ${external}, to: ['space:A']}`, [space('A', reads('user:xia@client.test')), guest]);
    expect(judgement).toMatchObject({ ok: true, cells: [] });
  });

  test('counts cells that are held under a condition, and those of classes', async () => {
    const rooms = [space('A'), project('PA', '{to: [logged-in], allow: [BROWSE_PROJECTS]}', '{to: [reporter], allow: [EDIT_ISSUES]}')];
    const judgement = await judgedRule(`confine: {who: ${external}, to: ['space:A']}`, rooms);
    expect(words(judgement)).toEqual([
      'logged-in project:PA BROWSE_PROJECTS allowed',
      'logged-in project:PA EDIT_ISSUES if:reporter',
      'user:xia@client.test project:PA BROWSE_PROJECTS allowed',
      'user:xia@client.test project:PA EDIT_ISSUES if:reporter',
    ]);
  });

  test('blames the public alone for what the public holds, and nobody if the public is not meant', async () => {
    const rooms = [space('A'), space('B', '{to: [anyone, "user:xia@client.test"], allow: [read/space]}')];
    const all = await judgedRule(`confine: {who: ${external}, to: ['space:A']}`, rooms);
    expect(words(all)).toEqual(['anyone space:B read/space allowed']);
    const one = await judgedRule(`confine: {who: ['user:xia@client.test'], to: ['space:A']}`, rooms);
    expect(words(one)).toEqual([]);
  });

  test('is broken by administrators among those it confines, even where all they hold is inside', async () => {
    const open = 'kind: Group\nname: helpers\nmanagedBy: open\n';
    const admins = '"user:xia@client.test", "user:bot", "group:helpers"';
    const judgement = await judgedRule("confine: {to: ['*']}", [open, space('A')], { admins });
    expect(words(judgement)).toEqual(['logged-in site admin:site allowed', 'user:xia@client.test site admin:site allowed']);
  });

  test('takes a group of the identity provider for external unless it says otherwise', async () => {
    const rooms = [
      idpGroup('theirs'),
      idpGroup('ours', 'audience: internal'),
      space('A'),
      space('B', reads('"group:theirs", "group:ours"')),
    ];
    const judgement = await judgedRule(`confine: {who: ${external}, to: ['space:A']}`, rooms);
    expect(words(judgement)).toEqual(['group:theirs space:B read/space allowed']);
  });

  test('by label allows nothing where the label is missing on either side', async () => {
    const labelled = `kind: Space\nkey: A\nlabels: {company: client, team: red}\naccess: [${reads('logged-in')}]\n`;
    const rooms = [labelled, space('B', reads('"user:xia@client.test", "user:ann@corp.test"'))];
    const byCompany = await judgedRule('confine: {who: {type: person}, byLabel: company}', rooms);
    expect(words(byCompany)).toEqual([
      'user:ann@corp.test space:A read/space allowed',
      'user:ann@corp.test space:B read/space allowed',
      'user:ben@corp.test space:A read/space allowed',
      'user:xia@client.test space:B read/space allowed',
    ]);
    const byTeam = await judgedRule('confine: {who: {audience: internal}, byLabel: team}', rooms);
    expect(words(byTeam)).toEqual([
      'user:ann@corp.test space:B read/space allowed',
      'user:ben@corp.test space:A read/space allowed',
      'user:bot space:A read/space allowed',
    ]);
  });

  test('by company lets no group of the identity provider in, whatever its label says', async () => {
    const labelled = `kind: Space\nkey: A\nlabels: {company: client, team: red}\naccess: [${reads('"group:theirs"')}]\n`;
    const theirs = idpGroup('theirs', 'labels: {company: client, team: red}');
    const byCompany = await judgedRule(`confine: {who: ${external}, byLabel: company}`, [theirs, labelled]);
    expect(words(byCompany)).toEqual(['group:theirs space:A read/space allowed']);
    expect(await judgedRule(`confine: {who: ${external}, byLabel: team}`, [theirs, labelled])).toMatchObject({ ok: true });
  });

  describe('by a label that is missing on one side altogether', () => {
    const labelled = (label: string): string => `kind: Space\nkey: A\nlabels: {${label}: red}\naccess: []\n`;
    const told = async (label: string, rooms: readonly string[]): Promise<unknown> => {
      const guardrail = `kind: Guardrail\nname: rooms\nconfine: {who: ${external}, byLabel: ${label}}\n`;
      const [judgement] = judge(subjectOf(await compiled([['policy.yaml', [site, people, ...rooms, guardrail].join('---\n')]])));
      return judgement?.diagnostics.map(({ code, severity, at, message, hint }) => [
        `${severity} ${code}`,
        at.path.join('.'),
        message,
        hint,
      ]);
    };
    const place = ['warning unknown-label', 'confine.byLabel'];
    const begins = 'The guardrail "rooms" allows nobody any room: ';

    test('warns, and names the label that is meant', async () => {
      expect(await told('compny', [labelled('company')])).toEqual([
        [...place, `${begins}nobody and no project, space or channel has the label "compny".`, 'Did you mean "company"?'],
      ]);
      expect(await told('company', [labelled('compny')])).toEqual([
        [...place, `${begins}no project, space or channel has the label "company".`, 'Did you mean "compny"?'],
      ]);
      expect(await told('stage', [labelled('stage')])).toEqual([
        [...place, `${begins}nobody has the label "stage".`, 'Correct it, or give the label to the people and the rooms that are meant.'],
      ]);
    });

    test('says nothing where both sides have it, be it a group that is not ours', async () => {
      expect(await told('company', [labelled('company')])).toEqual([]);
      expect(await told('stage', [labelled('stage'), idpGroup('theirs', 'labels: {stage: red}')])).toEqual([]);
    });
  });
});
