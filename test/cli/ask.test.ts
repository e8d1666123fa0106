import { describe, expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { questions, type Questions } from '../../src/cli/ask.js';
import { Interrupted } from '../../src/cli/usage-error.js';

/** A terminal on which somebody types. */
function terminal(): {
  readonly asking: Questions;
  readonly type: (keys: string) => void;
  readonly shown: () => string;
  readonly end: () => void;
} {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString('utf8')));
  return {
    asking: questions({ input, output, terminal: true }),
    type: (keys) => void input.write(keys),
    shown: () => shown,
    end: () => void input.end(),
  };
}

describe('a question at a terminal', () => {
  test('is answered by a line, without what stands around it', async () => {
    const { asking, type, shown } = terminal();
    const answer = asking.ask('Which?');
    type('  acme.atlassian.net \r');
    expect(await answer).toBe('acme.atlassian.net');
    expect(shown()).toContain('Which? ');
    asking.close();
  });

  test('is asked again where the answer is objected to', async () => {
    const { asking, type, shown } = terminal();
    const answer = asking.ask('Which?', (word) => (word === 'b' ? undefined : 'Say b.'));
    type('a\r');
    await new Promise((resolve) => setTimeout(resolve, 20));
    type('b\r');
    expect(await answer).toBe('b');
    expect(shown()).toContain('  Say b.\n');
    asking.close();
  });

  test.each([
    { key: 'Ctrl-C', keys: '\u0003' },
    { key: 'Ctrl-C after half a word', keys: 'acme\u0003' },
    { key: 'Ctrl-D', keys: '\u0004' },
  ])('$key ends it, and is no answer and no defect', async ({ keys }) => {
    const { asking, type } = terminal();
    const answer = asking.ask('Which?');
    type(keys);
    await expect(answer).rejects.toThrow(Interrupted);
    asking.close();
  });

  test('the end of the input ends it as well', async () => {
    const { asking, end } = terminal();
    const answer = asking.ask('Which?');
    end();
    await expect(answer).rejects.toThrow(Interrupted);
  });

  test('that was answered leaves nothing behind when it is closed', async () => {
    const { asking, type } = terminal();
    const answer = asking.ask('Which?');
    type('a\r');
    await answer;
    asking.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
