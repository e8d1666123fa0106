import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../load/source-file.js';
import { count } from '../text/plural.js';

/** No site needs more in one file; without a bound a hostile file could keep a build busy for hours. */
export const largestFile = 32 * 1024 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** The text of a file without its byte-order mark, or the reason why it is none. */
export function decode({ path, bytes }: SourceFile): { text: string } | { text: undefined; diagnostics: readonly Diagnostic[] } {
  if (bytes.length > largestFile)
    return refuse(
      path,
      'file-too-large',
      `The file has ${count(bytes.length, 'byte')}; 32 MiB is the most.`,
      'Split it: a policy may be spread over any number of files.',
    );
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return refuse(path, 'invalid-utf8', `The file is not UTF-8 text${firstBadByte(bytes)}.`, 'Save it with the encoding UTF-8.');
  }
}

function refuse(file: string, code: string, message: string, hint: string): { text: undefined; diagnostics: readonly Diagnostic[] } {
  return { text: undefined, diagnostics: [{ code, severity: 'error', message, hint, at: { file, document: 0, path: [] } }] };
}

function firstBadByte(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return ' but UTF-16';
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  const line = bytes.subarray(0, good).reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 1);
  return `: line ${String(line)} has bytes that are no characters`;
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
