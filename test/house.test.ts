import { describe, expect, test } from '@jest/globals';

describe('the test run', () => {
  test('runs the ES modules that ship, not a CommonJS translation of them', () => {
    expect(typeof require).toBe('undefined');
    expect(import.meta.url).toMatch(/house\.test\.ts$/);
  });
});
