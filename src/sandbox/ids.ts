import { createHash } from 'node:crypto';

/** An id that is the same for the same words, in the form of a UUID of version 5. */
export function uuidOf(...words: readonly string[]): string {
  const hex = createHash('sha1').update(words.join('\0')).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** The account id of somebody, as Atlassian writes them. */
export function accountIdOf(name: string): string {
  return `557058:${uuidOf('account', name)}`;
}

/** An id in Slack's form: a letter and ten of its characters. */
export function chatIdOf(letter: 'U' | 'C' | 'S' | 'T' | 'E', name: string): string {
  const digest = createHash('sha256').update(`${letter}\0${name}`).digest();
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return letter + Array.from(digest.subarray(0, 10), (byte) => letters.charAt(byte % letters.length)).join('');
}
