import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { initialPolicies, initProblem, type InitialFile, type InitOptions } from '../../edit/init.js';
import { shownFolder } from '../../load/shown-path.js';
import { count, list } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import { textOption, type Call } from '../call.js';
import { ownSchemas, schemasFor } from '../editor-schemas.js';
import { UsageError } from '../usage-error.js';

/** `permafrost init`: a small valid policy folder to start from. */
export async function init(call: Call): Promise<number> {
  const { cwd, policies } = call.flags;
  const folder = resolve(cwd, call.words[0] ?? policies);
  const schemas = schemasFor(cwd);
  const options = { ...factsOf(call), schemas: relative(folder, schemas.folder).split('\\').join('/') };
  const problem = initProblem(options);
  if (problem !== undefined) throw new UsageError(problem);
  const files = initialPolicies(options);
  await refuseExisting(folder, shownFolder(call.words[0] ?? policies, cwd));
  await writeAll(folder, files);
  if (!schemas.isInstalled) await writeAll(schemas.folder, await ownSchemas());
  await tell(call, files);
  const missing = ['url', 'admin'].filter((name) => textOption(call, name) === undefined);
  if (missing.length > 0)
    call.talk.note(
      `Placeholders stand for ${list(missing.map((name) => `--${name}`))}: put yours in site.yaml, people.yaml and groups.yaml.`,
    );
  return 0;
}

const placeholders = { url: 'https://your-company.atlassian.net', admin: 'admin@your-company.example' } as const;

/** What can be told from something else need not be said, and the rest can be filled in later. */
function factsOf(call: Call): InitOptions {
  const { url = placeholders.url, admin = placeholders.admin } = { url: textOption(call, 'url'), admin: textOption(call, 'admin') };
  const admins = admin.split(',').map((id) => id.trim());
  const host = /^https?:\/\/([^/:.]+)/.exec(url)?.[1];
  const mail = admins.find((id) => id.includes('@'));
  const domain = textOption(call, 'domain') ?? mail?.slice(mail.lastIndexOf('@') + 1);
  if (domain === undefined) throw new UsageError('The mail domain of your own people is needed.', 'Name it: --domain acme-corp.com');
  return { url, admins, domain, name: textOption(call, 'name') ?? host ?? domain };
}

async function refuseExisting(folder: string, shown: string): Promise<void> {
  const present = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UsageError(`${quote(shown)} is a file, or cannot be read.`);
  });
  if (present.length > 0) throw new UsageError(`There are files in ${quote(shown)} already.`, 'Name a new folder: permafrost init FOLDER');
}

async function writeAll(folder: string, files: readonly InitialFile[]): Promise<void> {
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  } catch (error) {
    throw new UsageError(`The files cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
}

async function tell({ output, words, flags }: Call, files: readonly InitialFile[]): Promise<void> {
  const folder = shownFolder(words[0] ?? flags.policies, flags.cwd);
  const names = files.map(({ path }) => `  ${path}\n`).join('');
  const next = folder === 'policies' ? 'permafrost validate' : `permafrost validate ${folder}`;
  await output.write(`${count(files.length, 'file')} in ${folder}:\n${names}\nEach begins with what it is for. Next: ${next}\n`);
}
