import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { load } from '../../dist/lib/matrix/serial.js';

// A program of its own: what is alive after a full collection, with the matrix and without.
const [artifact = ''] = process.argv.slice(2);

async function alive() {
  globalThis.gc();
  globalThis.gc();
  // Buffers are given back by another thread.
  await pause(200);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** In a function of its own, so that nothing holds on to the bytes. */
function loaded() {
  return load(readFileSync(artifact)).matrix;
}

const before = await alive();
const matrix = loaded();
// Whatever it makes only when it is asked is made.
const [resource = ''] = matrix.resources;
for (const subject of matrix.subjects.slice(0, 1000)) matrix.verdict(subject, 'BROWSE_PROJECTS', resource);
matrix.holders('BROWSE_PROJECTS', resource);
const bytes = (await alive()) - before;
console.log(JSON.stringify({ bytes, resources: matrix.resources.length }));
