import type { Difference, Drift, KnownDifference } from '../../drift/drift.js';
import type { BrokenGuardrail, ChangeClass, Where, Witness } from '../../plan/plan.js';
import { count, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { bareName, fact, hanging, placeText, type BlockStyle } from '../blocks.js';
import { wrapped } from '../width.js';
import { placeWords } from '../names.js';
import { breaking, permissionWords, risks, tellingStep, who, verbOf, type Section } from '../plan/words.js';
import { accountWords, auditWords, differenceWords, doingWords, excuseWords, thingWords, unmanagedWords } from './words.js';

/** Differences, and groups of people, shown before the rest is counted. */
const many = 50;

/** Drift for the terminal: what it means for people first, then the things, then what is known and what was not looked at. */
export function driftText(drift: Drift, style: BlockStyle): string {
  const { bold, yellow, green } = style.paint;
  const amount = drift.differences.length + drift.accounts.length;
  const verdict = drift.clean ? green('AS GIT SAYS') : yellow('DRIFTED');
  const head = drift.clean ? 'nothing new differs' : `${count(amount, 'difference')} between git and ${visible(drift.site)}`;
  const blocks = [
    hanging(`${bold(verdict)}  ${head}, as of ${drift.asOf}`, style.columns, '  '),
    ...differing(drift, style),
    ...beside(drift, style),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What differs, as access and as objects, and what is known of it; the same for whoever looks from a plan. */
export function differing(drift: Drift, style: BlockStyle): readonly string[] {
  const { red, yellow } = style.paint;
  const accounts = drift.accounts.map((each) => entry('!', accountWords(each, visible), each.where, style, red));
  const excuses = drift.excuses.map(({ severity, message, where }) =>
    entry(severity === 'error' ? 'x' : '!', visible(message), where, style, severity === 'error' ? red : yellow),
  );
  return [
    ...section('ACCOUNTS', accounts, style),
    ...broken(drift, style),
    ...classes('MORE THAN GIT SAYS', drift.more, 'gain', drift, style),
    ...classes('LESS THAN GIT SAYS', drift.less, 'loss', drift, style),
    ...classes('OTHERWISE THAN GIT SAYS  it depends on the issue', drift.conditional, 'conditional', drift, style),
    ...objects(drift.differences, style),
    ...section(
      'WHO DID IT',
      auditWords(drift.audit, visible).map((line) => wrapped(line, style.columns, '  ')),
      style,
    ),
    ...section('COMMENTS', excuses, style),
    ...known(drift.known, style),
  ];
}

function section(title: string, lines: readonly string[], { paint, all }: BlockStyle): readonly string[] {
  if (lines.length === 0) return [];
  const shown = all || lines.length <= many + 1 ? lines : lines.slice(0, many);
  const rest = lines.length - shown.length;
  return [[paint.bold(title), ...shown, ...(rest > 0 ? [`  and ${thousands(rest)} more (--all lists them)`] : [])].join('\n')];
}

function entry(
  sign: string,
  words: string,
  where: Where | undefined,
  { columns, paint }: BlockStyle,
  colour = (text: string): string => text,
): string {
  const text = colour(sign === ' ' ? wrapped(words, columns, '  ') : hanging(`${sign} ${words}`, columns, '  '));
  return where === undefined ? text : `${text}\n${paint.dim(wrapped(placeText(where), columns, '  '))}`;
}

function broken({ guardrails: { newlyBroken, stillBroken } }: Drift, style: BlockStyle): readonly string[] {
  const lines = (all: readonly BrokenGuardrail[], more = ''): readonly string[] =>
    all.map((each) =>
      entry(
        'x',
        `${visible(each.name)}${each.severity === 'error' ? '' : ' (a warning)'}: ${breaking(each)}${more}`,
        each.where,
        style,
        style.paint.red,
      ),
    );
  return section('GUARDRAILS BROKEN ON THE SITE NOW', [...lines(newlyBroken), ...lines(stillBroken, ', by git too')], style);
}

function classes(title: string, all: readonly ChangeClass[], name: Section, drift: Drift, style: BlockStyle): readonly string[] {
  return section(
    title,
    all.map((each, index) => classBlock(each, index + 1, name, drift, style)),
    style,
  );
}

const signs: Readonly<Record<string, string>> = { gain: '+', loss: '-', conditional: '~' };
const verbs: Readonly<Record<string, string>> = { gain: 'can', lose: 'cannot', change: 'can' };

function classBlock(each: ChangeClass, number: number, name: Section, { subjects }: Drift, style: BlockStyle): string {
  const words = risks(each);
  const head = `${signs[name] ?? ' '} ${String(number)}. ${who(each, subjects)}${words === '' ? '' : ` · ${words}`}`;
  return [
    style.paint.bold(hanging(head, style.columns, '     ')),
    fact(verbs[verbOf(each, name)] ?? 'can', permissionWords(each), style, '     '),
    fact('on', each.resources.map(placeWords), style, '     '),
    ...(each.subjects.length === 1 ? [] : [fact('who', Array.from(each.subjects, bareName), style, '     ')]),
    ...through(each.witness, style),
  ].join('\n');
}

/** The step of the way that one side alone has. */
function through(witness: Witness | undefined, style: BlockStyle): readonly string[] {
  const step = tellingStep(witness);
  if (step === undefined) return [];
  const place = step.where === undefined ? 'on the site' : placeText(step.where);
  return [fact('through', [`${visible(step.label)} (${place})`], style, '     ')];
}

function objects(differences: readonly Difference[], style: BlockStyle): readonly string[] {
  const parts = new Map<string, number>();
  for (const { of, withThing } of differences) if (withThing === true) parts.set(of, (parts.get(of) ?? 0) + 1);
  const told = differences.filter(({ withThing }) => withThing !== true || style.all);
  const isThing = (each: Difference): boolean => each.git?.length === 0 || each.site?.length === 0;
  const withParts = (each: Difference): string => {
    const amount = style.all || !isThing(each) ? 0 : (parts.get(each.of) ?? 0);
    return amount === 0 ? '' : ` With it ${amount === 1 ? 'goes' : 'go'} ${count(amount, 'fact')} (--all lists them).`;
  };
  const lines = told.map((each) =>
    entry(signOf(each), `${differenceWords(each, visible)}${withParts(each)}${doingWords(each.by, visible)}`, each.where, style),
  );
  return section('THINGS THAT DIFFER', lines, style);
}

function signOf({ git, site }: Difference): string {
  return git === undefined ? '+' : site === undefined ? '-' : '~';
}

function known(all: readonly KnownDifference[], style: BlockStyle): readonly string[] {
  return section(
    'KNOWN  and excused for now',
    all.map((each) => entry(' ', `${differenceWords(each, visible)} Excused ${excuseWords(each, visible)}`, each.where, style)),
    style,
  );
}

/** What is not compared, and why. */
function beside({ notLookedAt, unmanaged, unmatched, blindSpots }: Drift, style: BlockStyle): readonly string[] {
  const { all, columns } = style;
  const names = (things: readonly string[]): readonly string[] =>
    things.length === 0 ? [] : [fact('which', things.map(visible), style, '    ')];
  return [
    ...section(
      'NOT LOOKED AT  taken as git says',
      notLookedAt.map(({ what, things }) =>
        [wrapped(what, columns, '  '), ...names(things.map((thing) => thingWords(thing, (name) => name)))].join('\n'),
      ),
      style,
    ),
    ...section(
      'BLIND SPOTS OF THE READING',
      blindSpots.map(({ message, things }) => [wrapped(visible(message), columns, '  '), ...names(things)].join('\n')),
      style,
    ),
    ...(unmatched.length === 0
      ? []
      : section(
          'NOBODY IN GIT  with a hidden e-mail address; declare accountId where it is somebody',
          [fact('who', unmatched.map(visible), style, '  ')],
          style,
        )),
    ...(unmanaged.length === 0
      ? []
      : section(
          'NOT MANAGED  on the site and in no policy',
          all
            ? unmanaged.map(({ kind, names: own }) => fact(kind, own.map(visible), style, '  '))
            : [wrapped(`${unmanagedWords(unmanaged, count)} (--all names them)`, columns, '  ')],
          style,
        )),
  ];
}
