/**
 * Builds dist/lib (ES modules and declarations, by the TypeScript compiler) and dist/bin (the command, bundled by esbuild).
 * Types are judged by `npm run types`; here they are only stripped, so that a build takes a second.
 *
 *   node scripts/build.mjs           leaves recent files of earlier builds alone, for a command that still runs from them
 *   node scripts/build.mjs --clean   leaves nothing but this build
 */
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { partNames, partsOf } from './parts.mjs';

const root = resolve(import.meta.dirname, '..');
const bin = join(root, 'dist/bin');
const lib = join(root, 'dist/lib');
const command = join(bin, 'permafrost.js');
const hour = 3_600_000;

const shared = {
  absWorkingDir: root,
  outdir: bin,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['ts-morph', 'write-file-atomic'],
  minifySyntax: true,
  // Text of single bytes is the fastest to read.
  charset: 'ascii',
  // A script from which V8 takes code that it compiled earlier has no way to load modules; all that is loaded late is a script, too.
  supported: { 'dynamic-import': false },
  write: false,
  logLevel: 'warning',
};

const outExtension = { '.js': '.cjs' };

/**
 * Large parts that few runs need, a file each, so that reading the commands does not mean reading them: packages, and what has words for
 * every way in which a document can be malformed.
 */
const apart = ['@bomb.sh/tab', 'diff', 'js-yaml', 'junit-report-builder', 'simple-git', 'yaml'];
const validators = 'src/validate/generated/validators.js';

/**
 * What is started, and the code of all commands: scripts rather than modules, since these start faster, and V8 can keep what it compiled.
 * @returns {Promise<Map<string, string>>} path → text
 */
async function bundledCommand() {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const digest = await sourceDigest();
  const fileOf = (name) => `${name.replaceAll(/[^a-z-]/g, '-')}-${digest}`;
  const define = {
    PERMAFROST_VERSION: JSON.stringify(version),
    PERMAFROST_BUILD: JSON.stringify(digest),
    // A text: a list would become a module of its own.
    PERMAFROST_PARTS: JSON.stringify(partNames.map((name) => `${fileOf(name)}.cjs`).join(' ')),
    PERMAFROST_COUNT_ROWS: JSON.stringify(`${fileOf('count-rows')}.cjs`),
    PERMAFROST_PLAN_AGAIN: JSON.stringify(`${fileOf('plan-again')}.cjs`),
    'import.meta.dirname': '__dirname',
  };
  const partOptions = (more) => ({ ...shared, define, outExtension, plugins: [leftApart((name) => `./${fileOf(name)}.cjs`)], ...more });
  const parts = await partsOf(partOptions, (name) => `./${fileOf(name)}.cjs`);
  const built = await Promise.all([
    build({ ...shared, define, entryPoints: { permafrost: 'src/cli/main.ts' } }),
    build({ ...shared, define, entryPoints: { [fileOf('plan-again')]: 'src/cli/plan-again.ts' }, outExtension }),
    build({ ...shared, define, entryPoints: { [fileOf('count-rows')]: 'src/cli/count-rows.ts' }, outExtension }),
    // As Node itself would find them from here: where a package has both forms, their default exports differ.
    build({ ...shared, mainFields: ['main'], entryPoints: Object.fromEntries(apart.map((name) => [fileOf(name), name])), outExtension }),
    build({ ...shared, entryPoints: { [fileOf('validators')]: validators }, outExtension }),
  ]);
  const builtParts = await Promise.all(partNames.map((name) => build(parts[name])));
  const outputFiles = built.flatMap((result) => result.outputFiles);
  return new Map([
    ...builtParts.map(({ outputFiles: [file] }, part) => [join(bin, `${fileOf(partNames[part])}.cjs`), ascii(file.text)]),
    ...outputFiles.map(({ path, text }) => [path, path === command ? withShebang(ascii(text)) : ascii(text)]),
    // Of the package around it, all else is modules.
    [join(bin, 'package.json'), '{ "type": "commonjs" }\n'],
  ]);
}

/**
 * Texts are in ASCII by the bundler, but not what stands in regular expressions: read as single bytes, these would silently match something
 * else. An escape means the same wherever else such a character can stand.
 */
function ascii(text) {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function leftApart(pathOf) {
  const filter = new RegExp(`^(?:${apart.join('|')})$`);
  return {
    name: 'large parts apart',
    setup(bundler) {
      bundler.onResolve({ filter }, ({ path }) => ({ path: pathOf(path), external: true }));
      bundler.onResolve({ filter: /\/generated\/validators\.js$/ }, () => ({ path: pathOf('validators'), external: true }));
    },
  };
}

/** The page of reports: one script and one style, which the command puts into each report. Nothing of node may be in them. */
async function bundledPage() {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/preact/package.json'), 'utf8'));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { page: 'src/web/page/main.tsx' },
    outdir: join(bin, 'page'),
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox114', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {},
    minify: true,
    legalComments: 'none',
    banner: { js: `/* with preact ${version}, MIT licence, (c) Jason Miller */` },
    plugins: [withoutHashing],
    write: false,
    logLevel: 'warning',
  });
  const style = await transform(await readFile(join(root, 'src/web/page/style.css'), 'utf8'), { loader: 'css', minify: true });
  return new Map([...outputFiles.map(({ path, text }) => [path, text]), [join(bin, 'page/page.css'), style.code]]);
}

/** Digests are made where reports are; a page that asked for one would be wrong, and says so. */
const withoutHashing = {
  name: 'without-hashing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:crypto$/ }, () => ({ path: 'crypto', namespace: 'without-hashing' }));
    onLoad({ filter: /.*/, namespace: 'without-hashing' }, () => ({
      contents: `export function createHash() { throw new Error('A page makes no digests.'); }`,
    }));
  },
};

/** A digest of everything the command is made of. */
async function sourceDigest() {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', 'scripts/build.mjs', 'scripts/parts.mjs']) hash.update(await readFile(join(root, path)));
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(relative(root, file)).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

function withShebang(text) {
  return `#!/usr/bin/env node\n${text.replace(/^#!.*\n/m, '')}`;
}

/** @returns {Map<string, string>} path → text */
function compiledLibrary() {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.build.json'),
    { noCheck: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
      },
    },
  );
  const files = new Map();
  if (config.fileNames.length === 0) return files;
  const program = ts.createProgram(config.fileNames, config.options);
  const syntax = program.getSyntacticDiagnostics();
  if (syntax.length > 0) throw new Error(ts.formatDiagnostics(syntax, diagnosticsHost));
  program.emit(undefined, (path, text) => files.set(resolve(path), text));
  return files;
}

/** Generated modules are JavaScript with declarations already; the compiler reads them and copies neither. */
async function generatedModules() {
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  const paths = entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\/generated\/.*(\.js|\.d\.ts)$/.test(path.replaceAll('\\', '/')));
  return new Map(
    await Promise.all(paths.map(async (path) => [join(lib, relative(join(root, 'src'), path)), await readFile(path, 'utf8')])),
  );
}

const diagnosticsHost = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };

/** Written beside and renamed, so that nobody ever reads half a file; files that are as they should be stay untouched. */
async function replaceFile(path, text) {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, text);
  if (path === command) await chmod(draft, 0o755);
  await rename(draft, path);
}

/** A command that is running loads chunks of the build it started from as it goes, hence the hour of grace. */
async function removeLeftovers(folder, keep, grace) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || keep.has(path)) continue;
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
    if (age >= grace) await rm(path, { force: true });
  }
}

const started = performance.now();
const files = new Map([...compiledLibrary(), ...(await generatedModules()), ...(await bundledCommand()), ...(await bundledPage())]);
for (const [path, text] of files) await replaceFile(path, text);
const grace = process.argv.includes('--clean') ? 0 : hour;
for (const folder of [lib, bin]) await removeLeftovers(folder, files, grace);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.error(`built ${files.size} files into ${relative(root, dirname(bin))} in ${seconds} s`);
