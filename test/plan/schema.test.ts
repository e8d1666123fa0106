import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { scenarios } from './scenarios.js';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(resolve(root, path), 'utf8')) as Record<string, unknown>;
const schema = read('schemas/plan.schema.json');
const ajv = new Ajv2020({ allErrors: true, strict: true });
// What `live` has beside the plan is described there.
ajv.addSchema(read('schemas/drift.schema.json'));
const isPlan = ajv.compile(schema);

describe('schemas/plan.schema.json', () => {
  test('is a JSON Schema 2020-12 with its own address', () => {
    expect(new Ajv2020().validateSchema(schema)).toBe(true);
    expect(schema['$id']).toBe('https://permafrost.dev/schemas/plan.schema.json');
  });

  test('describes every field', () => {
    expect(undescribed(schema, '')).toEqual([]);
  });

  test.each(scenarios)('holds for the plan of %s', (scenario) => {
    isPlan(read(`test/fixtures/plans/${scenario}/expected/plan.json`));
    expect(isPlan.errors ?? []).toEqual([]);
  });

  test('refuses what is no plan', () => {
    const plan = read('test/fixtures/plans/public-gain/expected/plan.json');
    expect(isPlan({ ...plan, version: 2 })).toBe(false);
    expect(isPlan({ ...plan, verdict: 'fine' })).toBe(false);
    expect(isPlan({ ...plan, at: { file: 'x' } })).toBe(false);
    expect(isPlan({ ...plan, gains: undefined })).toBe(false);
  });

  test('finds every field of the format used by some scenario', () => {
    const used = new Set(scenarios.flatMap((scenario) => keysOf(read(`test/fixtures/plans/${scenario}/expected/plan.json`))));
    const missing = [...new Set(fieldsOf(schema))].filter((field) => !used.has(field));
    // Of a commit, of a merge, and of a site: test/cli runs these.
    expect(missing.sort()).toEqual(
      [
        'api',
        'branches',
        'broken',
        'budget',
        'commit',
        'comparedWith',
        'drift',
        'gained',
        'headroom',
        'invalidAlone',
        'label',
        'live',
        'lost',
        'reads',
        'rewritten',
        'seconds',
        'together',
        'writes',
        'writesPerSecond',
      ].filter((field) => !used.has(field)),
    );
  });
});

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function propertiesOf(value: Json): Readonly<Record<string, Json>> {
  return (value['properties'] ?? {}) as Readonly<Record<string, Json>>;
}

/** Fields that neither describe themselves nor point at a definition that does. */
function undescribed(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown, index) => undescribed(each, `${path}/${String(index)}`));
  if (!isObject(value)) return [];
  const here = Object.entries(propertiesOf(value)).filter(([, field]) => field['description'] === undefined && field['$ref'] === undefined);
  return [
    ...here.map(([name]) => `${path}/${name}`),
    ...Object.entries(value).flatMap(([key, each]) => undescribed(each, `${path}/${key}`)),
  ];
}

function fieldsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (!isObject(value)) return [];
  return [...Object.keys(propertiesOf(value)), ...Object.values(value).flatMap(fieldsOf)];
}

function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return isObject(value) ? [...Object.keys(value), ...Object.values(value).flatMap(keysOf)] : [];
}
