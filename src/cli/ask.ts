import { createInterface } from 'node:readline/promises';
import { Interrupted } from './usage-error.js';

/** Asks one question after another; an answer that `wrong` objects to is asked for again. */
export interface Questions {
  /** Rejects with Interrupted where Ctrl-C, Ctrl-D or the end of the input is the answer. */
  ask(question: string, wrong?: (answer: string) => string | undefined): Promise<string>;
  close(): void;
}

export interface Asking {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly terminal?: boolean;
}

/** Whether somebody is there to answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Questions go to stderr, so that stdout holds nothing but the result. */
export function questions({ input, output, terminal }: Asking = { input: process.stdin, output: process.stderr }): Questions {
  const lines = createInterface({ input, output, ...(terminal === undefined ? {} : { terminal }) });
  // What Node does by itself differs from version to version: it rejects, or never answers.
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => {
      reject(new Interrupted('Stopped at the question; nothing was done.'));
    };
    lines.once('SIGINT', stop);
    lines.once('close', stop);
  });
  // It may stop when no question is open.
  stopped.catch(() => undefined);
  return {
    ask: async (question, wrong = () => undefined) => {
      for (;;) {
        const answer = (await Promise.race([answered(lines.question(`${question} `)), stopped])).trim();
        const objection = wrong(answer);
        if (objection === undefined) return answer;
        output.write(`  ${objection}\n`);
      }
    },
    close: () => {
      lines.close();
    },
  };
}

/** A question that was broken off is told by what broke it off. */
function answered(answer: Promise<string>): Promise<string> {
  return answer.catch(() => new Promise<never>(() => undefined));
}
