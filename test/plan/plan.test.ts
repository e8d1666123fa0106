import { describe, expect, test } from '@jest/globals';
import type { ChangeClass, Plan } from '../../src/plan/plan.js';
import { addDays } from '../../src/text/dates.js';
import { asOf } from '../support/compiled.js';
import { append, files, planOf, swap } from './change-of.js';

const before = files();

/** A class in one line: `external lumen: user:ida@lumen.example | project:ALPHA | BROWSE_PROJECTS`. */
function line({ circle, company, subjects, resources, permissions, firstAccess }: ChangeClass): string {
  const whose = company === undefined ? circle : `${circle} ${company}`;
  return `${whose}${firstAccess ? ' first' : ''}: ${subjects.join(' ')} | ${resources.join(' ')} | ${permissions.map(({ permission }) => permission).join(' ')}`;
}

const viewer = 'BROWSE_PROJECTS VIEW_READONLY_WORKFLOW VIEW_VOTERS_AND_WATCHERS';
const watchers = (who: string) => swap('Watchers: []', `Watchers: [${who}]`);
const grant = (text: string) => append(`  - ${text}\n`);

describe('classes of a plan', () => {
  test.each([
    [
      'one person',
      { alpha: watchers('user:ida@lumen.example') },
      [`external lumen first: user:ida@lumen.example | project:ALPHA | ${viewer}`],
    ],
    [
      'people of two companies are two classes',
      { alpha: watchers('user:ida@lumen.example, user:jon@orbit.example') },
      [
        `external lumen first: user:ida@lumen.example | project:ALPHA | ${viewer}`,
        `external orbit first: user:jon@orbit.example | project:ALPHA | ${viewer}`,
      ],
    ],
    [
      'one right more for those who had others is no first access',
      { scheme: grant('{to: [role:Members], allow: [DELETE_ISSUES]}') },
      ['internal: user:ann@acme.example user:bob@acme.example | project:ALPHA project:BETA | DELETE_ISSUES'],
    ],
    [
      'the public stands for everybody who gets the same',
      { scheme: grant('{to: [anyone], allow: [viewer]}') },
      [`public first: anyone | project:ALPHA project:BETA | ${viewer}`],
    ],
    [
      'whoever gets more than the public is told with what is more',
      {
        scheme: grant('{to: [anyone], allow: [viewer]}'),
        alpha: swap('Members: [group:engineers]', 'Members: [group:engineers, user:ida@lumen.example]'),
      },
      [
        `public first: anyone | project:ALPHA project:BETA | ${viewer}`,
        'external lumen first: user:ida@lumen.example | project:ALPHA | ADD_COMMENTS ASSIGNABLE_USER ASSIGN_ISSUES CREATE_ATTACHMENTS CREATE_ISSUES DELETE_OWN_ATTACHMENTS DELETE_OWN_COMMENTS DELETE_OWN_WORKLOGS EDIT_ISSUES EDIT_OWN_COMMENTS EDIT_OWN_WORKLOGS LINK_ISSUES TRANSITION_ISSUES WORK_ON_ISSUES',
      ],
    ],
    [
      'whoever is logged in stands for those past the gate',
      { scheme: grant('{to: [logged-in], allow: [viewer]}') },
      [`logged-in first: logged-in | project:ALPHA project:BETA | ${viewer}`],
    ],
    [
      'administration comes before other rights, outsiders before both',
      {
        scheme: append('  - {to: [lead], allow: [project-admin]}\n'),
        alpha: append('lead: user:ann@acme.example\n'),
        beta: swap('Members: [group:engineers]', 'Members: [group:engineers], Watchers: [user:jon@orbit.example]'),
      },
      [
        `external orbit first: user:jon@orbit.example | project:BETA | ${viewer}`,
        expect.stringContaining('internal: user:ann@acme.example | project:ALPHA | ADMINISTER_PROJECTS'),
      ],
    ],
  ])('%s', async (_, edits, expected) => {
    expect((await planOf(before, files(edits))).gains.map(line)).toEqual(expected);
  });

  test('count whom a class covers, and mark it once', async () => {
    const { gains, subjects } = await planOf(before, files({ scheme: grant('{to: [logged-in], allow: [viewer]}') }));
    expect(gains.map(({ covers, risks }) => ({ covers, risks }))).toEqual([
      { covers: ['user:ida@lumen.example', 'user:jon@orbit.example'], risks: ['logged-in', 'first-access'] },
    ]);
    expect(subjects['user:ida@lumen.example']).toEqual({ audience: 'external', company: 'lumen', type: 'person' });
  });

  test('of losses tell what is kept, and split where that differs', async () => {
    const both = files({ alpha: watchers('user:ann@acme.example') });
    const { losses } = await planOf(
      both,
      files({ alpha: watchers('user:ann@acme.example'), groups: swap('ann@acme.example, bob@acme.example', '') }),
    );
    expect(losses.map(({ subjects, resources, remaining }) => [...subjects, ...resources, ...remaining].join(' '))).toEqual([
      'user:ann@acme.example user:bob@acme.example project:BETA',
      `user:ann@acme.example project:ALPHA ${viewer}`,
      'user:bob@acme.example project:ALPHA',
    ]);
    expect(losses.map(({ firstAccess }) => firstAccess)).toEqual([true, false, true]);
  });

  test('keep the audience that people had, once they are gone', async () => {
    const conditional = files({ scheme: grant('{to: [reporter], allow: [CLOSE_ISSUES]}') });
    const after = files({
      scheme: grant('{to: [reporter], allow: [CLOSE_ISSUES]}'),
      people: swap('  ann@acme.example: {}\n', ''),
      groups: swap('ann@acme.example, ', ''),
    });
    const { conditional: found, losses } = await planOf(conditional, after);
    expect([...losses, ...found].map(({ circle, effect }) => `${circle} ${effect}`)).toEqual(['internal narrower', 'internal narrower']);
  });
});

describe('the verdict', () => {
  const grants = (...holders: readonly string[]) => files({ scheme: grant(`{to: [${holders.join(', ')}], allow: [CLOSE_ISSUES]}`) });
  test.each([
    ['same', [], []],
    ['same', ['reporter', 'assignee'], ['assignee', 'reporter']],
    ['broader', ['reporter'], ['reporter', 'assignee']],
    ['narrower', ['reporter', 'assignee'], ['assignee']],
    ['mixed', ['reporter'], ['assignee']],
    ['broader', ['reporter'], ['role:Members']],
    ['narrower', ['role:Members'], ['reporter']],
    ['broader', ['reporter'], ['reporter', 'role:Members']],
    ['broader', [], ['user-field:customfield_10010']],
  ] as const)('is %s from CLOSE_ISSUES for [%s] to [%s]', async (verdict, old, now) => {
    const of = (holders: readonly string[]) => (holders.length === 0 ? before : grants(...holders));
    expect((await planOf(of(old), of(now))).verdict).toBe(verdict);
  });

  test('is mixed where one gains and another loses', async () => {
    const plan = await planOf(files({ alpha: watchers('user:ida@lumen.example') }), files({ alpha: watchers('user:jon@orbit.example') }));
    expect(plan.verdict).toBe('mixed');
    expect(plan.counts).toMatchObject({
      peopleGaining: 1,
      peopleLosing: 1,
      externalsGaining: 1,
      externalsLosing: 1,
      cellsGained: 3,
      cellsLost: 3,
    });
  });

  test('tells conditions that get wider from those that get narrower', async () => {
    const effects = async (old: readonly string[], now: readonly string[]): Promise<readonly string[]> =>
      (await planOf(grants(...old), grants(...now))).conditional.map(({ effect, witness }) => `${effect} ${witness?.side ?? ''}`);
    expect(await effects(['reporter'], ['reporter', 'assignee'])).toEqual(['wider head']);
    expect(await effects(['reporter', 'assignee'], ['reporter'])).toEqual(['narrower base']);
    expect(await effects(['reporter'], ['assignee'])).toEqual(['both head']);
  });
});

describe('counts and licences', () => {
  test('count people, groups of the identity provider and resources apart', async () => {
    const idp = append('---\nkind: Group\nname: office\nmanagedBy: idp\naudience: internal\nproducts: [jira-software]\n');
    const plan = await planOf(files({ groups: idp }), files({ groups: idp, alpha: watchers('group:office, user:ida@lumen.example') }));
    expect(plan.counts).toMatchObject({
      peopleGaining: 1,
      groupsGaining: 1,
      resourcesGaining: 1,
      externalsGaining: 1,
      peopleUnchanged: 4,
      resourcesUnchanged: 3,
    });
  });

  test('tell who takes a seat and who frees one, beside the seats there are', async () => {
    const { seats, gains, losses } = await planOf(
      before,
      files({
        people: (text) =>
          swap(
            'ann@acme.example: {}',
            'ann@acme.example: {products: [confluence]}',
          )(swap('gil@orbit.example: {company: orbit, products: [], guest: confluence}', 'gil@orbit.example: {company: orbit}')(text)),
      }),
    );
    expect(seats).toEqual([
      {
        product: 'jira-software',
        guests: false,
        gained: ['user:gil@orbit.example'],
        lost: ['user:ann@acme.example'],
        before: 4,
        after: 4,
        seats: 9,
      },
      { product: 'confluence', guests: false, gained: ['user:ann@acme.example'], lost: [], before: 1, after: 2 },
      { product: 'confluence', guests: true, gained: [], lost: ['user:gil@orbit.example'], before: 1, after: 0 },
    ]);
    expect([...gains, ...losses].flatMap(({ resources }) => resources)).not.toContain('site');
  });
});

describe('what ends by date', () => {
  const until = (day: string) =>
    files({
      people: swap('ida@lumen.example: {company: lumen}', `ida@lumen.example: {company: lumen, until: ${day}}`),
      alpha: watchers('user:ida@lumen.example'),
    });
  const lapses = async (day: string): Promise<readonly string[]> =>
    (await planOf(until(day), until(day))).lapses.map((lapse) => lapse.until);

  test.each([
    ['today', asOf, [asOf]],
    ['in 30 days', addDays(asOf, 30), [addDays(asOf, 30)]],
    ['in 31 days', addDays(asOf, 31), []],
  ] as const)('is told if its last day is %s', async (_, day, expected) => {
    expect(await lapses(day)).toEqual(expected);
  });

  test('has a way whose ending step is marked, and is no loss of the change', async () => {
    const plan = await planOf(until(asOf), until(asOf));
    expect({ verdict: plan.verdict, losses: plan.losses }).toEqual({ verdict: 'same', losses: [] });
    expect(plan.lapses[0]?.classes[0]?.witness?.edges.filter(({ fresh }) => fresh).map(({ label }) => label)).toEqual([
      'ida@lumen.example',
    ]);
  });

  test('is told as moved where only the last day is another', async () => {
    const moved = async (old: string, now: string): Promise<Plan['movedEnds']> => (await planOf(until(old), until(now))).movedEnds;
    expect(await moved('2027-01-31', '2027-03-31')).toEqual([
      expect.objectContaining({
        what: 'ida@lumen.example',
        before: '2027-01-31',
        after: '2027-03-31',
        where: { file: 'policies/people.yaml', line: 7, column: 3 },
      }),
    ]);
    expect(await moved('2027-01-31', '2027-01-31')).toEqual([]);
    expect((await planOf(until('2027-01-31'), files({ alpha: watchers('user:ida@lumen.example') }))).movedEnds).toEqual([
      expect.not.objectContaining({ after: expect.anything() as unknown }),
    ]);
  });

  test('is no moved day where access itself changes by it', async () => {
    const plan = await planOf(until('2027-01-31'), until('2026-11-20'));
    expect({ moved: plan.movedEnds, verdict: plan.verdict }).toEqual({ moved: [], verdict: 'narrower' });
  });
});

describe('surprise', () => {
  const surprises = async (after: ReturnType<typeof files>, from = before): Promise<readonly ChangeClass['surprise'][]> =>
    (await planOf(from, after)).gains.map(({ surprise }) => surprise);

  test('is what no changed file names: the projects and people behind a shared scheme', async () => {
    expect(await surprises(files({ scheme: grant('{to: [role:Members], allow: [DELETE_ISSUES]}') }))).toEqual([
      { resources: ['project:ALPHA', 'project:BETA'], subjects: ['user:ann@acme.example', 'user:bob@acme.example'] },
    ]);
  });

  test('is not who is in a group that a changed file names', async () => {
    const nested = append('---\nkind: Group\nname: everyone\nincludes: [engineers]\n');
    expect(
      await surprises(
        files({ groups: nested, space: append('access: [{to: [group:everyone], allow: [read/space]}]\n') }),
        files({ groups: nested }),
      ),
    ).toEqual([{ resources: [], subjects: [] }]);
    const guests = files({ alpha: swap('Members: [group:engineers]', 'Members: []') });
    expect(await surprises(before, guests)).toEqual([{ resources: [], subjects: [] }]);
  });

  test('is not what only a description mentions', async () => {
    const talk = 'description: For ALPHA, BETA and ann@acme.example.\n';
    expect(
      await surprises(
        files({
          scheme: (text) => text.replace('kind: Scheme\n', `kind: Scheme\n${talk}`) + '  - {to: [role:Members], allow: [DELETE_ISSUES]}\n',
        }),
      ),
    ).toMatchObject([{ resources: ['project:ALPHA', 'project:BETA'] }]);
  });

  test('is nothing where there is nothing to compare with', async () => {
    expect((await surprises(before, [])).flatMap(({ resources, subjects }) => [...resources, ...subjects])).toEqual([]);
  });
});

describe('witnesses', () => {
  const fresh = (plan: Plan): readonly (readonly string[])[] =>
    [...plan.gains, ...plan.losses].map(({ witness }) =>
      [...(witness?.edges ?? []), ...(witness?.because?.edges ?? [])].filter((edge) => edge.fresh).map(({ label }) => label),
    );

  test('are the shortest new way where there are several', async () => {
    const plan = await planOf(
      before,
      files({
        groups: append('---\nkind: Group\nname: outer\nincludes: [inner]\n---\nkind: Group\nname: inner\nmembers: [ida@lumen.example]\n'),
        alpha: watchers('group:outer, user:ida@lumen.example'),
      }),
    );
    expect(plan.gains[0]?.witness?.edges.map(({ label }) => label)).toEqual([
      'ida@lumen.example',
      'role Watchers in ALPHA',
      'scheme shared gives role Watchers BROWSE_PROJECTS (viewer)',
      'project ALPHA uses scheme shared',
    ]);
    expect(fresh(plan)).toEqual([['role Watchers in ALPHA']]);
  });

  test('show the gate where an old way opens', async () => {
    const closed = { people: swap('defaults: {products: [jira-software]}\n', ''), alpha: watchers('user:ida@lumen.example') };
    const opened = {
      people: (text: string) =>
        swap(
          'ida@lumen.example: {company: lumen}',
          'ida@lumen.example: {company: lumen, products: [jira-software]}',
        )(swap('defaults: {products: [jira-software]}\n', '')(text)),
      alpha: watchers('user:ida@lumen.example'),
    };
    const plan = await planOf(files(closed), files(opened));
    expect(plan.gains[0]?.witness?.because?.what).toBe('needs a product of Jira');
    expect(fresh(plan)).toEqual([['jira-software']]);
  });

  test('show what a permission rests on where that is new', async () => {
    const alone = grant('{to: [role:Watchers], allow: [ADD_COMMENTS]}');
    const commenting = (text: string): string => alone(swap('  - {to: [role:Watchers], allow: [viewer]}\n', '')(text));
    const both = (text: string): string => grant('{to: [user:ida@lumen.example], allow: [BROWSE_PROJECTS]}')(commenting(text));
    const plan = await planOf(
      files({ scheme: commenting, alpha: watchers('user:ida@lumen.example') }),
      files({ scheme: both, alpha: watchers('user:ida@lumen.example') }),
    );
    expect(plan.gains[0]?.witness?.permission).toBe('BROWSE_PROJECTS');
    expect(fresh(plan)[0]).toEqual(['scheme shared gives ida@lumen.example BROWSE_PROJECTS']);
  });

  test('show that a project is archived, and is not any more', async () => {
    const archived = files({ alpha: append('archived: true\n') });
    expect(fresh(await planOf(before, archived))).toEqual([['project ALPHA is not archived']]);
    expect(fresh(await planOf(archived, before))).toEqual([['project ALPHA is not archived']]);
  });

  test('show that a team-managed project is not archived any more', async () => {
    const team = (more: string) => files({ team: () => `kind: Project\nkey: TEAM\nstyle: team-managed\naccess: open\n${more}` });
    const plan = await planOf(team('archived: true\n'), team(''));
    expect(fresh(plan).every((labels) => labels.includes('project TEAM is not archived'))).toBe(true);
    expect(plan.gains.length).toBeGreaterThan(0);
  });

  test('show a team-managed project that opens further', async () => {
    const team = (access: string) => files({ team: () => `kind: Project\nkey: TEAM\nstyle: team-managed\naccess: ${access}\n` });
    const plan = await planOf(team('limited'), team('open'));
    expect(fresh(plan)).toEqual([[expect.stringContaining('team-managed project TEAM gives whoever is logged in')]]);
  });
});

describe('guardrails that the change touches', () => {
  const rule = (text = '', can = 'DELETE_ISSUES, BROWSE_PROJECTS') =>
    `kind: Guardrail\nname: closed\n${text}never: {who: {audience: external}, can: [${can}], on: ['project:*']}\n`;
  const waiver = (until: string) =>
    `except:\n  - {who: ['user:ida@lumen.example'], on: ['project:ALPHA'], reason: audit, owner: user:ann@acme.example, until: ${until}}\n`;
  const open = { alpha: watchers('user:ida@lumen.example') };
  const kept = files({ guardrail: () => rule() });

  test.each([
    ['removed', '', { how: 'removed', side: 'base', waivers: [] }],
    ['only a warning', rule('severity: warning\n'), { how: 'severity', side: 'head', waivers: [] }],
    ['another one', rule('', 'DELETE_ISSUES'), { how: 'changed', side: 'head', waivers: [] }],
    ['waived', rule() + waiver('2027-01-31'), { how: 'waived', side: 'head', waivers: [{ until: '2027-01-31', reason: 'audit' }] }],
  ])('are told where one is %s, with what it would have said', async (_, text, expected) => {
    const broken = await planOf(kept, files({ ...open, guardrail: () => text }));
    expect(broken.guardrails.weakened).toEqual([expect.objectContaining({ name: 'closed', wouldBreak: true, ...expected })]);
    const harmless = await planOf(kept, files({ guardrail: () => text }));
    expect(harmless.guardrails.weakened).toEqual([expect.objectContaining({ name: 'closed', wouldBreak: false, ...expected })]);
  });

  test('are not told where one is only renamed, described or moved', async () => {
    const renamed = files({ other: () => rule('description: New words.\nformerly: shut\n') });
    const { guardrails } = await planOf(files({ guardrail: () => rule().replace('closed', 'shut') }), renamed);
    expect(guardrails).toMatchObject({ weakened: [], kept: 1 });
  });

  test('are told where a waiver gets more time', async () => {
    const { guardrails } = await planOf(
      files({ guardrail: () => rule() + waiver('2026-12-31') }),
      files({ guardrail: () => rule() + waiver('2027-12-31') }),
    );
    expect(guardrails.weakened).toEqual([expect.objectContaining({ how: 'waived', waivers: [{ until: '2027-12-31', reason: 'audit' }] })]);
  });

  test('are newly broken, still broken and mended in three lists', async () => {
    const bad = files({ ...open, guardrail: () => rule() });
    expect((await planOf(kept, bad)).guardrails).toMatchObject({ newlyBroken: [{ name: 'closed' }], stillBroken: [], newlyMended: [] });
    expect((await planOf(bad, bad)).guardrails).toMatchObject({ newlyBroken: [], stillBroken: [{ name: 'closed' }], newlyMended: [] });
    expect((await planOf(bad, kept)).guardrails).toMatchObject({ newlyBroken: [], stillBroken: [], newlyMended: ['closed'], kept: 1 });
  });
});
