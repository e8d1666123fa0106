import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded before a program that is measured: tells on file 3, when it ends, its largest resident memory in megabytes and its work in milliseconds.
// Other threads of it load this, too, and may end before it does.
if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(3, JSON.stringify({ peak: (maxRSS * 1024) / 1e6, work: (userCPUTime + systemCPUTime) / 1000 }));
  });
}
