import AjvDraft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The standard's own schema, as a package of its makers ships it.
const folder = dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif'));
const schema = JSON.parse(readFileSync(join(folder, 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
const ajv = new AjvDraft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const isLog = ajv.compile(schema);

/** What the schema of SARIF 2.1.0 has against a text; nothing if it is a log. */
export function sarifErrors(text: string): readonly string[] {
  isLog(JSON.parse(text));
  return (isLog.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
