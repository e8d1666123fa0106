import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const header = '// Generated from schemas/ by "npm run generate": do not edit.\n';
const bundleId = 'policies';

/** Words for people, which no validator needs at run time. */
const annotations = new Set(['$schema', '$id', '$defs', 'title', 'description', 'examples', 'default', 'format']);

/** Maps whose keys are names chosen by us, such as a field called "description". */
const ofNames = new Set(['properties']);

/** One validator per kind, which needs nothing at run time. Its errors carry the schema they come from, from which `validate` words them. */
export function validators({ common, kinds }) {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    messages: false,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
    keywords: ['x-form', 'x-entries'],
  });
  ajv.addSchema(bundle(common, kinds), bundleId);
  const code = standalone.default(ajv, Object.fromEntries(kinds.map(({ kind }) => [kind, `${bundleId}#/$defs/${kind}`])));
  return header + tightened(selfContained(code));
}

/**
 * The same judgement as a bare yes or no: a fraction of the code, since nearly all documents are well-formed and nobody then asks for
 * errors. Patterns over Unicode classes take a millisecond each to compile, so they are made when a name first needs one.
 */
export function quickValidators({ common, kinds }) {
  const ajv = new Ajv({
    messages: false,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
    keywords: ['x-form', 'x-entries'],
  });
  ajv.addSchema(bundle(common, kinds), bundleId);
  const code = standalone.default(ajv, Object.fromEntries(kinds.map(({ kind }) => [kind, `${bundleId}#/$defs/${kind}`])));
  const patterns = selfContained(code).replace(/^const (pattern\d+) = new RegExp\(("(?:[^"\\]|\\.)*"), "u"\);$/gm, (whole, name, source) =>
    source.includes('\\\\p{') ? `const ${name} = ${source.includes('\\\\p{Lu}') ? 'idPattern' : 'namePattern'}(${source});` : whole,
  );
  return `${header}import { idPattern, namePattern } from '../lazy-pattern.js';\n${withoutErrors(patterns)}`;
}

/** What errors would say is never read, only that there are some; and neither are the schemas that only they mention. */
function withoutErrors(code) {
  const bare = withoutPaths(code.replace(/(validate\d+)\.errors = \[\{.*\}\];\nreturn false;/g, '$1.errors = some;\nreturn false;'));
  const used = bare.replace(/^const (schema\d+) = .*;\n/gm, (whole, name) =>
    new RegExp(`\\b${name}\\b`).test(bare.replace(whole, '')) ? whole : '',
  );
  return `const some = [0];\n${used}`;
}

/** Where in the document a value stands is only for errors, and a text and an object for each of a million members are not free. */
function withoutPaths(code) {
  return code
    .replace(/(validate\d+)\(([^(){},]+), \{instancePath.*?,rootData\}\)/g, '$1($2)')
    .replace(/^const (err\d+) = \{instancePath.*\};$/gm, 'const $1 = some;')
    .replace(/^(function validate\d+\(data), \{instancePath=.*\}=\{\}\)/gm, '$1)');
}

export function quickDeclarations({ kinds }) {
  const lines = kinds.map(({ kind }) => `export declare const ${kind}: (value: unknown) => boolean;`);
  return `${header}\n${lines.join('\n')}\n`;
}

export function validatorDeclarations({ kinds }) {
  const lines = kinds.map(({ kind }) => `export declare const ${kind}: CompiledValidator;`);
  return `${header}import type { CompiledValidator } from '../compiled-validator.js';\n\n${lines.join('\n')}\n`;
}

/** All schemas as definitions of one: ajv shares the code of a definition only within one schema. */
function bundle(common, kinds) {
  const $defs = {};
  const leanIn =
    (file, own = common) =>
    (schema) =>
      lean(schema, { file, own, common });
  for (const [name, definition] of Object.entries(common.$defs)) $defs[`common.${name}`] = leanIn('common')(definition);
  for (const { kind, file, schema } of kinds) {
    $defs[kind] = leanIn(file, schema)(schema);
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) $defs[`${file}.${name}`] = leanIn(file, schema)(definition);
  }
  return { $defs };
}

/** Without annotations, and with references that hold within the bundle. */
function lean(schema, home) {
  if (Array.isArray(schema)) return schema.map((each) => lean(each, home));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => !annotations.has(key));
  const entries = schema.items?.$ref ? definitionAt(schema.items.$ref, home).type : undefined;
  if (entries) kept.push(['x-entries', entries]);
  return Object.fromEntries(kept.map(([key, value]) => [key, leanValue(key, value, home)]));
}

function leanValue(key, value, home) {
  // ajv tells which key is wrong only if what keys must be is written in place.
  if (key === 'propertyNames' && value.$ref) return lean(definitionAt(value.$ref, home), home);
  if (key === '$ref') return `#/$defs/${value.startsWith('#') ? home.file : 'common'}.${value.split('/').at(-1)}`;
  if (!ofNames.has(key)) return lean(value, home);
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, lean(each, home)]));
}

function definitionAt(reference, { own, common }) {
  return (reference.startsWith('#') ? own : common).$defs[reference.split('/').at(-1)];
}

/** https://github.com/ajv-validator/ajv/issues/2209: ajv's ES modules call `require` for the helpers of some keywords. */
function selfContained(code) {
  const needed = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, path]) => path);
  if (needed.length > 0) throw new Error(`the schemas use keywords that need ${needed.join(', ')} at run time: say it with "pattern"`);
  return code.replace(/^"use strict";\n?/, '');
}

const helpers = `function add(errors, error) {
if (errors === null) return [error];
errors.push(error);
return errors;
}
function join(errors, more) {
if (errors === null) return more;
for (const error of more) errors.push(error);
return errors;
}
`;

/**
 * The same code in a third of the text: what ajv writes out at every possible error is written once. And errors are added to their list
 * rather than copied into a new one each time, which takes the square of their number.
 */
function tightened(code) {
  return (
    code
      .replace(
        /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/g,
        'vErrors = add(vErrors, $2);',
      )
      .replace(
        /vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\);/g,
        'vErrors = join(vErrors, $1.errors);',
      )
      .replace(/,schema:(?:schema\d+[\w.$["\]-]*|false|\d+|\[[^\]]*\])(?=,parentSchema)/g, '')
      .replace(/params:\{pattern: "(?:[^"\\]|\\.)*"\},schema:"(?:[^"\\]|\\.)*",/g, 'params:{},') + helpers
  );
}
