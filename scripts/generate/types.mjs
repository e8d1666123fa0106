import { format, resolveConfig } from 'prettier';
import { Project } from 'ts-morph';

const header = `Generated from schemas/ by "npm run generate": do not edit. What people may write, before any name is looked up.`;

/** TypeScript types of written policies: one interface per kind and per definition that is a map, one alias per closed set of words. */
export async function rawTypes({ common, kinds }) {
  const source = new Project({ useInMemoryFileSystem: true }).createSourceFile('raw.ts');
  const emit = emitter(source, common);
  for (const [name, definition] of Object.entries(common.$defs)) emit.definition(name, definition, common);
  for (const { kind, schema } of kinds) {
    emit.kind(kind, schema);
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) emit.definition(name, definition, schema);
  }
  source.addTypeAlias({
    name: 'RawDocument',
    type: kinds.map(({ kind }) => `Raw${kind}`).join(' | '),
    isExported: true,
    docs: ['A document of any kind, told apart by `kind`.'],
  });
  source.addTypeAlias({ name: 'RawKind', type: `RawDocument['kind']`, isExported: true, docs: ['The kinds of document.'] });
  source.insertText(0, `// ${header}\n\n`);
  return format(source.getFullText(), { ...(await resolveConfig(import.meta.filename)), parser: 'typescript' });
}

function emitter(source, common) {
  const emitted = new Set();

  function definition(name, schema, file) {
    if (isMap(schema)) addInterface(rawName(name), schema, file);
    else if (schema.enum) addAlias(rawName(name), schema);
  }

  function claim(name) {
    if (emitted.has(name)) throw new Error(`two definitions would both be called ${name}`);
    emitted.add(name);
    return name;
  }

  function addAlias(name, schema) {
    source.addTypeAlias({ name: claim(name), type: words(schema), isExported: true, docs: docs(schema) });
  }

  function addInterface(name, schema, file) {
    const required = new Set(schema.required ?? []);
    source.addInterface({
      name: claim(name),
      isExported: true,
      docs: docs(schema),
      properties: Object.entries(schema.properties).map(([key, value]) => ({
        name: /^\w+$/.test(key) ? key : `'${key}'`,
        type: typeOf(value, file),
        isReadonly: true,
        hasQuestionToken: !required.has(key),
        docs: docs(value, file),
      })),
    });
  }

  function docs(schema, file) {
    const { description = file && schema.$ref ? resolve(schema.$ref, file).schema.description : undefined } = schema;
    return description ? [description] : [];
  }

  function resolve(reference, file) {
    const name = reference.split('/').at(-1);
    const home = reference.startsWith('#') ? file : common;
    const schema = home.$defs?.[name];
    if (!schema) throw new Error(`${file.$id} refers to ${reference}, which is not there`);
    return { name, schema, file: home };
  }

  function typeOf(schema, file) {
    if (schema.$ref) return referenceType(resolve(schema.$ref, file));
    if (schema.const !== undefined) return `'${schema.const}'`;
    if (schema.enum) return words(schema);
    return [schema.type]
      .flat()
      .map((type) => partType(type, schema, file))
      .join(' | ');
  }

  /** A definition that is more than a map, such as "a name or a map", is named for the map; the rest is written out where it is used. */
  function referenceType({ name, schema, file }) {
    if (schema.enum) return rawName(name);
    if (!isMap(schema)) return typeOf(schema, file);
    return [schema.type]
      .flat()
      .map((type) => (type === 'object' ? rawName(name) : partType(type, schema, file)))
      .join(' | ');
  }

  function partType(type, schema, file) {
    // `if: {type}, then` says more about that one type, where several may stand.
    if (schema.if?.type === type) return typeOf(schema.then, file);
    if (type === 'array') return `readonly ${bracketed(typeOf(schema.items, file))}[]`;
    if (type === 'integer') return 'number';
    if (type !== 'object') return type;
    if (schema.properties) return inlineMap(schema, file);
    return `Readonly<Record<string, ${typeOf(schema.additionalProperties, file)}>>`;
  }

  function inlineMap({ properties, required = [] }, file) {
    const fields = Object.entries(properties).map(
      ([key, value]) => `readonly '${key}'${required.includes(key) ? '' : '?'}: ${typeOf(value, file)}`,
    );
    return `{ ${fields.join('; ')} }`;
  }

  return { definition, kind: (kind, schema) => addInterface(`Raw${kind}`, schema, schema) };
}

const isMap = (schema) => [schema.type].flat().includes('object') && schema.properties !== undefined;
const words = (schema) => schema.enum.map((word) => `'${word}'`).join(' | ');
const bracketed = (type) => (type.includes('|') ? `(${type})` : type);
const rawName = (name) => `Raw${name[0].toUpperCase()}${name.slice(1)}`;
