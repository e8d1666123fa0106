import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** From this size of the heap on, collecting takes less than what it gives back is worth: some tenths of a second, once. */
const large = 200 * 1024 * 1024;

/**
 * Lets go of what a large site has left behind when a step is done that needs much of it. Node by itself waits until the heap is two to four
 * times as large as what lives in it, which is right for a program that goes on for long.
 */
export function collectGarbage(least = large): void {
  if (getHeapStatistics().used_heap_size < least) return;
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
