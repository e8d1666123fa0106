import { posix } from 'node:path';
import { globalsOf, importsOf, type Import, type Source } from './imports.js';

/** Who may depend on whom, and on what of the world. Folders are those directly under `src`; a file directly there counts as one. */
export interface Architecture {
  readonly imports: Readonly<Record<string, Allowance>>;
  /** Packages only some folders may load; all others are everybody's. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** Folders that may touch files, processes, the network, the clock. */
  readonly impure: readonly string[];
}

/** Packages that are in the page of reports, which is built with the command: nobody who runs it installs them. */
export const builtIntoThePage: readonly string[] = ['preact'];

export interface Allowance {
  readonly values: readonly string[];
  /** Folders whose types may be named beside, which leaves nothing behind at run time. */
  readonly types?: readonly string[];
}

/** Sentences `FILE does …`, sorted; none where the sources keep to the architecture. `declared`: the packages that are installed with ours. */
export function offences(architecture: Architecture, declared: readonly string[], sources: readonly Source[]): readonly string[] {
  const paths = new Set(sources.map(({ path }) => path));
  return sources
    .flatMap((source) => [
      ...importsOf(source).flatMap((one) => offenceOf(one, { architecture, declared, paths, source }) ?? []),
      ...impurities(source, architecture),
    ])
    .map((offence) => offence.trim())
    .sort();
}

/** Every way from a folder back to itself that the table would allow. */
export function cyclesOf(imports: Architecture['imports']): readonly string[] {
  const from = (folder: string, way: readonly string[]): readonly string[] => {
    if (way.includes(folder)) return folder === way[0] ? [[...way, folder].join(' → ')] : [];
    const { values = [], types = [] } = imports[folder] ?? {};
    return [...values, ...types].flatMap((to) => from(to, [...way, folder]));
  };
  return Object.keys(imports).flatMap((folder) => from(folder, []));
}

interface Context {
  readonly architecture: Architecture;
  readonly declared: readonly string[];
  readonly paths: ReadonlySet<string>;
  readonly source: Source;
}

function offenceOf(one: Import, context: Context): string | undefined {
  const { path } = context.source;
  if (one.specifier === undefined) return `${path} imports a computed name`;
  if (one.specifier.startsWith('.')) return relativeOffence(one, one.specifier, context);
  if (one.specifier.startsWith('node:')) return nodeOffence(one, one.specifier, context);
  return packageOffence(one.specifier, context);
}

function relativeOffence({ typeOnly }: Import, specifier: string, { architecture, paths, source }: Context): string | undefined {
  const script = posix.join(posix.dirname(source.path), specifier);
  const target = [script, script.replace(/\.js$/, '.tsx')].find((path) => paths.has(path)) ?? script.replace(/\.js$/, '.ts');
  if (!target.startsWith('src/')) return `${source.path} leaves src for ${target}`;
  if (!paths.has(target)) return `${source.path} imports ${target}, which does not exist`;
  const [from, to] = [folderOf(source.path), folderOf(target)];
  if (from === to) return undefined;
  const allowance = architecture.imports[from];
  if (!allowance) return `${source.path} is in no folder of the architecture`;
  if (allowance.values.includes(to) || (typeOnly && allowance.types?.includes(to))) return undefined;
  return `${source.path} imports ${typeOnly ? 'types of ' : ''}${to}`;
}

const hashing = ['createHash', 'hash', 'Hash'];

function nodeOffence({ names }: Import, specifier: string, { architecture, source }: Context): string | undefined {
  if (architecture.impure.includes(folderOf(source.path))) return undefined;
  if (specifier === 'node:crypto' && names.every((name) => hashing.includes(name))) return undefined;
  return `${source.path} imports ${specifier}`;
}

function packageOffence(specifier: string, { architecture, declared, source }: Context): string | undefined {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (!declared.includes(name)) return `${source.path} imports ${name}, which is no dependency of ours`;
  const holders = architecture.packages[name];
  return !holders || holders.includes(folderOf(source.path)) ? undefined : `${source.path} imports ${name}`;
}

const worldly =
  /^(process|fetch|performance|crypto|globalThis|setTimeout|setInterval|setImmediate|require|__dirname|__filename|eval|Function)\b/;
const timely = /^(Date\.now|Date\(\)|Date|new Date\(\)|Math\.random|Temporal\.Now|new Function\(.*)$/;

function impurities(source: Source, { impure }: Architecture): readonly string[] {
  if (impure.includes(folderOf(source.path))) return [];
  const used = globalsOf(source).filter((name) => worldly.test(name) || timely.test(name));
  const machine = /\bimport\.meta\b/.test(source.text) ? ['import.meta'] : [];
  return [...new Set([...used, ...machine])].map((name) => `${source.path} uses ${name}`);
}

function folderOf(path: string): string {
  return path.split('/')[1] ?? path;
}
