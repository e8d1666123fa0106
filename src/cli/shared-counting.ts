import type { Worker } from 'node:worker_threads';
import { CellWriter, Summing, type Summary, type WrittenCells } from '../matrix/digest.js';
import type { Evaluator } from '../matrix/evaluate.js';
import { portable } from '../matrix/portable.js';
import type { CountedPart, CountingTask } from './count-rows.js';
import { nextPart, partsOf } from './parts-of-rows.js';

/** Counts the cells of a matrix, some parts of its rows here and some in another thread, if there is one. Either takes the next that is left. */
export class SharedCounting {
  private readonly evaluator: Evaluator;
  private readonly helper: Worker | undefined;
  private readonly parts: Uint32Array;
  private readonly taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private readonly counted = new Map<number, WrittenCells>();
  /** Until the other thread is done, or is no more. */
  private readonly helped: Promise<void>;

  /** Gives the other thread its task at once, so that it can begin while there is still something else to do here. */
  constructor(evaluator: Evaluator, helper: Worker | undefined) {
    this.evaluator = evaluator;
    this.helper = helper;
    this.parts = partsOf(evaluator.tables.resources.length);
    this.helped = helper === undefined ? Promise.resolve() : this.listen(helper);
    if (helper !== undefined) this.hand(helper);
  }

  /** Does the rest; to be called once. The same comes out of it whoever counts what. */
  async finish(): Promise<Summary> {
    const { helper, parts, taken, counted } = this;
    const writer = new CellWriter(this.evaluator);
    const summing = new Summing(writer.heading());
    const amount = parts.length - 1;
    const rowsOf = (part: number): WrittenCells => writer.rows(parts[part] ?? 0, parts[part + 1] ?? 0);
    let next = 0;
    const add = (part: WrittenCells): void => {
      summing.add(part);
      counted.delete(next++);
    };
    const addInOrder = (): void => {
      for (let part = counted.get(next); part !== undefined; part = counted.get(next)) add(part);
    };
    for (let part = nextPart(taken); part < amount; part = nextPart(taken)) {
      const written = rowsOf(part);
      // What comes before it is counted in the other thread.
      if (part === next) add(written);
      else counted.set(part, { ...written, bytes: written.bytes.slice() });
      await messages();
      addInOrder();
    }
    helper?.ref();
    await this.helped;
    void helper?.terminate();
    // What the other thread took and did not bring back, since something went wrong there.
    addInOrder();
    while (next < amount) {
      add(rowsOf(next));
      addInOrder();
    }
    return summing.summary();
  }

  private listen(helper: Worker): Promise<void> {
    return new Promise((resolve) => {
      helper.on('message', (part: CountedPart | undefined) => {
        if (part === undefined) resolve();
        else this.counted.set(part.part, part);
      });
      // Whatever goes wrong there is done here.
      helper.on('error', resolve);
      helper.on('exit', () => {
        resolve();
      });
    });
  }

  private hand(helper: Worker): void {
    const { evaluator, parts, taken } = this;
    const task: CountingTask = { tables: portable(evaluator.tables), parts, taken: taken.buffer };
    helper.postMessage(task);
  }
}

/** Lets in what the other thread has sent. */
function messages(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
