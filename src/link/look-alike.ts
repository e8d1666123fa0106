/**
 * Letters of other alphabets that look like a Latin one in common typefaces; a small part of the table of Unicode Technical Standard 39
 * (https://www.unicode.org/reports/tr39/), the part that passes review unseen.
 */
const confusable: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'аa',
    'ɑa',
    'αa',
    'Аa',
    'Αa',
    'ВB',
    'ΒB',
    'сc',
    'ϲc',
    'СC',
    'ԁd',
    'еe',
    'ҽe',
    'ЕE',
    'ΕE',
    'ɡg',
    'һh',
    'НH',
    'ΗH',
    'іi',
    'ιi',
    'ıi',
    'ІI',
    'ΙI',
    'јj',
    'ЈJ',
    'КK',
    'ΚK',
    'кk',
    'κk',
    'МM',
    'ΜM',
    'ΝN',
    'оo',
    'οo',
    'σo',
    'ОO',
    'ΟO',
    'рp',
    'ρp',
    'РP',
    'ΡP',
    'ԛq',
    'гr',
    'ѕs',
    'ЅS',
    'ТT',
    'ΤT',
    'υu',
    'ʋu',
    'νv',
    'ѵv',
    'ԝw',
    'хx',
    'χx',
    'ХX',
    'ΧX',
    'уy',
    'γy',
    'УY',
    'ΥY',
    'ΖZ',
    '‐-',
    '‑-',
    '–-',
    '−-',
    "’'",
    '0O',
    '1l',
    'Il',
    '|l',
  ].map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
);

const suspicious = /[01I|]|[^\x20-\x7e]/;

/** Names with the same skeleton look the same. */
function skeleton(name: string): string {
  if (!suspicious.test(name)) return name;
  return Array.from(name.normalize('NFKD').replace(/\p{Mn}/gu, ''), (letter) => {
    const latin = confusable[letter] ?? letter;
    return confusable[latin] ?? latin;
  }).join('');
}

/** Pairs of different names that look alike or differ only by letter case, each with the one that stands first in the list. */
export function lookAlikes(names: Iterable<string>): readonly (readonly [first: string, second: string])[] {
  const bySkeleton = new Map<string, string>();
  const byCase = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const name of names) {
    const shape = skeleton(name);
    const folded = name.toLowerCase();
    const first = bySkeleton.get(shape) ?? byCase.get(folded);
    if (first !== undefined) pairs.push([first, name]);
    if (!bySkeleton.has(shape)) bySkeleton.set(shape, name);
    if (!byCase.has(folded)) byCase.set(folded, name);
  }
  return pairs;
}
