import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { expectGolden } from './support/golden.js';

const path = `golden-${process.pid}/written.txt`;
const file = resolve(import.meta.dirname, 'fixtures', path);
const { CI, UPDATE_GOLDEN } = process.env;

function setEnvironment(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

beforeEach(() => setEnvironment({ CI: undefined, UPDATE_GOLDEN: undefined }));
afterEach(() => {
  setEnvironment({ CI, UPDATE_GOLDEN });
  rmSync(resolve(file, '..'), { recursive: true, force: true });
});

describe('a golden file', () => {
  test('that is missing fails and says how to accept', () => {
    expect(() => expectGolden(path, 'text')).toThrow(/UPDATE_GOLDEN=1 npm test/);
    expect(existsSync(file)).toBe(false);
  });

  test('is written when asked, and holds from then on', () => {
    setEnvironment({ UPDATE_GOLDEN: '1' });
    expectGolden(path, 'text');
    setEnvironment({ UPDATE_GOLDEN: undefined });
    expectGolden(path, 'text');
    expect(() => expectGolden(path, 'other text')).toThrow(/other text/);
  });

  test('is never written in CI', () => {
    setEnvironment({ CI: 'true', UPDATE_GOLDEN: '1' });
    expect(() => expectGolden(path, 'text')).toThrow(/no such file/);
    expect(existsSync(file)).toBe(false);
  });
});
