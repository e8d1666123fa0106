import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from './shared.js';
import type { Asked } from './scripted-server.js';

/** The vendors' descriptions of their APIs; they may not be kept in this repository. */
const folder = shared('facts/openapi');
export const hasApiDocuments = existsSync(join(folder, 'jira-v3.json'));

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly $ref?: string; readonly content?: Readonly<Record<string, object>> };
}

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation & readonly Parameter[]>>>>;
}

/** Where each document says that its paths begin. */
const documents = [
  { file: 'jira-v3.json', prefix: '' },
  { file: 'confluence-v2.json', prefix: '/wiki/api/v2' },
  { file: 'confluence-v1.json', prefix: '' },
  { file: 'atlassian-admin-org.json', prefix: '/admin' },
  { file: 'atlassian-user-management.json', prefix: '' },
  { file: 'slack-web-v2.json', prefix: '/slack/api' },
];

interface Known {
  readonly method: string;
  readonly pattern: RegExp;
  /** With a value in each place, a path that is all text goes before one with values. */
  readonly values: number;
  readonly query: ReadonlySet<string>;
  readonly required: readonly string[];
  /** The schema of its body in JSON, as a reference into the document of the file; undefined where it takes none. */
  readonly body?: string;
  /** Fields of a form, and whether each is needed. */
  readonly form?: ReadonlyMap<string, boolean>;
}

/** Says what in a request no document has: nothing, if all is well. */
export function apiDocuments(): (asked: Pick<Asked, 'method' | 'path' | 'query'>) => string | undefined {
  const known = documents.flatMap(({ file, prefix }) => operationsOf(read(file), prefix));
  return ({ method, path, query }) => {
    const fitting = known.filter((one) => one.method === method && one.pattern.test(path)).sort((a, b) => a.values - b.values)[0];
    if (fitting === undefined) return `${method} ${path} is in no document`;
    const strange = [...query.keys()].filter((name) => !fitting.query.has(name));
    if (strange.length > 0) return `${method} ${path} has no parameter ${strange.join(', ')}`;
    const absent = fitting.required.filter((name) => !query.has(name));
    return absent.length > 0 ? `${method} ${path} lacks ${absent.join(', ')}` : undefined;
  };
}

/** Says what in the body of a request is not as its document demands: nothing, if all is well. */
export function apiBodies(): (asked: Pick<Asked, 'method' | 'path' | 'body'>) => string | undefined {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const known = documents.flatMap(({ file, prefix }) => {
    ajv.addSchema(read(file), file);
    return operationsOf(read(file), prefix).map((one) => ({ file, ...one }));
  });
  return ({ method, path, body }) => {
    const fitting = known.filter((one) => one.method === method && one.pattern.test(path)).sort((a, b) => a.values - b.values)[0];
    if (fitting === undefined) return `${method} ${path} is in no document`;
    if (fitting.form !== undefined) return formFault(`${method} ${path}`, body, fitting.form);
    if (fitting.body === undefined) return body === undefined ? undefined : `${method} ${path} takes no body`;
    const validate = ajv.compile({ $ref: `${fitting.file}#${fitting.body}` });
    return validate(body) ? undefined : `${method} ${path}: ${ajv.errorsText(validate.errors)}`;
  };
}

/** Slack takes forms. */
function formFault(call: string, body: unknown, fields: ReadonlyMap<string, boolean>): string | undefined {
  const given = new URLSearchParams(typeof body === 'string' ? body : '');
  const strange = [...given.keys()].filter((name) => !fields.has(name));
  if (strange.length > 0) return `${call} has no field ${strange.join(', ')}`;
  const absent = [...fields].filter(([name, isRequired]) => isRequired && !given.has(name)).map(([name]) => name);
  return absent.length > 0 ? `${call} lacks ${absent.join(', ')}` : undefined;
}

function read(file: string): Document {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Document;
}

function operationsOf(document: Document, prefix: string): readonly Known[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ['get', 'post', 'put', 'delete', 'patch'].includes(method))
      .map(([method, operation]) => {
        const own = (operation.parameters ?? []).concat((item['parameters'] as readonly Parameter[] | undefined) ?? []);
        const all = own.map((parameter) => resolved(document, parameter));
        const parameters = all.filter((parameter) => parameter.in === 'query');
        const form = all.flatMap(({ in: where, name, required = false }) =>
          where === 'formData' && name !== undefined ? [[name, required] as const] : [],
        );
        return {
          method: method.toUpperCase(),
          pattern: new RegExp(`^${prefix}${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
          values: path.split('{').length,
          query: new Set(parameters.flatMap(({ name }) => name ?? [])),
          // Slack's token stands in the header these days.
          required: parameters.flatMap(({ name, required }) => (required === true && name !== undefined && name !== 'token' ? [name] : [])),
          ...(form.length === 0 ? {} : { form: new Map(form) }),
          ...bodyAt(operation, `/paths/${escaped(path)}/${method}/requestBody`),
        };
      }),
  );
}

function bodyAt({ requestBody }: Operation, pointer: string): { readonly body?: string } {
  if (requestBody === undefined) return {};
  const at = requestBody.$ref?.slice(1) ?? pointer;
  return { body: `${at}/content/${escaped('application/json')}/schema` };
}

/** As a step of a JSON pointer in the fragment of an address. */
function escaped(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function resolved(document: Document, parameter: Parameter): Parameter {
  if (parameter.$ref === undefined) return parameter;
  let value: unknown = document;
  for (const step of parameter.$ref.split('/').slice(1)) value = (value as Record<string, unknown>)[step];
  return value as Parameter;
}
