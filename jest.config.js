import { availableParallelism } from 'node:os';
import { readFileSync } from 'node:fs';

const flag = '--experimental-vm-modules';
if (![...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ').includes(flag)) {
  throw new Error(`Run the tests with "npm test": without ${flag} they would not run as the ES modules that ship.`);
}

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/fixtures/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globals: { PERMAFROST_VERSION: version, PERMAFROST_BUILD: 'tests' },
  setupFiles: ['<rootDir>/test/support/seed.js'],
  testTimeout: 60_000,
  // Many tests wait much of their time: for a program that they run, for git, for an answer that is to be late.
  maxWorkers: Math.max(2, availableParallelism()),
  workerIdleMemoryLimit: '768MB',
  reporters: ['default', '<rootDir>/test/support/reporter.js'],
};
