/**
 * The code of all commands in parts, so that V8 need not read all of it for what is asked every day: a script each, which loads another when
 * something of that is needed. A module is in one part alone, however many ask for it.
 */
import { build } from 'esbuild';
import { dirname, join, relative } from 'node:path';

const commandsOf = (names) => names.map((name) => `src/cli/commands/${name}.ts`);

/**
 * What belongs to a part with all that it does not load late; but for what an earlier part has, and the last one has all the rest. A folder
 * means all in it.
 */
const roots = {
  commands: [
    'src/cli/run.ts',
    ...commandsOf(['validate', 'compile', 'can', 'who', 'what', 'cache']),
    'src/cli/folder-report.ts',
    'src/cli/sources.ts',
    'src/linting.ts',
    'src/edit/apply-to-values.ts',
    'src/link/',
    'src/parse/',
    'src/render/findings-github.ts',
    'src/render/findings-markdown.ts',
    'src/render/findings-text.ts',
    'src/validate/',
  ],
  compare: [
    ...commandsOf(['plan', 'test', 'why', 'matrix']),
    'src/load/',
    'src/matrix/',
    'src/plan/',
    'src/render/plan/',
    'src/render/test-markdown.ts',
  ],
  program: ['src/cli/program.ts'],
  more: [],
};

/** The names of all parts; the first is loaded first. */
export const partNames = Object.keys(roots);

/**
 * @param {(extra: object) => import('esbuild').BuildOptions} options how a script is built
 * @param {(name: string) => string} pathOf how a script asks for one that stands beside it
 * @returns {Promise<Record<string, import('esbuild').BuildOptions>>} how each part is built
 */
export async function partsOf(options, pathOf) {
  const whole = options({ entryPoints: ['src/cli/run.ts'] });
  const { inputs } = (await build({ ...whole, metafile: true })).metafile;
  const own = Object.keys(inputs).filter((path) => /^src\/.*\.(ts|js)$/.test(path));
  const partOf = placed(inputs, own);
  const names = await exportedNames(whole.absWorkingDir, own);
  const asked = new Set(
    own.flatMap((path) =>
      inputs[path].imports.map((each) => each.path).filter((other) => own.includes(other) && partOf.get(other) !== partOf.get(path)),
    ),
  );
  return Object.fromEntries(
    partNames.map((part) => {
      const offered = [...asked].filter((path) => partOf.get(path) === part).sort();
      const others = elsewhere(
        whole.absWorkingDir,
        (path) => partOf.has(path) && partOf.get(path) !== part,
        (path) => stub(path, names.get(path), pathOf(partOf.get(path))),
      );
      const stdin = { contents: entry(part, offered), resolveDir: whole.absWorkingDir, sourcefile: `${part}.js` };
      return [part, options({ stdin, plugins: [others, ...whole.plugins] })];
    }),
  );
}

/** @returns {Map<string, string>} path → part */
function placed(inputs, own) {
  const partOf = new Map();
  const place = (path, part) => {
    if (partOf.has(path) || !own.includes(path)) return;
    partOf.set(path, part);
    for (const { path: other, kind } of inputs[path].imports) if (kind !== 'dynamic-import') place(other, part);
  };
  for (const [part, paths] of Object.entries(roots)) {
    for (const root of paths) {
      const found = own.filter((path) => (root.endsWith('/') ? path.startsWith(root) : path === root));
      if (found.length === 0) throw new Error(`${root} is no part of the command any more.`);
      for (const path of found) place(path, part);
    }
  }
  for (const path of own) place(path, partNames.at(-1));
  return partOf;
}

/** @returns {Promise<Map<string, string[]>>} path → what the module exports */
async function exportedNames(home, paths) {
  const entryPoints = Object.fromEntries(paths.map((path) => [path, path]));
  const { outputs } = (await build({ absWorkingDir: home, entryPoints, outdir: 'names', format: 'esm', write: false, metafile: true }))
    .metafile;
  return new Map(Object.values(outputs).map(({ entryPoint, exports }) => [entryPoint, exports]));
}

/** Another than its path, by which the bundler names the function that runs the module. */
function nameOf(path) {
  return path.replace(/^src\/(.*)\.(ts|js)$/, '$1');
}

function entry(part, offered) {
  const lines = offered.map((path) => `  ${JSON.stringify(nameOf(path))}: () => require(${JSON.stringify(`./${path}`)}),`);
  const first = part === partNames[0] ? [`export { run } from './${roots[part][0]}';`] : [];
  return [...first, 'export const modules = {', ...lines, '};'].join('\n');
}

/** In place of a module of another part: its exports, which are there once that part has run it. Parts that are loaded late ask for earlier ones only, but late. */
function stub(path, names, script) {
  return [
    `const module = require(${JSON.stringify(script)}).modules[${JSON.stringify(nameOf(path))}]();`,
    ...names.map((name) => `export const ${name} = module.${name};`),
  ].join('\n');
}

function elsewhere(home, isElsewhere, contentsOf) {
  return {
    name: 'modules of other parts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, importer, namespace }) => {
        if (namespace !== 'file') return undefined;
        const asked = relative(home, join(dirname(importer), path)).replaceAll('\\', '/');
        const found = [asked.replace(/\.js$/, '.ts'), asked].find(isElsewhere);
        return found === undefined ? undefined : { path: found, namespace: 'elsewhere' };
      });
      onResolve({ filter: /\.cjs$/, namespace: 'elsewhere' }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: 'elsewhere' }, ({ path }) => ({ contents: contentsOf(path) }));
    },
  };
}
