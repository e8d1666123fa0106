import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');
const page = read('docs/plan.md');

test('the page on plans shows a plan as it is printed', () => {
  expect(page).toContain(`\`\`\`\n${read('test/fixtures/plans/guest-placed/expected/plan.txt')}\`\`\`\n`);
});

test('the page on plans names every field of the format', () => {
  const schema = JSON.parse(read('schemas/plan.schema.json')) as {
    readonly properties: Readonly<Record<string, unknown>>;
    readonly $defs: { readonly class: { readonly properties: Readonly<Record<string, unknown>> } };
  };
  const fields = [...Object.keys(schema.properties), ...Object.keys(schema.$defs.class.properties)];
  expect(fields.filter((field) => !page.includes(`\`${field}\``) && !['version', 'asOf'].includes(field))).toEqual([]);
});
