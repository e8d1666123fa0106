import colours from 'picocolors';
import type { Style } from '../render/style.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The style of a stream. Wide terminals are not filled: a line of more than 120 columns is hard to read. */
export function styleOf(stream: NodeJS.WriteStream, wantsColour: boolean, environment: Environment): Style {
  const width = stream.isTTY ? stream.columns : 0;
  return {
    paint: colours.createColors(wantsColour && isColoured(stream, environment)),
    columns: width > 0 ? Math.min(Math.max(width, 40), 120) : 80,
  };
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
