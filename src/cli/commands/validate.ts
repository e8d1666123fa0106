import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import { shownFolder } from '../../load/shown-path.js';
import type { SourceTree } from '../../load/source-file.js';
import { findingsJson } from '../../render/findings-json.js';
import { findingsText } from '../../render/findings-text.js';
import { cacheFolder, cacheKey, noCache, openCache } from '../../state/cache.js';
import { visible } from '../../text/quote.js';
import { isSet, type Call } from '../call.js';
import type { FolderReport } from '../folder-report.js';
import type { Pieces } from '../output.js';
import { sourceUrlOf } from '../source-url.js';
import { folderTree } from '../trees.js';
import { build } from '../version.js';

/** `permafrost validate`: everything that is wrong, and what is unwise. */
export async function validate(call: Call): Promise<number> {
  const folder = call.words[0] ?? call.flags.policies;
  const tree = folderTree(call, folder);
  const told = await remembered(call, tree, folder);
  await call.output.write(await rendered(told, tree, call));
  if (!told.found.findings.some(({ severity }) => severity === 'error')) return 0;
  pointToFolder(call, folder);
  return 1;
}

/** The same files, judged by the same program for the same day, are judged once: CI and editors ask again and again. */
async function remembered(call: Call, tree: SourceTree, folder: string): Promise<FolderReport> {
  const { cache: wanted, asOf, cwd } = call.flags;
  // What could not be read is no content.
  const cache = wanted && !hasErrors(tree.diagnostics) ? openCache(cacheFolder(process.env)) : noCache;
  const content = tree.files.flatMap(({ path, bytes }) => [path, bytes]);
  const key = cacheKey(['validate', build, asOf, shownFolder(folder, cwd), JSON.stringify(tree.diagnostics), ...content]);
  const known = cache.read(key);
  if (known !== undefined) return JSON.parse(new TextDecoder().decode(known)) as FolderReport;
  const { reportFolder } = await import('../folder-report.js');
  const told = await reportFolder(call, tree, folder);
  cache.write(key, new TextEncoder().encode(JSON.stringify(told)));
  return told;
}

/** `validate .` at the top of a clone reads every YAML file there is. */
function pointToFolder({ flags: { cwd }, talk }: Call, folder: string): void {
  const meant = join(folder, 'policies');
  if (existsSync(resolve(cwd, meant)))
    talk.note(`All YAML files of ${visible(folder)} were read. For its policies alone: permafrost validate ${visible(meant)}`);
}

async function rendered({ found, counts }: FolderReport, tree: SourceTree, call: Call): Promise<Pieces> {
  const { flags, output } = call;
  switch (flags.format) {
    case 'json':
      return findingsJson(found);
    case 'github':
      return (await import('../../render/findings-github.js')).findingsGithub(found);
    case 'sarif':
      return sarif(found);
    case 'markdown':
      return (await import('../../render/findings-markdown.js')).findingsMarkdown(found, await sourceUrlOf(call));
    case 'csv':
      return (await import('../../render/findings-csv.js')).findingsCsv(found);
    case 'junit':
      return (await import('../../render/findings-junit.js')).findingsJunit(found);
    default:
      return (
        findingsText(found, {
          style: output.style,
          sources: await quotable(found, tree),
          ...(isSet(call, 'all') ? {} : { howToSeeAll: 'Each of them is shown with --all, and written by --format json.' }),
        }) + counts
      );
  }
}

async function sarif({ findings }: FolderReport['found']): Promise<string> {
  const { findingsNotices } = await import('../../render/findings-notices.js');
  return (await import('../notice-formats.js')).sarif(findingsNotices(findings));
}

/** Lines are only quoted where something was found. */
async function quotable({ findings }: FolderReport['found'], tree: SourceTree): Promise<(file: string) => string | undefined> {
  return findings.length === 0 ? () => undefined : (await import('../sources.js')).sourcesOf(tree);
}
