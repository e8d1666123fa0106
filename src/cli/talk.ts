import { visible } from '../text/quote.js';
import { folded } from '../render/folded.js';
import type { Style } from '../render/style.js';

/** What is said to a person on stderr while the data goes to stdout. */
export interface Talk {
  readonly style: Style;
  /** Something worth knowing; not with --quiet. */
  note(text: string): void;
  /** Why the command failed, in one sentence, and what to do about it. */
  fail(message: string, hint?: string): void;
  /** Text that is made for a terminal already, such as findings. */
  show(text: string): void;
  /** What is being done now: told only when the command takes longer than a second. */
  step(what: string): void;
  /** Takes the line of the last step away. */
  done(): void;
}

export interface TalkOptions {
  readonly style: Style;
  readonly quiet: boolean;
  readonly isTerminal: boolean;
}

const patience = 1000;
const pause = 5000;

/** Milliseconds since the process started, which is what a person waits for. */
function waited(): number {
  // What `performance` is part of takes a millisecond to load.
  return process.uptime() * 1000;
}

export function talkOn(stream: NodeJS.WriteStream, { style, quiet, isTerminal }: TalkOptions): Talk {
  let line = '';
  let told = 0;
  const clear = (): void => {
    if (line !== '') stream.write(`\r${' '.repeat(line.length)}\r`);
    line = '';
  };
  const say = (text: string): void => {
    clear();
    stream.write(text.endsWith('\n') ? text : `${text}\n`);
  };
  const fold = (text: string): string => (isTerminal ? folded(text, style.columns) : text);
  return {
    style,
    note: (text) => {
      if (!quiet) say(fold(text));
    },
    fail: (message, hint) => {
      const text = fold(`error: ${visible(message)}${hint === undefined ? '' : `\n  ${visible(hint)}`}`);
      say(text.replace('error', style.paint.red('error')));
    },
    show: say,
    step: (what) => {
      if (quiet || waited() < patience) return;
      if (isTerminal) {
        clear();
        line = `${visible(what)} …`.slice(0, style.columns - 1);
        stream.write(line);
      } else if (waited() - told >= pause) {
        told = waited();
        stream.write(`${visible(what)} …\n`);
      }
    },
    done: clear,
  };
}
