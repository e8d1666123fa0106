import type { Traits } from '../model/traits.js';
import type { TextOf, TextTable } from './values.js';

const plain = 1;
const external = 2;
/** What stands above the bits: one more than the number of the company's name among the texts, or 0. */
const first = 4;

/** As one number. */
export function traitsNumber({ isPlain, audience, company }: Traits, texts: TextTable): number {
  return (isPlain ? plain : 0) + (audience === 'external' ? external : 0) + (company === undefined ? 0 : (texts.id(company) + 1) * first);
}

export function traitsOfNumber(number: number, texts: TextOf): Traits {
  return {
    isPlain: (number & plain) !== 0,
    audience: (number & external) === 0 ? 'internal' : 'external',
    ...(number < first ? {} : { company: texts(Math.floor(number / first) - 1) }),
  };
}
