import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../load/source-file.js';
import { visible } from '../text/quote.js';
import { decode } from './decode.js';
import type { Document } from './document.js';
import { parsePlain } from './plain.js';

export interface Parsed {
  readonly documents: readonly Document[];
  readonly diagnostics: readonly Diagnostic[];
  /** The text, where it is not YAML: names may be declared in it that nobody can see. */
  readonly brokenText?: string;
}

/** Reads with the `yaml` package: slow to load and to run, but the last word on what a file says and on what is wrong with it. */
export type Authority = (path: string, text: string) => Parsed;

/**
 * Text to values. Nearly all files are written in the plain part of YAML, which is read here; all others go to the authority, which
 * is only loaded for them. Never throws, whatever the bytes.
 */
export async function parseAll(files: readonly SourceFile[], loadAuthority: () => Promise<Authority>): Promise<readonly Parsed[]> {
  const parsed: Parsed[] = [];
  for (const file of files) parsed.push(parseWhatIsPlain(file) ?? (await parseWhatIsNot(file, loadAuthority)));
  return parsed;
}

/** One file, if it is plain; undefined for one that has to be parsed by others, all of which take their time. */
export function parseWhatIsPlain(file: SourceFile): Parsed | undefined {
  const decoded = decode(file);
  if (decoded.text === undefined) return { documents: [], diagnostics: decoded.diagnostics, brokenText: decoded.legible };
  const values = parsePlain(decoded.text);
  if (values === undefined) return undefined;
  return { documents: values.map((value, index) => ({ file: file.path, index, value })), diagnostics: [] };
}

/** From this length on the authority could take many seconds to say what is wrong with a text that is no YAML at all. */
const large = 128 * 1024;

async function parseWhatIsNot(file: SourceFile, loadAuthority: () => Promise<Authority>): Promise<Parsed> {
  const text = decode(file).text ?? '';
  const slip = text.length < large ? undefined : await slipInLargeFile(file.path, text);
  return slip ?? (await loadAuthority())(file.path, text);
}

/** A large file that a faster parser stumbles over is told by that parser: less well worded, but at once. */
async function slipInLargeFile(file: string, text: string): Promise<Parsed | undefined> {
  const { firstSlip } = await import('./first-slip.js');
  const slip = firstSlip(text);
  if (slip === undefined) return undefined;
  const at = { file, document: 0, path: [], offset: slip.offset };
  const message = `The file cannot be read as YAML from here on: ${visible(slip.reason)}.`;
  return { documents: [], diagnostics: [{ code: 'yaml-syntax', severity: 'error', message, at }], brokenText: text };
}
