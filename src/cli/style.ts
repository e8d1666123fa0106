import colours from 'picocolors';
import { folded } from '../render/folded.js';
import type { Style } from '../render/style.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The style of a stream. */
export function styleOf(stream: NodeJS.WriteStream, wantsColour: boolean, environment: Environment): Style {
  return { paint: colours.createColors(wantsColour && isColoured(stream, environment)), columns: widthOfTerminal(stream) ?? 80 };
}

/** Columns to fill; undefined for what is no terminal. A line of more than 120 columns is hard to read. */
export function widthOfTerminal({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY && columns > 0 ? Math.min(Math.max(columns, 40), 120) : undefined;
}

/** Text of ours for a stream: its lines are broken for a terminal, and stay whole for whoever searches or collects them. */
export function foldedFor(stream: NodeJS.WriteStream, text: string): string {
  const columns = widthOfTerminal(stream);
  return columns === undefined ? text : folded(text, columns);
}

/** How text in a file looks: never coloured, and the same on every machine. */
export function fileStyle(): Style {
  return { paint: colours.createColors(false), columns: 80 };
}

/** https://no-color.org and https://force-color.org: both count if they are set to anything; `FORCE_COLOR=0` says no. */
function isColoured(stream: NodeJS.WriteStream, environment: Environment): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'] ?? '';
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return stream.isTTY && environment['TERM'] !== 'dumb';
}
