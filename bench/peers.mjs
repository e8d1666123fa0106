import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runApart } from './measure.mjs';
import { install, packages } from './peers/install.mjs';

/** At these sizes all peers are asked; at larger ones only what compares compilers. */
const asked = ['S', 'M'];

/** A group of rows for each peer. One that cannot be installed or breaks says so in a row, and the others are measured. */
export function measurePeers({ peers, size, folder, scratch }) {
  const names = peers.filter((name) => asked.includes(size) || name === 'cerbos');
  return names.map((name) => {
    console.error(`Measuring ${name} at ${size} …`);
    return { title: `${size}, beside ${packages[name].join(' and ')}`, rows: rowsOf(name, { size, folder, scratch }) };
  });
}

function rowsOf(name, { size, folder, scratch }) {
  const own = join(scratch, `peer-${name}`);
  mkdirSync(own, { recursive: true });
  try {
    return runApart('peers/main.mjs', [name, size, folder, install(name, scratch), own], {
      flags: size === 'XL' ? ['--max-old-space-size=12000'] : [],
      timeout: 900_000,
    });
  } catch (error) {
    return [{ what: name, failed: error instanceof Error ? error.message : String(error) }];
  }
}
