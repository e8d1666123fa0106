/** What must be in no text that people or their terminals read, but for the breaks between lines. */
export const unprintable = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** The rows of a table as RFC 4180 has it. */
export function rowsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  while (field.lastIndex < csv.length) {
    const start = field.lastIndex;
    const [, text = '', end = ''] = field.exec(csv) ?? [];
    if (field.lastIndex <= start) throw new Error(`No field at ${String(start)} of ${JSON.stringify(csv.slice(start, start + 40))}`);
    rows.at(-1)?.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** The tags of an XML text in order, by a strict reading: a text that is not well-formed is refused. */
export function tagsOf(xml: string): readonly string[] {
  const tags: string[] = [];
  const open: string[] = [];
  const token =
    /<\?xml [^?]*\?>|<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>|<(\/?)([a-z-]+)((?: [a-z]+="(?:[^<&"]|&(?:amp|lt|gt|quot|apos|#x?[0-9A-Fa-f]+);)*")*)(\/?)>|(?:(?!\]\]>)[^<&]|&(?:amp|lt|gt|quot|apos|#x?[0-9A-Fa-f]+);)+/gy;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    if (found === null) throw new Error(`No XML at ${String(at)}: ${JSON.stringify(xml.slice(at, at + 60))}`);
    const [, closing = '', name = '', , alone = ''] = found;
    if (name === '') continue;
    tags.push(`${closing}${name}${alone}`);
    if (closing !== '') {
      if (open.pop() !== name) throw new Error(`${name} is closed and not open.`);
    } else if (alone === '') open.push(name);
  }
  if (open.length > 0) throw new Error(`${open.join()} is not closed.`);
  return tags;
}
