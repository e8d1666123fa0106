import { writeSync } from 'node:fs';

// Loaded before a program that is measured: tells the largest resident memory of the process, in kilobytes, on file 3 at its end.
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
