import { describe, expect, test } from '@jest/globals';
import { judge, type Judgement } from '../../src/check/judge.js';
import { subjectOf } from '../../src/check/subject.js';
import type { Place } from '../../src/diagnostics/place.js';
import { locate, type Compiled } from '../../src/pipeline.js';
import { fixesFor } from '../../src/fixing.js';
import { compiled } from '../support/compiled.js';

const size = 200;
const numbers = Array.from({ length: size }, (_, index) => index);

/** One wrong word among 200 schemes: who is let in by it, people outside. */
interface Leak {
  readonly scheme: number;
  readonly holder: string;
  readonly outsiders: readonly string[];
}

const client = (index: number): string => `client${String(index)}@client.test`;
const partners = [client(7), client(42)];
const leaks: readonly Leak[] = [
  { scheme: 137, holder: 'logged-in', outsiders: numbers.map(client) },
  { scheme: 58, holder: 'group:partners', outsiders: partners },
  // The group looks as if it were of the staff alone: the partners are two inclusions below.
  { scheme: 0, holder: 'group:friends', outsiders: partners },
];

describe('one wrong grant among 200 schemes and 200 projects', () => {
  test('is not there: everybody outside has a room, and the guardrail holds', async () => {
    const { judgement } = await judged(undefined);
    expect({ ok: judgement.ok, cells: judgement.cells, diagnostics: judgement.diagnostics }).toEqual({
      ok: true,
      cells: 0,
      diagnostics: [],
    });
  });

  test.each(leaks)('to $holder: the guardrail finds it and nothing else, by its line, and removing that line mends it', async (leak) => {
    const { policies, judgement } = await judged(leak);
    const { file, line } = leakOf(leak);
    const project = `project:P${String(leak.scheme)}`;
    // Whoever has a room of their own in that very project breaks nothing there.
    const strangers = leak.outsiders.filter((id) => id !== client(leak.scheme)).map((id) => `user:${id}`);
    const classes = leak.holder === 'logged-in' ? ['logged-in'] : [];
    expect(judgement.ok).toBe(false);
    expect(cellsOf(judgement)).toEqual(
      [...classes, ...strangers].flatMap((who) => permissions.map((each) => `${who} ${project} ${each}`)).sort(),
    );
    expect(judgement.cells).toBe((classes.length + strangers.length) * permissions.length);

    const places = judgement.classes.flatMap(({ witness }) => witness.path.edges.flatMap(({ at }) => at ?? []));
    const fix = (await fixesFor(policies, subjectOf(policies), [judgement])).get('walls');
    const position = await locate(policies.tree, [...places, ...(fix?.removals ?? [])]);
    const lineOf = (place: Place): string => `${position(place).file}:${String(position(place).line)}`;
    for (const { witness } of judgement.classes) {
      const grants = witness.path.edges.filter(({ type }) => type === 'grant');
      expect(grants.map(({ at, from }) => [at === undefined ? '' : lineOf(at), from])).toEqual([[`${file}:${String(line)}`, leak.holder]]);
    }
    expect(fix?.removals.map(lineOf)).toEqual([`${file}:${String(line)}`]);
    expect(fix?.removals.map(({ path }) => path.slice(-2))).toEqual([['to', 1]]);
    // The cells of that grant go, and nobody loses anything else.
    expect(fix?.alsoLost.changes.filter(({ resource }) => resource !== project)).toEqual([]);
  });
});

const permissions = ['ADD_COMMENTS', 'BROWSE_PROJECTS'];

function leakOf({ scheme }: Leak): { readonly file: string; readonly line: number } {
  return { file: `schemes/s${String(scheme)}.yaml`, line: 4 };
}

async function judged(leak: Leak | undefined): Promise<{ readonly policies: Compiled; readonly judgement: Judgement }> {
  const policies = await compiled(filesOf(leak));
  const [judgement, ...others] = judge(subjectOf(policies));
  if (judgement === undefined || others.length > 0) throw new Error('There must be one guardrail.');
  return { policies, judgement };
}

function cellsOf({ classes }: Judgement): readonly string[] {
  return classes
    .flatMap(({ subjects, resources, permissions: held }) =>
      subjects.flatMap((who) => resources.flatMap((resource) => held.map((each) => `${who} ${resource} ${each}`))),
    )
    .sort();
}

function filesOf(leak: Leak | undefined): readonly (readonly [path: string, text: string])[] {
  return [
    ['site.yaml', site],
    ['people.yaml', people()],
    // Cutting an inclusion mends as well; of lines that do, the first by file is the fix.
    ['teams.yaml', groups],
    ['guardrail.yaml', 'kind: Guardrail\nname: walls\nconfine: {who: {audience: external}, byLabel: room}\n'],
    ...numbers.map((index) => [`schemes/s${String(index)}.yaml`, scheme(index, leak)] as const),
    ...numbers.map((index) => [`projects/p${String(index)}.yaml`, project(index)] as const),
  ];
}

const site = `kind: Site
name: corp
url: https://corp.atlassian.net
internalDomains: [corp.test]
---
kind: Role
name: clients
`;

/** Four of the staff, and a client for each project. */
function people(): string {
  const staff = ['ann', 'ben', 'cas', 'dee'].map((name) => `  ${name}@corp.test: {}`);
  const clients = numbers.map((index) => `  ${client(index)}: {labels: {room: r${String(index)}}}`);
  return ['kind: Users', 'name: people', 'defaults: {products: [jira-software]}', 'users:', ...staff, ...clients, ''].join('\n');
}

const groups = `kind: Group
name: staff
members: [ann@corp.test, ben@corp.test, cas@corp.test, dee@corp.test]
---
kind: Group
name: partners
members: [${partners.join(', ')}]
---
kind: Group
name: allies
includes: [partners]
---
kind: Group
name: friends
members: [ann@corp.test]
includes: [allies]
`;

function scheme(index: number, leak: Leak | undefined): string {
  const extra = leak?.scheme === index ? `, ${leak.holder}` : '';
  return [
    'kind: Scheme',
    `name: s${String(index)}`,
    'grants:',
    `  - {to: [role:clients${extra}], allow: [BROWSE_PROJECTS, ADD_COMMENTS]}`,
    '  - {to: [group:staff], allow: [BROWSE_PROJECTS, ADMINISTER_PROJECTS]}',
    '',
  ].join('\n');
}

function project(index: number): string {
  const number = String(index);
  return [
    'kind: Project',
    `key: P${number}`,
    `scheme: s${number}`,
    `labels: {room: r${number}}`,
    `roles: {clients: [user:${client(index)}]}`,
    '',
  ].join('\n');
}
