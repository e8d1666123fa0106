import { parentPort, type MessagePort } from 'node:worker_threads';
import { CellWriter, type WrittenCells } from '../matrix/digest.js';
import { Evaluator } from '../matrix/evaluate.js';
import { tablesFrom, type PortableTables } from '../matrix/portable.js';
import { nextPart } from './parts-of-rows.js';

/*
 * What a thread runs that counts cells beside the main one, a script of its own: it waits for tables, takes parts of the rows until none is
 * left, and says what it found out about each.
 */

/** What it is handed. */
export interface CountingTask {
  readonly tables: PortableTables;
  /** Where each part of the rows begins; and where the last one ends. */
  readonly parts: Uint32Array;
  /** How many parts somebody has taken, in memory that both threads see. */
  readonly taken: ArrayBufferLike;
}

/** What it says of each part it took; at the end it says nothing. */
export interface CountedPart extends WrittenCells {
  readonly part: number;
}

function countParts({ tables, parts, taken }: CountingTask, port: MessagePort): void {
  const writer = new CellWriter(new Evaluator(tablesFrom(tables)));
  const counter = new Int32Array(taken);
  for (let part = nextPart(counter); part < parts.length - 1; part = nextPart(counter)) {
    const { cells, bytes } = writer.rows(parts[part] ?? 0, parts[part + 1] ?? 0);
    const counted: CountedPart = { part, cells, bytes: bytes.slice() };
    port.postMessage(counted, [counted.bytes.buffer as ArrayBuffer]);
  }
  port.postMessage(undefined);
}

parentPort?.once('message', (task: CountingTask) => {
  if (parentPort !== null) countParts(task, parentPort);
});
