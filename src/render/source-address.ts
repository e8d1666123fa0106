/**
 * The address of a line of a file on a code platform: `https://github.com/o/r/blob/0123abc` and `policies/a.yaml:9` give
 * `https://github.com/o/r/blob/0123abc/policies/a.yaml#L9`. It holds nothing that ends a link in any format. Undefined for files outside of
 * the folder that the address stands for.
 */
export function sourceAddress(base: string, { file, line }: { readonly file: string; readonly line: number }): string | undefined {
  const parts = file.split('/');
  if (parts.includes('..') || parts[0] === '') return undefined;
  return `${base.replace(/\/+$/, '')}/${parts.map(encoded).join('/')}#L${String(line)}`;
}

function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A web address without anything that could end a link or mean something in a text; undefined if it is none. */
export function webAddress(text: string): string | undefined {
  return /^https?:\/\/[\w.~:/?#%&=+,;$-]+$/.test(text) && URL.canParse(text) ? text : undefined;
}
