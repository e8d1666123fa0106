import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const header = '// Generated from schemas/ by "npm run generate": do not edit.\n';

/** Words for people, which no validator needs at run time. */
const annotations = new Set(['$schema', 'title', 'description', 'examples', 'default']);

/** One validator per kind, which needs nothing at run time. Its errors carry the schema they come from, from which `validate` words them. */
export function validators({ common, kinds }) {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    validateFormats: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
    schemas: [withoutAnnotations(common), ...kinds.map(({ schema }) => withoutAnnotations(schema))],
    keywords: ['x-form'],
  });
  const code = standalone.default(ajv, Object.fromEntries(kinds.map(({ kind, schema }) => [kind, schema.$id])));
  // https://github.com/ajv-validator/ajv/issues/2209: ajv's ES modules call `require` for the helpers of some keywords.
  const needed = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, path]) => path);
  if (needed.length > 0) throw new Error(`the schemas use keywords that need ${needed.join(', ')} at run time: say it with "pattern"`);
  return header + code.replace(/^"use strict";\n?/, '');
}

export function validatorDeclarations({ kinds }) {
  const lines = kinds.map(({ kind }) => `export declare const ${kind}: CompiledValidator;`);
  return `${header}import type { CompiledValidator } from '../compiled-validator.js';\n\n${lines.join('\n')}\n`;
}

function withoutAnnotations(schema) {
  if (Array.isArray(schema)) return schema.map(withoutAnnotations);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, isNames(key) ? eachWithoutAnnotations(value) : withoutAnnotations(value)]).filter(([key]) => !annotations.has(key)),
  );
}

// The keys below these are names chosen by us, such as a field called "description".
const isNames = (key) => key === 'properties' || key === '$defs';
const eachWithoutAnnotations = (map) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, withoutAnnotations(value)]));
