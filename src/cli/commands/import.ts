import { readdir } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { readFolder } from '../../load/folder.js';
import { shownFolder } from '../../load/shown-path.js';
import { quote } from '../../text/quote.js';
import { textOption, type Call } from '../call.js';
import { showFindings } from '../findings.js';
import { importIntoFolder } from '../import-anew.js';
import { importIntoPolicies } from '../import-onto.js';
import { openSite, readSite } from '../live-site.js';
import { schemasFor } from '../editor-schemas.js';
import { judge } from '../states.js';
import { UsageError } from '../usage-error.js';

/** `permafrost import`: a live site into policies, proven to say the same. */
export async function importSite(call: Call): Promise<number> {
  const { cwd, policies } = call.flags;
  const folder = call.words[0] ?? policies;
  const domains = domainsOf(call);
  const tree = readFolder(folder, { cwd });
  const isThere = tree.files.length > 0;
  if (!isThere) await refuseOtherFiles(resolve(cwd, folder), shownFolder(folder, cwd));
  const written = isThere ? await judge(call, tree, folder) : undefined;
  if (written !== undefined && written.site === undefined) {
    await showFindings(call, written);
    call.talk.fail('The policies have errors, so that nothing was read or written.', 'Mend them first.');
    return 1;
  }
  const site = await openSite(call, written?.site?.about);
  try {
    const live = await readSite(call, site, 'nothing was written');
    const shown = shownFolder(folder, cwd);
    const schemas = relative(resolve(cwd, folder), schemasFor(cwd).folder).split('\\').join('/');
    const request = { call, live, apis: site.source.apis, shown, schemas };
    if (written?.site !== undefined) return await importIntoPolicies({ ...request, policies: { ...written, site: written.site } });
    return await importIntoFolder({ ...request, location: resolve(cwd, folder), url: site.url, domains: domains ?? site.domains });
  } finally {
    await site.close();
  }
}

function domainsOf(call: Call): readonly string[] | undefined {
  const given = call.options['internalDomain'];
  const domains = Array.isArray(given) ? given.map(String) : [];
  const odd = domains.find((domain) => !/^[^\s@\p{Lu}]+$/u.test(domain));
  if (odd !== undefined)
    throw new UsageError(`${quote(odd)} is no mail domain.`, 'Write it in lower case and without @: --internal-domain acme.example');
  const url = textOption(call, 'url');
  if (url !== undefined && !/^https:\/\/[^\s/?#@]+\/?$/.test(url))
    throw new UsageError(`${quote(url)} is no address of a site.`, 'Write it like "https://acme.atlassian.net".');
  return domains.length === 0 ? undefined : domains;
}

/** Policies take a folder of their own; what else lies in one is not ours to move. */
async function refuseOtherFiles(location: string, shown: string): Promise<void> {
  const present = await readdir(location).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UsageError(`${quote(shown)} is a file, or cannot be read.`);
  });
  if (present.length > 0)
    throw new UsageError(
      `There are files in ${quote(shown)} that are no policies.`,
      'Name a new folder: permafrost import --site … FOLDER',
    );
}
