/**
 * Makes what is derived from schemas/: the TypeScript types of written policies and the compiled validators.
 *
 *   node scripts/generate/main.mjs           writes them
 *   node scripts/generate/main.mjs --check   writes nothing; names what is out of date and fails
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readSchemas } from './schemas.mjs';
import { rawTypes } from './types.mjs';
import { quickDeclarations, quickValidators, validatorDeclarations, validators } from './validators.mjs';

const root = resolve(import.meta.dirname, '../..');
const schemas = await readSchemas(join(root, 'schemas'));
const wanted = new Map([
  ['src/validate/raw.ts', await rawTypes(schemas)],
  ['src/validate/generated/validators.js', validators(schemas)],
  ['src/validate/generated/validators.d.ts', validatorDeclarations(schemas)],
  ['src/validate/generated/quick.js', quickValidators(schemas)],
  ['src/validate/generated/quick.d.ts', quickDeclarations(schemas)],
]);

const stale = [];
for (const [path, text] of wanted) {
  const present = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (present !== text) stale.push(path);
}

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is out of date: run "npm run generate" and commit it.`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const path of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), wanted.get(path));
    console.error(`wrote ${path}`);
  }
}
