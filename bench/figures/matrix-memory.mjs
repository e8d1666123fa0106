import { readFileSync } from 'node:fs';
import { load } from '../../dist/lib/matrix/serial.js';

// A program of its own: what is alive after a full collection, with the matrix and without.
const [artifact = ''] = process.argv.slice(2);

function alive() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const before = alive();
const { matrix } = load(readFileSync(artifact));
// Whatever it makes only when it is asked is made.
const [resource = ''] = matrix.resources;
for (const subject of matrix.subjects.slice(0, 1000)) matrix.verdict(subject, 'BROWSE_PROJECTS', resource);
matrix.holders('BROWSE_PROJECTS', resource);
const bytes = alive() - before;
console.log(JSON.stringify({ bytes, resources: matrix.resources.length }));
