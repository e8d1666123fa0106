import { createInterface } from 'node:readline/promises';

/** Asks one question after another; an answer that `wrong` objects to is asked for again. */
export interface Questions {
  ask(question: string, wrong?: (answer: string) => string | undefined): Promise<string>;
  close(): void;
}

/** Whether somebody is there to answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Questions go to stderr, so that stdout holds nothing but the result. */
export function questions(): Questions {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return {
    ask: async (question, wrong = () => undefined) => {
      for (;;) {
        const answer = (await lines.question(`${question} `)).trim();
        const objection = wrong(answer);
        if (objection === undefined) return answer;
        process.stderr.write(`  ${objection}\n`);
      }
    },
    close: () => {
      lines.close();
    },
  };
}
