import { expect } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, '../fixtures');
const accept = 'UPDATE_GOLDEN=1 npm test';

/**
 * Expects `text` to be what the file `path` (under test/fixtures) holds. `UPDATE_GOLDEN=1` writes it there instead, for a person
 * to read in the diff; never in CI, where a test that rewrote its own expectation would always pass.
 */
export function expectGolden(path: string, text: string): void {
  const file = resolve(fixtures, path);
  if (updating()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const held = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  // An object, so that a difference is shown with the way to accept it.
  const golden = `test/fixtures/${path} (accept with: ${accept})`;
  expect({ golden, text }).toEqual({ golden, text: held ?? 'nothing: there is no such file yet' });
}

function updating(): boolean {
  return process.env['UPDATE_GOLDEN'] === '1' && !isSet(process.env['CI']);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false';
}
