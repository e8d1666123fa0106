import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { FileHunks } from '../../../src/plan/hunks.js';
import type { Plan } from '../../../src/plan/plan.js';
import type { PlanReport } from '../../../src/render/plan/report.js';
import { scenarios } from '../../plan/scenarios.js';

export const plans = scenarios.map(
  (scenario) =>
    [
      scenario,
      withApprovals(
        JSON.parse(readFileSync(new URL(`../../fixtures/plans/${scenario}/expected/plan.json`, import.meta.url), 'utf8')) as Told,
      ),
    ] as const,
);

export const attacks = [
  '|<img src=x onerror=alert(1)>',
  '`',
  '``` \n# heading',
  'a`b``c',
  '@everyone',
  ']]>',
  '-->',
  '##[error]x',
  '@octo/team',
  '+1',
  '-1',
  '@SUM(1)',
  '#1',
  'GH-1',
  'acme/repo#1',
  'https://evil.example',
  'www.evil.example',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '<!-- ',
  '</details>',
  '<details><summary>',
  '***',
  '~~~',
  '- x',
  '> x',
  '$$x$$',
  ':tada:',
  '&lt;b&gt;',
  '\\',
  'line\nbreak',
  'line\r\n\r\n### break',
  '\u2028split',
  '\u202egnp.exe',
  '\u200bzero',
  '\u001b[31mred',
  '\u001b]8;;https://evil.example\u0007x',
  '\u009b2J',
  '\u0000',
  '\ud800',
  ' blank ',
  '  ',
  '=HYPERLINK("x")',
  '::error::x',
  'é'.repeat(255),
  'x'.repeat(255),
];
export const hostileName = fc.oneof(
  fc.constantFrom(...attacks),
  fc.array(fc.constantFrom(...attacks), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);

const words = new Set([
  'version',
  'asOf',
  'verdict',
  'digest',
  'state',
  'status',
  'effect',
  'circle',
  'side',
  'type',
  'audience',
  'severity',
  'rule',
  'as',
  'how',
  'until',
  'before',
  'after',
  'product',
  'risks',
]);

/** A plan in which every text that comes from policies, paths and refs holds something hostile between two marks. */
export function poisoned(plan: Told, attack: string): Told {
  const hostile = (text: string): string => {
    const type = /^(?:user|group|project|space|channel):/.exec(text)?.[0] ?? '';
    return classes.has(text) ? text : `${type}${open}${attack}${close}`;
  };
  const poison = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => poison(each, key));
    if (typeof value !== 'object' || value === null) return typeof value === 'string' && !words.has(key) ? hostile(value) : value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [key === 'subjects' ? hostile(name) : name, poison(each, name)]));
  };
  const { notJudged, ...rest } = plan;
  const spots = notJudged.map(({ names, ...spot }) => ({ ...spot, names: names.map(hostile) }));
  return { ...(poison(rest, '') as Omit<Told, 'notJudged'>), notJudged: spots };
}

const classes: ReadonlySet<string> = new Set(['site', 'anyone', 'logged-in', 'portal-customers']);

/** A plan as JSON has it. */
export type Told = Plan & { readonly hunks?: readonly FileHunks[] };

/** Of a change that needs every kind of approval. */
function withApprovals(plan: Told): Told {
  const resources = plan.gains.flatMap((each) => each.resources);
  const needed = [
    { as: 'owner', of: resources, by: ['group:leads'], people: ['user:ana@acme.example', 'user:bo@acme.example'] },
    { as: 'sponsor', of: ['orbit'], by: ['user:pm@acme.example'], people: ['user:pm@acme.example'] },
    { as: 'security', of: ['customers-see-only-their-own'], by: ['group:site-admins'], people: [] },
    { as: 'second-pair-of-eyes', of: [], by: [], people: ['user:ana@acme.example'] },
  ] as const;
  return { ...plan, approvals: { digest: plan.digest, needed, author: { subject: 'user:ana@acme.example', gains: true } } };
}

/** The plan with its lines, as the renderers get it. */
export function reportOf({ hunks = [], ...plan }: Told): PlanReport {
  return { plan, hunks, sourceUrl: 'https://code.example/o/r/blob/0123abc' };
}

export const open = 'Qq';
export const close = 'Zz';
