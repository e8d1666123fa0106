import type { Together, TogetherCells } from '../../plan/together.js';
import { list } from '../../text/plural.js';
import { quote, visible } from '../../text/quote.js';
import { bareName, fact, hanging, type BlockStyle } from '../blocks.js';
import { placeWords } from '../names.js';

/** What several branches do together that none does alone; a section of its own below the plan of their merge. */
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
    ...broken.map((name) => red(`x the guardrail ${quote(name)} breaks`)),
    ...gained.map((cells) => entry('+', 'gain', cells, style)),
    ...lost.map((cells) => entry('-', 'lose', cells, style)),
  ];
  return `\n${lines.join('\n')}\n`;
}

function entry(sign: string, verb: string, { subjects, resources, permissions }: TogetherCells, style: BlockStyle): string {
  return [
    fact('who', subjects.map(bareName), style, `${sign} `),
    fact(verb, permissions.map(visible), style, '  '),
    fact('on', resources.map(placeWords), style, '  '),
  ].join('\n');
}
