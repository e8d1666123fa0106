import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kinds } from '../src/validate/kinds.js';
import { validate } from '../src/validate/validate.js';

interface PolicySchema {
  readonly $id: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, { readonly const?: string; readonly enum?: readonly string[] }>>;
  readonly examples?: readonly Readonly<Record<string, unknown>>[];
  readonly allOf?: readonly { readonly then: { readonly $ref: string } }[];
}

const folder = new URL('../schemas/', import.meta.url);
const schemas = readdirSync(folder)
  .filter((name) => name.endsWith('.schema.json'))
  .map((file) => ({ file, schema: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as PolicySchema }))
  .filter(
    ({ file, schema }) => ['common.schema.json', 'policy.schema.json'].includes(file) || schema.properties?.['kind']?.const !== undefined,
  );
const ofKinds = schemas.filter(({ schema }) => schema.properties?.['kind']?.const !== undefined);

function compiled(): Ajv2020 {
  const editor = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, keywords: ['x-form'] });
  formats.default(editor);
  for (const { schema } of schemas) editor.addSchema(schema);
  return editor;
}

const ajv = compiled();

describe.each(schemas)('$file', ({ file, schema }) => {
  test('is a JSON Schema 2020-12, called as its file', () => {
    expect(new Ajv2020().validateSchema(schema)).toBe(true);
    expect(schema.$id).toBe(`https://permafrost.dev/schemas/${file}`);
  });

  test('describes itself, and each field that it does not leave to a definition', () => {
    expect([schema.title, schema.description]).toEqual([expect.any(String), expect.any(String)]);
    expect(undescribed(schema)).toEqual([]);
  });
});

describe.each(ofKinds)('examples in $file', ({ schema }) => {
  test('are of the kind, and valid in an editor and here', () => {
    const judged = (schema.examples ?? []).map((value) => ({
      editor: [ajv.validate(schema.$id, value), ajv.validate('https://permafrost.dev/schemas/policy.schema.json', value)],
      here: validate({ file: 'x', index: 0, value }).diagnostics,
    }));
    expect(judged.length).toBeGreaterThan(0);
    expect(judged).toEqual(judged.map(() => ({ editor: [true, true], here: [] })));
  });

  test('show every field between them', () => {
    const shown = new Set((schema.examples ?? []).flatMap((example) => Object.keys(example)));
    const shared = ['description', 'owner', 'labels', 'formerly'];
    expect(Object.keys(schema.properties ?? {}).filter((field) => !shown.has(field) && !shared.includes(field))).toEqual([]);
  });
});

test('the schema for any kind lists all kinds and sends each to its own', () => {
  const policy = schemas.find(({ file }) => file === 'policy.schema.json')?.schema;
  expect(policy?.properties?.['kind']?.enum).toEqual(kinds);
  expect(policy?.allOf?.map(({ then }) => then.$ref).toSorted()).toEqual(ofKinds.map(({ file }) => file).toSorted());
});

test('what an editor refuses and what validate refuses are the same', () => {
  for (const { schema } of ofKinds) {
    for (const example of schema.examples ?? []) {
      for (const broken of mutations(example)) {
        const here = validate({ file: 'x', index: 0, value: broken }).diagnostics.length === 0;
        expect({ broken, valid: ajv.validate(schema.$id, broken) }).toEqual({ broken, valid: here });
      }
    }
  }
});

test('how an apply ended is described alike in the record and in what apply prints', () => {
  const read = (file: string): Readonly<Record<string, unknown>> & { readonly $defs: Readonly<Record<string, unknown>> } =>
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ReturnType<typeof read>;
  const [alone, printed] = [read('apply-outcome.schema.json'), read('apply-result.schema.json').$defs];
  const { type, properties, required, $defs } = alone;
  expect({ type, properties, required }).toEqual(
    Object.fromEntries(Object.entries(printed['outcome'] as object).filter(([key]) => ['type', 'properties', 'required'].includes(key))),
  );
  for (const [name, definition] of Object.entries($defs)) expect({ name, definition }).toEqual({ name, definition: printed[name] });
});

test('the generated types and validators are current', () => {
  const main = fileURLToPath(new URL('../scripts/generate/main.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [main, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

/** The example with one field gone, or of another type. */
function mutations(example: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  const fields = Object.keys(example).filter((field) => field !== 'kind');
  return fields.flatMap((field) => [
    Object.fromEntries(Object.entries(example).filter(([key]) => key !== field)),
    ...[null, 7, 'x ', [], {}, [null], ['']].map((value) => ({ ...example, [field]: value })),
  ]);
}

/** Paths of fields that neither have a description nor refer to a definition. */
function undescribed(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'examples') return [];
    if (key !== 'properties') return undescribed(value, `${path}/${key}`);
    return Object.entries(value as Record<string, object | boolean>).flatMap(([field, each]) => {
      const told = typeof each === 'boolean' || 'description' in each || '$ref' in each || 'const' in each || path.endsWith('/seats');
      return [...(told ? [] : [`${path}/${field}`]), ...undescribed(each, `${path}/${field}`)];
    });
  });
}
