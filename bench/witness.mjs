import { writeSync } from 'node:fs';

// Loaded before a program that is measured: tells on file 3, when it ends, its largest resident memory in megabytes and its work in milliseconds.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ peak: (maxRSS * 1024) / 1e6, work: (userCPUTime + systemCPUTime) / 1000 }));
});
