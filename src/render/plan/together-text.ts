import type { Together, TogetherCells } from '../../plan/together.js';
import { count, list } from '../../text/plural.js';
import { quote, visible } from '../../text/quote.js';
import { fact, hanging, type BlockStyle } from '../blocks.js';
import { placeWords } from '../names.js';
import { nameWords } from './words.js';

/** Groups of people of whom it is told what they gain, or lose, before the others are counted. */
const most = 20;

/** What several branches do together that none does alone; a section of its own in the plan of their merge. */
export function togetherText({ branches, gained, lost, broken }: Together, style: BlockStyle): string {
  const { bold, red } = style.paint;
  const names = list(branches.map(({ label }) => visible(label)));
  const isNothing = gained.length === 0 && lost.length === 0 && broken.length === 0;
  const head = isNothing ? `nothing that none of ${names} does alone` : `what none of ${names} does alone`;
  const lines = [
    hanging(`${bold('TOGETHER')}  ${head}`, style.columns, '  '),
    ...branches.flatMap(({ label, invalidAlone }) =>
      invalidAlone === true
        ? [hanging(`  ${visible(label)} has errors without the others, so what it does alone is not known.`, style.columns, '  ')]
        : [],
    ),
    ...broken.map((name) => red(hanging(`x the guardrail ${quote(name)} breaks`, style.columns, '  '))),
    ...entries('+', 'gain', gained, style),
    ...entries('-', 'lose', lost, style),
  ];
  return lines.join('\n');
}

function entries(sign: string, verb: 'gain' | 'lose', all: readonly TogetherCells[], style: BlockStyle): readonly string[] {
  const shown = style.all || all.length <= most + 1 ? all : all.slice(0, most);
  const rest = all.length - shown.length;
  const more = rest > 0 ? [`  and ${count(rest, 'more group')} of people who ${verb} something (--all lists them)`] : [];
  return [...shown.map((cells) => entry(sign, verb, cells, style)), ...more];
}

function entry(sign: string, verb: string, { subjects, resources, permissions }: TogetherCells, style: BlockStyle): string {
  return [
    fact('who', subjects.map(nameWords), style, `${sign} `),
    fact(verb, permissions.map(visible), style, '  '),
    fact('on', resources.map(placeWords), style, '  '),
  ].join('\n');
}
