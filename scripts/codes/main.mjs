/**
 * Writes docs/codes/: a page for each code, and an index.
 *
 *   node scripts/codes/main.mjs           writes them
 *   node scripts/codes/main.mjs --check   writes nothing; names what is out of date and fails
 */
import { build } from 'esbuild';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codePage, indexPage } from './pages.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'docs/codes');
const { codePages } = await importSource('src/catalogue.ts');
const wanted = new Map([['README.md', indexPage(codePages)], ...codePages.map((page) => [`${page.code}.md`, codePage(page)])]);

const present = new Map();
for (const name of await readdir(folder).catch(() => [])) present.set(name, await readFile(join(folder, name), 'utf8'));
const stale = [...wanted].filter(([name, text]) => present.get(name) !== text).map(([name]) => name);
const strays = [...present.keys()].filter((name) => !wanted.has(name));

if (process.argv.includes('--check')) {
  for (const name of [...stale, ...strays])
    console.error(`docs/codes/${name} is out of date: run "node scripts/codes/main.mjs" and commit it.`);
  process.exitCode = stale.length + strays.length === 0 ? 0 : 1;
} else {
  await mkdir(folder, { recursive: true });
  for (const name of strays) await rm(join(folder, name));
  for (const name of stale) await writeFile(join(folder, name), wanted.get(name));
  console.error(`wrote ${String(stale.length)}, removed ${String(strays.length)} of ${String(wanted.size)} pages`);
}

/** A module of the sources, compiled in memory: the pages do not depend on a build. */
async function importSource(path) {
  const { outputFiles } = await build({ entryPoints: [join(root, path)], bundle: true, write: false, platform: 'node', format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
