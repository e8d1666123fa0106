import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../load/source-file.js';
import { count } from '../text/plural.js';

/** No site needs more in one file; without a bound a hostile file could keep a build busy for hours. */
export const largestFile = 32 * 1024 * 1024;

/** How much of a file that is too large is searched for names. */
const mostLegible = 2 * largestFile;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

export type Decoded =
  { readonly text: string } | { readonly text: undefined; readonly diagnostics: readonly Diagnostic[]; readonly legible: string };

/** The text of a file without its byte-order mark, or the reason why it is none. */
export function decode({ path, bytes }: SourceFile): Decoded {
  if (bytes.length > largestFile)
    return refuse(
      path,
      bytes.subarray(0, mostLegible),
      'file-too-large',
      `The file has ${count(bytes.length, 'byte')}; 32 MiB is the most.`,
      'Split it: a policy may be spread over any number of files.',
    );
  if (utf16(bytes) !== undefined) return invalid(path, bytes);
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return invalid(path, bytes);
  }
}

function invalid(path: string, bytes: Uint8Array): Decoded {
  const hint = 'Save it with the encoding UTF-8.';
  const other = utf16(bytes);
  if (other !== undefined) return refuse(path, bytes, 'invalid-utf8', 'The file is UTF-16 text, not UTF-8.', hint, 0, other);
  const good = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, firstBadByte(bytes)), { stream: true });
  return refuse(path, bytes, 'invalid-utf8', 'The file is not UTF-8 text: here stand bytes that are no character.', hint, good.length);
}

/** `offset`: where in the legible text the fault is. */
function refuse(file: string, bytes: Uint8Array, code: string, message: string, hint: string, offset = 0, encoding = 'utf-8'): Decoded {
  const at = { file, document: 0, path: [], offset };
  return {
    text: undefined,
    diagnostics: [{ code, severity: 'error', message, hint, at }],
    legible: new TextDecoder(encoding).decode(bytes),
  };
}

/** Which UTF-16 the bytes are: by their mark, or since every second byte of a first key is zero. */
function utf16([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : undefined;
}

function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
