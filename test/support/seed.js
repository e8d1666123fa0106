import process from 'node:process';
import fc from 'fast-check';

// What is random elsewhere is the same in each build, so that a build fails for what it builds: PERMAFROST_SEED sets another start.
const { CI, PERMAFROST_SEED } = process.env;
const seed = PERMAFROST_SEED ?? (CI === undefined ? undefined : '1');
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
