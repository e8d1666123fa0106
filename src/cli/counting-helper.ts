import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { countRowsFile } from './script-files.js';

/** Projects and spaces. Below, another thread costs more than it saves: V8 has to learn anew there what it knows of this code here. */
const many = 20_000;

/** Flat memory is what it works on, so that a small young generation is enough. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/**
 * A thread that helps to count the cells of a large site, started early, so that it is there by the time it is needed. Undefined where it would
 * not pay, or none is to be had. The process does not wait for it.
 */
export function countingHelper(places: number): Worker | undefined {
  if (places < many || availableParallelism() < 2) return undefined;
  try {
    const worker = new Worker(join(import.meta.dirname, countRowsFile), { resourceLimits });
    worker.unref();
    return worker;
  } catch {
    return undefined;
  }
}
