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
export function skeleton(name: string): string {
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
  for (const name of suspects(names)) {
    const shape = skeleton(name);
    const folded = name.toLowerCase();
    const first = bySkeleton.get(shape) ?? byCase.get(folded);
    if (first !== undefined) pairs.push([first, name]);
    if (!bySkeleton.has(shape)) bySkeleton.set(shape, name);
    if (!byCase.has(folded)) byCase.set(folded, name);
  }
  return pairs;
}

/**
 * The names that may look like another, in order: all that do, and hardly any besides. Names that look alike fold to the same characters,
 * so that a hash of these passes over nearly all names.
 */
function suspects(names: Iterable<string>): readonly string[] {
  const all = [...names];
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const name of all) for (const hash of foldedHashes(name)) if (seen.size === seen.add(hash).size) twice.add(hash);
  return twice.size === 0 ? [] : all.filter((name) => foldedHashes(name).some((hash) => twice.has(hash)));
}

const beyondAscii = /[^ -~]/;

/** Letters beyond ASCII can be like others in two ways, by form and by case; with ASCII alone, both fold to the same. */
function foldedHashes(name: string): readonly number[] {
  if (!beyondAscii.test(name)) return [foldedHash(name)];
  const [form, letters] = [foldedHash(skeleton(name)), foldedHash(name.toLowerCase())];
  return form === letters ? [form] : [form, letters];
}

/** What each ASCII character is taken for: letters by their small form, and what looks like "o" or "l" by that. */
const folds = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return (letter === '0' ? 'o' : /[1i|]/.test(letter) ? 'l' : letter).charCodeAt(0);
});

/** https://en.wikipedia.org/wiki/Fowler–Noll–Vo_hash_function */
function foldedHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    hash = Math.imul(hash ^ (folds[code] ?? code), 0x01000193);
  }
  return hash;
}
