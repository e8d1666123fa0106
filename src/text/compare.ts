/**
 * Order of the UTF-8 bytes of two texts, which is the order of their code points. JavaScript's own `<` compares UTF-16
 * units and differs from it only where one text has a surrogate pair and the other a character from U+E000 on.
 */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return surrogatesLast(x) - surrogatesLast(y);
  }
  return a.length - b.length;
}

function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

const beyondSurrogates = /[\ud800-\uffff]/;

/** Sorts texts by their bytes where they are; without the rare characters that make a difference, by JavaScript's own order, which is much faster. */
export function sortByBytes(texts: string[]): string[] {
  return texts.some((text) => beyondSurrogates.test(text)) ? texts.sort(compareBytes) : texts.sort();
}
