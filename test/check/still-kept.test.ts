import { describe, expect, test } from '@jest/globals';
import { brokenIn, judge, keptIn, type Outcome } from '../../src/check/judge.js';
import type { Subject } from '../../src/check/rule.js';
import { judgeAfter, stillKept, type JudgedChange } from '../../src/check/still-kept.js';
import { subjectOf } from '../../src/check/subject.js';
import { diffMatrices } from '../../src/diff/access-change.js';
import { subjectFrom } from '../../src/fixing.js';
import { successorOf } from '../../src/incremental/successor.js';
import type { Touched } from '../../src/model/touched.js';
import { compilePolicies, readPolicies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { imageOf } from '../support/image.js';
import type { Draft, DraftJudgement } from '../support/organisation/documents.js';
import { drafts } from '../support/organisation/documents.js';
import { withGuardrails } from '../support/organisation/draw-guardrails.js';
import { mutate } from '../support/organisation/mutate.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { seededRandom, type Random } from '../support/organisation/random.js';
import { treeOf } from '../support/tree.js';
import { idpGroup, people, site, space } from './guardrails/judged.js';

type Files = ReadonlyMap<string, string>;

/** One document a file. */
function filesFor(documents: readonly Draft[]): Files {
  const nameOf = (document: Draft): string => {
    const { key, name } = document as { readonly key?: string; readonly name?: string };
    return encodeURIComponent(key ?? name ?? '');
  };
  return new Map(documents.map((each) => [`${each.kind}/${nameOf(each)}.yaml`, JSON.stringify(each)]));
}

function isGuardrail(document: Draft): document is DraftJudgement {
  return document.kind === 'Guardrail';
}

/** An organisation with some twenty guardrails: half of them are broken by chance. */
function organisation(seed: number): readonly Draft[] {
  const { documents } = randomOrganisation(seed, seed % 3 === 0 ? 'small' : 'tiny');
  const labelled = withGuardrails(documents, seed) as Draft[];
  const more = [1, 2].flatMap((round) =>
    (withGuardrails(documents, seed + round * 1000) as Draft[])
      .filter(isGuardrail)
      .map((guardrail): Draft => ({ ...guardrail, name: `${guardrail.name} again ${String(round)}` })),
  );
  return [...labelled, ...more];
}

const companies = ['acme', 'client'];
const values = ['red', 'blue', 'core'];

/** Moves some last days of entries in things that can change by themselves, and takes others away. */
function redated(documents: readonly unknown[], seed: number): readonly Draft[] {
  const random = seededRandom(seed);
  const changed = structuredClone(documents) as Draft[];
  const dated = changed.filter(({ kind }) => separate.has(kind)).flatMap((document) => entriesWithEnd(document));
  for (let count = random.between(1, 3); count > 0 && dated.length > 0; count--) {
    const entry = random.pick(dated);
    if (random.chance(0.5)) delete entry['until'];
    else entry['until'] = random.pick(['2026-11-30', '2027-02-01', '2027-09-01', '2029-01-01']);
  }
  return changed;
}

const separate: ReadonlySet<string> = new Set(['Group', 'Scheme', 'Project', 'Space', 'Channel']);

function entriesWithEnd(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...('until' in value ? [value as Record<string, unknown>] : []), ...Object.values(value).flatMap(entriesWithEnd)];
}

/** Changes of what guardrails ask about besides access: who somebody is, what rooms are called, and what the guardrails say. */
function redescribed(documents: readonly unknown[], seed: number): readonly Draft[] {
  const random = seededRandom(seed);
  const changed = structuredClone(documents) as Draft[];
  const edits = [redescribePerson, relabelRoom, relabelGroup, changeGuardrail];
  for (let count = random.between(1, 2); count > 0; count--) random.pick(edits)(changed, random);
  return changed;
}

function redescribePerson(documents: Draft[], random: Random): void {
  const people = drafts(documents, 'Users').flatMap(({ users }) => Object.entries(users));
  const [, person] = random.pick(people.filter(([id]) => id !== 'root@corp.test'));
  switch (random.between(1, 3)) {
    case 1:
      person.company = random.pick(companies);
      break;
    case 2:
      person.audience = person.audience === 'external' ? 'internal' : 'external';
      break;
    default:
      person.labels = { team: random.pick(values) };
  }
}

function relabelRoom(documents: Draft[], random: Random): void {
  const rooms = documents.filter((each) => ['Project', 'Space', 'Channel'].includes(each.kind));
  if (rooms.length > 0)
    (random.pick(rooms) as { labels?: unknown }).labels = { team: random.pick(values), company: random.pick(companies) };
}

function relabelGroup(documents: Draft[], random: Random): void {
  const groups = drafts(documents, 'Group').filter(({ managedBy }) => managedBy === 'idp');
  if (groups.length > 0) random.pick(groups).labels = { team: random.pick(values) };
}

function changeGuardrail(documents: Draft[], random: Random): void {
  const guardrails = documents.filter(isGuardrail);
  const [one, other] = [random.pick(guardrails), random.pick(guardrails)] as unknown as Record<string, unknown>[];
  for (const key of Object.keys(one ?? {})) if (!['kind', 'name', 'except'].includes(key)) delete one?.[key];
  for (const key of Object.keys(other ?? {})) if (key !== 'kind' && key !== 'name') Object.assign(one ?? {}, { [key]: other?.[key] });
}

/** Both sides from everything, and from an image of the first, as far as that can be told. */
async function judgedChanges(before: Files, after: Files): Promise<readonly JudgedChange[]> {
  const [base, head] = [await readPolicies(treeOf(before), asOf), await readPolicies(treeOf(after), asOf)];
  const [was, is] = [compilePolicies(base), compilePolicies(head)];
  if (was === undefined || is === undefined) return [];
  const image = imageOf(was);
  const differs = (path: string): boolean => before.get(path) !== after.get(path);
  const origin = successorOf(image, { files: [], before: [], documents: [] }, asOf);
  const next = successorOf(
    image,
    {
      files: Array.from({ length: image.files.size }, (_, file) => file).filter((file) => differs(image.files.at(file).path)),
      before: base.documents.filter(({ document: { file } }) => differs(file)),
      documents: head.documents.filter(({ document: { file } }) => differs(file)),
    },
    asOf,
  );
  const changeBetween = (one: Subject, other: Subject, touched?: Touched): JudgedChange => ({
    before: one,
    kept: keptIn(judge(one)),
    after: other,
    change: diffMatrices(one.matrix, other.matrix),
    ...(touched === undefined ? {} : { touched }),
  });
  const sides = [changeBetween(subjectOf(was), subjectOf(is))];
  if (origin === undefined || next === undefined) return sides;
  const { people, groups, schemes, projects, spaces, channels } = next.replaced;
  const touched: Touched = {
    people: [...people.keys()],
    groups: [...groups.keys()],
    schemes: [...schemes.keys()],
    projects: [...projects.keys()],
    spaces: [...spaces.keys()],
    channels: [...channels.keys()],
  };
  return [...sides, changeBetween(subjectFrom(origin), subjectFrom(next), touched)];
}

/** Without what only the guardrail itself and its selectors tell. */
function bare({ guardrail, ok, cells, people, classes, counts }: Outcome): Outcome {
  return { guardrail, ok, cells, people, classes, counts };
}

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 60) }, (_, seed) => seed + 1);
const batches = Array.from({ length: 10 }, (_, batch) => seeds.filter((seed) => seed % 10 === batch));

describe('guardrails after a change', () => {
  const met = { kept: 0, certain: 0, broken: 0, fromImage: 0 };
  const forms = new Map<string, number>();

  test.each(batches)(
    'are kept and broken as judging everything says, and what is certain is so (batch %#)',
    async (...batch) => {
      for (const seed of batch) {
        const documents = organisation(seed);
        const edited = [7, 11, 17, 19, 23].map((factor) => mutate(documents, seed * factor));
        edited.push(
          [...redated(documents, seed)],
          [...redated(documents, seed + 500)],
          [...redescribed(documents, seed)],
          [...redescribed(mutate(documents, seed * 13), seed)],
        );
        for (const [edit, after] of edited.entries()) {
          for (const judged of await judgedChanges(filesFor(documents), filesFor(after as Draft[]))) {
            const full = judge(judged.after);
            const certain = stillKept(judged);
            expect({ seed, edit, wrong: [...certain].filter((name) => brokenIn(full).has(name)) }).toEqual({ seed, edit, wrong: [] });
            expect({ seed, edit, outcomes: judgeAfter(judged).map(bare) }).toEqual({ seed, edit, outcomes: full.map(bare) });
            met.kept += [...keptIn(full)].filter((name) => judged.kept.has(name)).length;
            met.certain += certain.size;
            met.broken += [...brokenIn(full)].filter((name) => judged.kept.has(name)).length;
            if (judged.touched !== undefined) met.fromImage++;
            for (const { guardrail } of full)
              if (certain.has(guardrail.name)) forms.set(guardrail.rule.type, (forms.get(guardrail.rule.type) ?? 0) + 1);
          }
        }
      }
    },
    120_000,
  );

  test('are mostly certain where they stay kept, whatever their form, and some break', () => {
    expect(met.certain).toBeGreaterThan(met.kept / 2);
    expect(met.broken).toBeGreaterThan(seeds.length / 4);
    expect(met.fromImage).toBeGreaterThan(seeds.length / 4);
    expect([...forms.keys()].sort()).toEqual(['always', 'atLeast', 'atMost', 'confine', 'expire', 'never', 'separate']);
  });
});

/** Documents and a guardrail `rule` over the small organisation, before and after. */
type Turn = readonly [what: string, rule: string, before: readonly string[], after: readonly string[]];

const internal = (name: string, more: string): string =>
  `kind: Users\nname: more\nusers:\n  ${name}@corp.test: {products: [confluence]${more}}\n`;
const readers = (...members: readonly string[]): string => `kind: Group\nname: readers\nmembers: [${members.join(', ')}]\n`;
const licensed = (...members: readonly string[]): string => `${readers(...members)}products: [confluence]\n`;
const partner = (more: string): string => `kind: Users\nname: partners\nusers:\n  pia@client.test: {company: client${more}}\n`;
const talk = (member: string): string => `kind: Channel\nname: talk\nmembers: [${member}]\n`;
const together = (spaces: string): string =>
  `kind: Collaboration\nname: both\ncompany: client\nsponsor: user:ann@corp.test\nuntil: 2027-06-30\nmembers: [xia@client.test]\nspace: [${spaces}]\n`;
const read = "can: [read/space], on: ['space:A']";
const [toAll, toXia, toAnn, toBen, toReaders] = [
  'anyone',
  "'user:xia@client.test'",
  "'user:ann@corp.test'",
  "'user:ben@corp.test'",
  'group:readers',
].map((holder) => `{to: [${holder}], allow: [read/space]}`) as [string, string, string, string, string];

/** One document a file, so that a change of one touches no other. */
function turned(rule: string, documents: readonly string[]): Files {
  const all = [site, people, ...documents, `kind: Guardrail\nname: rule\n${rule}\n`];
  return new Map(all.map((text) => [`${(/kind: \w+\n(?:name|key): \S+/.exec(text)?.[0] ?? '').replace(/\W+/g, '-')}.yaml`, text]));
}

async function judgedTurn([, rule, before, after]: Turn): Promise<readonly JudgedChange[]> {
  const changes = await judgedChanges(turned(rule, before), turned(rule, after));
  expect(changes.length).toBeGreaterThan(0);
  return changes;
}

const until = ', until: 2026-12-31';

const breaking: readonly Turn[] = [
  ['the public no longer holds it too', `never: {who: {company: client}, ${read}}`, [space('A', toAll, toXia)], [space('A', toXia)]],
  [
    'somebody who is named comes back',
    `always: {who: ['user:ann@corp.test', 'user:zed@corp.test'], ${read}}`,
    [internal('zed', ', active: false'), space('A', toAnn)],
    [internal('zed', ''), space('A', toAnn)],
  ],
  [
    'somebody comes',
    `always: {who: {audience: internal, type: person}, ${read}}`,
    [internal('zed', ', active: false'), space('A', toAnn, toBen)],
    [internal('zed', ''), space('A', toAnn, toBen)],
  ],
  [
    'somebody comes into a group that is named',
    `never: {who: ['group:readers'], ${read}}`,
    [readers('ben@corp.test'), space('A', toAnn)],
    [readers('ann@corp.test', 'ben@corp.test'), space('A', toAnn)],
  ],
  [
    'a group of the identity provider is called otherwise',
    `never: {who: {labels: {team: red}}, ${read}}`,
    [idpGroup('theirs', 'labels: {team: blue}'), space('A', '{to: [group:theirs], allow: [read/space]}')],
    [idpGroup('theirs', 'labels: {team: red}'), space('A', '{to: [group:theirs], allow: [read/space]}')],
  ],
  [
    'the last one whom it is about goes',
    `atLeast: {count: 1, who: {company: client}, can: [read/space], on: ['space:B*']}`,
    [space('A'), space('B', toXia)],
    [space('A')],
  ],
  [
    'an entry of a group no longer ends',
    'expire: {who: {company: client, labels: {team: out}}, within: 100d}',
    [partner(', labels: {team: out}'), readers('{user: pia@client.test, until: 2026-12-31}'), talk('group:readers')],
    [partner(', labels: {team: out}'), readers('pia@client.test'), talk('group:readers')],
  ],
  [
    'somebody no longer ends',
    'expire: {who: {company: client, labels: {team: out}}, within: 100d}',
    [partner(`, labels: {team: out}${until}`), talk("'user:pia@client.test'")],
    [partner(', labels: {team: out}'), talk("'user:pia@client.test'")],
  ],
  [
    'a licence no longer ends, which a group gives',
    'expire: {who: {company: client, labels: {team: out}}, within: 100d}',
    [
      partner(', labels: {team: out}'),
      licensed('{user: pia@client.test, until: 2026-12-31}'),
      space('A', "{to: ['user:pia@client.test'], allow: [read/space]}"),
    ],
    [partner(', labels: {team: out}'), licensed('pia@client.test'), space('A', "{to: ['user:pia@client.test'], allow: [read/space]}")],
  ],
];

describe('what breaks a guardrail though nobody gains or loses what it is about', () => {
  test.each(breaking)('%s', async (...turn) => {
    for (const judged of await judgedTurn(turn)) {
      expect([...judged.kept]).toEqual(['rule']);
      expect([...stillKept(judged)]).toEqual([]);
      expect(judgeAfter(judged)).toMatchObject([{ ok: false }]);
    }
  });

  test('a room that is part of a collaboration no more, and open to its people all the same', async () => {
    const rooms = [space('A', toXia), space('B', toXia)];
    const part = (key: string): string => `{key: ${key}, as: member, allow: [read/space]}`;
    const rule = `never: {who: [anyone], ${read}}`;
    const turn: Turn = ['', rule, [...rooms, together(`${part('A')}, ${part('B')}`)], [...rooms, together(part('A'))]];
    for (const judged of await judgedTurn(turn)) {
      expect([...judged.kept].sort()).toEqual(['confine-both', 'rule']);
      expect([...stillKept(judged)]).toEqual(['rule']);
      expect(judgeAfter(judged)).toMatchObject([{ ok: false }, { ok: true }]);
    }
  });
});

const harmless: readonly Turn[] = [
  [
    'others gain it',
    `never: {who: {audience: external}, ${read}}`,
    [readers(), space('A', toReaders)],
    [readers('ben@corp.test'), space('A', toReaders)],
  ],
  [
    'it is gained elsewhere',
    `never: {who: {audience: external}, ${read}}`,
    [space('A', toAnn), space('B')],
    [space('A', toAnn), space('B', '{to: [logged-in], allow: [read/space]}')],
  ],
  [
    'somebody comes',
    "confine: {who: {audience: external}, to: ['space:B', site]}",
    [space('A', toAnn), space('B')],
    [internal('zed', ''), space('A', toAnn), space('B')],
  ],
  [
    'there are enough',
    `atLeast: {count: 1, ${read}}`,
    [readers('ben@corp.test'), space('A', toAnn, toReaders)],
    [readers(), space('A', toAnn, toReaders)],
  ],
  [
    'there are few enough',
    `atMost: {count: 2, ${read}}`,
    [readers(), space('A', toAnn, toReaders)],
    [readers('ben@corp.test'), space('A', toAnn, toReaders)],
  ],
  [
    'another permission is lost',
    `always: {who: ['user:ann@corp.test'], ${read}}`,
    [space('A', toAnn, "{to: ['user:ann@corp.test'], allow: [create/page]}")],
    [space('A', toAnn)],
  ],
  [
    'it is held elsewhere than the one side says',
    `separate: {first: {${read}}, second: {can: [administer/space], on: ['space:B']}}`,
    [space('A', toAnn), space('B')],
    [space('A', toAnn), space('B', toBen)],
  ],
];

describe('what a guardrail need not be judged anew for', () => {
  test.each(harmless)('%s', async (...turn) => {
    for (const judged of await judgedTurn(turn)) {
      expect(judged.change.cellCount).toBeGreaterThan(0);
      expect([...stillKept(judged)]).toEqual(['rule']);
      expect(judge(judged.after)).toMatchObject([{ ok: true }]);
    }
  });
});
