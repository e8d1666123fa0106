/** What texts of a certain form must be, and their nearest mended form; undefined where none is near. */

// What the pattern of names in schemas/common.schema.json refuses: controls, and what takes no room but for variation selectors.
const hidden = /(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{fff0}-\u{fffb}\u{ffff}]/gu;
const reserved = ['__proto__', 'constructor', 'prototype'];

/** Why a text cannot be a name, to follow "X is no name: ". */
export function nameFault(name: string): string {
  if (name === '') return 'it is empty';
  if (reserved.includes(name)) return 'programs reserve this word';
  if (name.trim() === '') return 'it has nothing but blanks';
  const [character] = name.match(hidden) ?? [];
  if (character !== undefined) return `it has a character that cannot be seen, ${codePoint(character)}`;
  if (name.trim() !== name) return 'it begins or ends with a blank';
  return `it has ${String(Array.from(name).length)} characters, and 255 is the most`;
}

export function mendedName(name: string): string | undefined {
  const mended = name
    .replace(/[\r\n\t]+/g, ' ')
    .replace(hidden, '')
    .trim();
  return mended === '' || reserved.includes(mended) || Array.from(mended).length > 255 ? undefined : mended;
}

export function mendedProjectKey(key: string): string | undefined {
  const mended = key
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  return /^[A-Z][A-Z0-9_]{1,9}$/.test(mended) ? mended : undefined;
}

export function mendedSpaceKey(key: string): string | undefined {
  const mended = key.replace(/\s+/g, '');
  return /^[A-Za-z0-9~._-]{1,255}$/.test(mended) && !reserved.includes(mended) ? mended : undefined;
}

export function mendedUserId(id: string): string | undefined {
  const mended = mendedName(id)?.replace(/\s+/g, '');
  return mended?.includes('@') ? mended.toLowerCase() : mended;
}

/** The address or handle of a person is in capital letters where it must not be, and that is all. */
export function differsByCase(id: string): boolean {
  return id.includes('@') && id !== id.toLowerCase() && mendedUserId(id) === id.toLowerCase();
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
