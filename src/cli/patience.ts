import { setFlagsFromString } from 'node:v8';
import type { ComingTree } from '../load/coming-tree.js';
import type { SourceTree } from '../load/source-file.js';

/**
 * Node optimises a function after so much of its work: 67584 by itself. At eight times as much, what runs for half a second is mostly left as
 * it is, and optimised with better knowledge where it goes on: a fourth of the processor time of a plan. Measured on Node 20 alone; later ones
 * may not know the flag, and would say so.
 */
const patient = '--interrupt-budget=540000';

/** Twice as much: where there is work for seconds, a tenth of the time of the main thread, against some per cent more of all processors. */
const brisk = '--interrupt-budget=135168';

/** Of policies: reading and linking so much takes a second. */
const large = 8 * 1024 * 1024;

/** Of files of which only the number is known: about as large. */
const many = 6000;

/** To be called before there is code, since what is compiled under other flags is not taken; and before code is kept. */
export function bePatient(): void {
  set(patient);
}

/** Where all files of a large site are to be read, waiting for better knowledge takes longer than it saves. */
export function beBriskFor(tree: SourceTree | ComingTree): void {
  if ('whole' in tree ? tree.amount >= many : sizeOf(tree) >= large) set(brisk);
}

function sizeOf({ files }: SourceTree): number {
  let size = 0;
  for (const { bytes } of files) size += bytes.length;
  return size;
}

function set(flag: string): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString(flag);
}
