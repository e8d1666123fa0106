import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });

function schemaOf(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')) as object);
}

/** By the names of files; a plan is held against its own schema where plans are made. */
const schemas = new Map<string, ValidateFunction | undefined>([
  ['entry.json', schemaOf('record-entry')],
  ['managed.json', schemaOf('managed')],
  ['undo.json', schemaOf('undo')],
  ['undoes.json', schemaOf('undoes')],
  ['outcome.json', schemaOf('apply-outcome')],
  ['journal.jsonl', schemaOf('journal-line')],
  ['plan.json', undefined],
]);

/** What in the records of a repository follows no schema, or has none. */
export function wrongInRecords(cwd: string): readonly string[] {
  const git = (...words: readonly string[]): string => execFileSync('git', words, { cwd, encoding: 'utf8' });
  const entries = git('log', '--format=%H', '--glob=refs/permafrost/*').split('\n').filter(Boolean);
  return [...new Set(entries.flatMap((id) => git('ls-tree', '--format=%(objectname) %(path)', id).split('\n').filter(Boolean)))].flatMap(
    (line) => {
      const [object = '', name = ''] = line.split(' ');
      if (!schemas.has(name)) return [`${name} has no schema`];
      const schema = schemas.get(name);
      if (schema === undefined) return [];
      const text = git('cat-file', 'blob', object);
      const values = name.endsWith('.jsonl') ? text.split('\n').filter(Boolean) : [text];
      return values.flatMap((value) => (schema(JSON.parse(value)) ? [] : [`${name}: ${ajv.errorsText(schema.errors)}: ${value}`]));
    },
  );
}
