import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ChangeClass, Plan } from '../../../src/plan/plan.js';
import type { FileHunks } from '../../../src/plan/hunks.js';
import { planMarkdown } from '../../../src/render/plan/markdown.js';
import { close, hostileName, open, plans, poisoned, reportOf, type Told } from './poison.js';

const most = 60_000;

/** What a platform may count: UTF-16 units, characters, or bytes. */
function sizesOf(text: string): readonly number[] {
  return [text.length, Array.from(text).length, Buffer.byteLength(text)];
}

function expectToFit(told: Told): string {
  const text = planMarkdown({ ...reportOf(told), whole: 'the artifact plan.html of this run' });
  expect(sizesOf(text).filter((size) => size > most)).toEqual([]);
  expect(linesOf(text, /^ *<details>/gm)).toBe(linesOf(text, /^ *<\/details>$/gm));
  expect(text).not.toContain('\u0001');
  return text;
}

function linesOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const longNames = ['é'.repeat(255), '日'.repeat(255), '🔑'.repeat(127), '`'.repeat(255), '\u202e'.repeat(255), 'x'.repeat(255)];

/** A plan with everything that some scenario has. */
const everything: Told = plans.reduce<Told>(
  (all, [, plan]) => ({
    ...all,
    gains: [...all.gains, ...plan.gains],
    losses: [...all.losses, ...plan.losses],
    conditional: [...all.conditional, ...plan.conditional],
    seats: [...all.seats, ...plan.seats],
    renames: [...all.renames, ...plan.renames, { from: 'group:old', to: 'group:new' }],
    movedEnds: [...all.movedEnds, ...plan.movedEnds],
    lapses: [...all.lapses, ...plan.lapses],
    hunks: [...(all.hunks ?? []), ...(plan.hunks ?? [])],
    guardrails: {
      weakened: [...all.guardrails.weakened, ...plan.guardrails.weakened],
      newlyBroken: [...all.guardrails.newlyBroken, ...plan.guardrails.newlyBroken],
      stillBroken: [...all.guardrails.stillBroken, ...plan.guardrails.stillBroken],
      newlyMended: [...all.guardrails.newlyMended, ...plan.guardrails.newlyMended],
      kept: 1,
      endedWaivers: [...all.guardrails.endedWaivers, ...plan.guardrails.endedWaivers],
    },
    subjects: { ...all.subjects, ...plan.subjects },
  }),
  plans.find(([name]) => name === 'public-gain')?.[1] ?? raise(),
);

function raise(): never {
  throw new Error('There is no such scenario.');
}

/** All its lists so many times as long. */
function repeated(plan: Told, times: number): Told {
  const grow = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value)) {
      const grown = value.map((each) => grow(each, depth + 1));
      return depth > 3 ? grown : Array.from({ length: times }, () => grown).flat();
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, key === 'subjects' && depth === 0 ? each : grow(each, depth + 1)]),
    );
  };
  return grow(plan, 0) as Told;
}

describe('Markdown of a plan is of at most 60,000 characters and bytes', () => {
  test.each(longNames.map((name) => [name.slice(0, 3), name] as const))('with everything in it, called %s… at length', (_, name) => {
    const text = expectToFit(poisoned(everything, name));
    for (const heading of ['From outside', 'Guardrails newly broken', 'Who must approve', 'Gains', 'Losses', 'Lines of the policy files'])
      expect(text).toContain(heading);
  });

  test('whatever there is, however often, and whatever it is called', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plans.map(([, plan]) => plan), everything),
        fc.integer({ min: 1, max: 12 }),
        fc.oneof(hostileName, fc.constantFrom(...longNames)),
        (plan, times, name) => void expectToFit(poisoned(repeated(plan, times), name)),
      ),
      { numRuns: 60 },
    );
  });

  test('with so many who get and who lose a licence that both lists are folded', () => {
    const licences = plans.find(([name]) => name === 'licences')?.[1] ?? raise();
    const text = expectToFit(repeated(licences, 12));
    expect(text).toMatch(/^ {2}gone: /m);
  });

  test('for 10,000 people on 800 resources with names of 255 multi-byte characters, at any width of the room', () => {
    const [big] = [hugePlan()];
    const text = expectToFit(big);
    expect(text).toContain('10,000 people');
    for (const room of [30_000, 45_000, 60_000])
      expect(Buffer.byteLength(planMarkdown({ ...reportOf(big), whole: 'x' }, room))).toBeLessThanOrEqual(room);
  });

  test('whatever branches do together, and however many they are', () => {
    const name = fc.oneof(hostileName, fc.constantFrom(...longNames));
    const names = fc.integer({ min: 1, max: 300 }).chain((size) => name.map((each) => Array.from({ length: size }, () => each)));
    const cells = fc.record({ subjects: names, resources: names, permissions: names });
    const many = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
      fc
        .tuple(fc.array(one, { maxLength: 4 }), fc.integer({ min: 1, max: 80 }))
        .map(([all, times]) => Array.from({ length: times }, () => all).flat());
    const branch = fc.record({ label: name, invalidAlone: fc.constant(true as const) }, { requiredKeys: ['label'] });
    const together = fc.record({ branches: many(branch), gained: many(cells), lost: many(cells), broken: many(name) });
    fc.assert(
      fc.property(together, fc.constantFrom(...plans.map(([, plan]) => plan), everything), (found, plan) => {
        const text = expectToFit({ ...plan, together: found });
        expect(text).toContain('#### Together');
      }),
      { numRuns: 60 },
    );
  });

  test('with a hunk of very many and very long lines', () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `+  - ${'日'.repeat(index === 3 ? 100_000 : 200)}${index}`);
    const hunks: readonly FileHunks[] = [
      { path: 'a.yaml', status: 'added', hunks: [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: lines.length, lines }] },
    ];
    const text = expectToFit({ ...everything, hunks });
    expect(text).toContain('more lines: in all 30,000 new lines, 0 gone');
  });
});

/** 10,000 people on 800 resources, and one guest on one space last but for the order of risk. */
function hugePlan(): Told {
  const name = '日'.repeat(240);
  const subjects = Array.from({ length: 10_000 }, (_, index) => `user:${name}${index}@s.example`);
  const resources = Array.from({ length: 800 }, (_, index) => `project:${name}${index}`);
  const [, plan] = plans.find(([scenario]) => scenario === 'guest-placed') ?? raise();
  const [guest] = plan.gains;
  if (guest === undefined) throw new Error('The guest gains nothing.');
  const internal = (index: number): ChangeClass => ({
    ...guest,
    circle: 'internal',
    risks: ['other'],
    subjects: index === 0 ? subjects : subjects.slice(0, index),
    resources: index === 0 ? resources : resources.slice(0, (index % 800) + 1),
    cells: 8_000_000,
  });
  return { ...plan, gains: [guest, ...Array.from({ length: 2000 }, (_, index) => internal(index))] };
}

describe('what is left out', () => {
  const plan = hugePlan();
  const text = planMarkdown({ ...reportOf(plan), whole: 'the artifact plan.html of this run' });

  test('is counted, with where the whole is', () => {
    expect(text).toMatch(/… and [\d,]+ more changes, less risky than these: [\d,]+ rights of 10,000 people|… and [\d,]+ more changes/);
    expect(text).toMatch(
      /\*\*Left out, since there is no more room in a comment:\*\* [\d,]+ entries of “Gains”.*`the artifact plan\.html of this run`, or `permafrost plan --format json`/,
    );
    const told = new Set(Array.from(text.matchAll(/^\*\*(\d+)\./gm), ([, number]) => Number(number))).size;
    const left = Number((/([\d,]+) entries of “Gains”/.exec(text)?.[1] ?? '').replaceAll(',', ''));
    expect(told + left).toBe(plan.gains.length);
  });

  test('is never the one dangerous line: it stands first, in the open', () => {
    const first = text.slice(0, text.indexOf('<details>'));
    expect(first).toContain('nell@orbit.example');
    expect(first).toContain('Gains');
  });

  test('is never what is grave among much that is not, wherever it stands', () => {
    const [guest, ...others] = plan.gains;
    if (guest === undefined) throw new Error('The guest gains nothing.');
    const twelfth = {
      ...plan,
      gains: [...others.slice(1, 13).map((each) => ({ ...each, subjects: ['user:a'], resources: ['project:A'] })), guest],
    };
    const shown = planMarkdown(reportOf(twelfth));
    const section = shown.slice(shown.indexOf('#### Gains'));
    expect(section.slice(0, section.indexOf('<details>')).match(/^\*\*\d+\./gm)).toHaveLength(13);
  });
});

describe('the first screen', () => {
  test.each(plans)('of %s answers who, what, through what, what breaks and who must approve', (_, plan) => {
    const lines = planMarkdown(reportOf(plan)).split('\n');
    const screen = lines.slice(0, 60).join('\n');
    const outside = plan.gains.filter(({ circle }) => circle !== 'internal');
    if (outside.length > 0) expect(screen).toContain('#### From outside');
    if (plan.guardrails.newlyBroken.length > 0) expect(screen).toContain('Guardrails newly broken');
    expect(lines.slice(0, 3).join('\n')).toContain('**Needs:** security');
    expect(screen).toContain('#### Who must approve');
  });
});

test('a hunk is linked from what it makes, unless it is not shown', () => {
  const [, plan] = plans.find(([scenario]) => scenario === 'guest-placed') ?? raise();
  const text = planMarkdown(reportOf(plan));
  const links = Array.from(text.matchAll(/\(\[hunk \d+\]\(#user-content-(permafrost-hunk-\d+)\)\)/g), ([, anchor]) => anchor);
  expect(links.length).toBeGreaterThan(0);
  for (const anchor of links) expect(text).toContain(`<a name="${String(anchor)}"></a>`);
  const bare: Plan = poisoned({ ...plan, hunks: [] }, `x${open}${close}`);
  expect(planMarkdown({ plan: bare })).not.toContain('hunk');
});
