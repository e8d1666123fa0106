import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { importAnew, provenFiles, type Imported, type Proof } from '../importing.js';
import { lintPolicies } from '../linting.js';
import { readFolder } from '../load/folder.js';
import { joinShown } from '../load/shown-path.js';
import type { SourceTree } from '../load/source-file.js';
import type { Api, LiveSite } from '../providers/provider.js';
import { compareBytes } from '../text/compare.js';
import { count, list } from '../text/plural.js';
import { quote, visible } from '../text/quote.js';
import { isSet, type Call } from './call.js';
import { ownSchemas, schemasFor } from './editor-schemas.js';
import { showFindings } from './findings.js';
import { showImport } from './import-report.js';

import { UsageError } from './usage-error.js';
import { writeFolder } from './write-folder.js';

export interface AnewRequest {
  readonly call: Call;
  readonly live: LiveSite;
  readonly apis: readonly Api[];
  readonly shown: string;
  readonly location: string;
  readonly schemas: string;
  readonly url: string;
  readonly domains: readonly string[] | undefined;
}

/** Policies for a site that had none: a folder that says what the site does, or no folder. */
export async function importIntoFolder(request: AnewRequest): Promise<number> {
  const { call, live, shown, schemas, url } = request;
  const site = { ...live.site, about: { ...live.site.about, url } };
  const internalDomains = request.domains ?? refuseUnknownDomains(live);
  const imported = importAnew({ live: site, asOf: call.flags.asOf, internalDomains, schemas });
  const foreseen = await provenFiles(treeOf(imported, shown), imported.matrix, shown);
  if (foreseen.type !== 'same') return refuse(call, foreseen);
  const dry = isSet(call, 'dryRun');
  const proof = dry ? foreseen : await write(request, imported);
  if (proof.type !== 'same') return refuse(call, proof);
  const warnings = await lintText(proof);
  await showImport(request, imported, () => [
    written(imported, shown, dry),
    ...(dry ? imported.files.map(({ path }) => `  ${visible(joinShown(shown, path))}`) : []),
    warnings,
    '',
    ...nextSteps(shown),
    '',
  ]);
  return 0;
}

function treeOf({ files }: Imported, shown: string): SourceTree {
  const encoder = new TextEncoder();
  const all = files.map(({ path, text }) => ({ path: joinShown(shown, path), bytes: encoder.encode(text) }));
  return { label: shown, root: shown, files: all.sort((a, b) => compareBytes(a.path, b.path)), diagnostics: [] };
}

/** Whatever the disk made of it is read again, and must say the same; else nothing is left. */
async function write({ call, location, shown }: AnewRequest, imported: Imported): Promise<Proof> {
  const { cwd } = call.flags;
  await writeFolder(location, imported.files);
  try {
    const proof = await provenFiles(readFolder(location, { cwd }), imported.matrix, shown);
    if (proof.type !== 'same') await rm(location, { recursive: true, force: true });
    else await copySchemas(cwd);
    return proof;
  } catch (error) {
    await rm(location, { recursive: true, force: true });
    throw error;
  }
}

async function copySchemas(cwd: string): Promise<void> {
  const { folder, isInstalled } = schemasFor(cwd);
  if (!isInstalled && !existsSync(folder)) await writeFolder(folder, await ownSchemas());
}

async function refuse(call: Call, proof: Exclude<Proof, { readonly type: 'same' }>): Promise<number> {
  if (proof.type === 'invalid') {
    await showFindings(call, proof.policies);
    call.talk.fail(
      'Nothing was written: policies of this site would have these errors.',
      'Change what the site has there, and import again.',
    );
    return 1;
  }
  const cells = [...proof.change.cells()].map(({ subject, resource, permission, before = '-', after = '-' }) =>
    visible(`  ${[subject, resource, permission].join(' ')}: ${before} on the site, ${after} in the policies\n`),
  );
  call.talk.show(cells.join('').replaceAll('\\u{a}', '\n'));
  call.talk.fail(`Nothing was written: the policies would differ from the site in ${count(cells.length, 'cell')}. Please report it.`);
  return 1;
}

function written({ files, matrix }: Imported, shown: string, dry: boolean): string {
  const { cells } = matrix.counts;
  const what = `${count(files.length, 'file')} in ${visible(shown)}`;
  const deed = dry ? `Nothing was written. It would be ${what}, which say` : `Wrote ${what}, read them again: they say`;
  return `${deed} just what the site does, in ${count(cells, 'cell')}.\n${matrix.digest}`;
}

function nextSteps(shown: string): readonly string[] {
  const where = shown === 'policies' ? '' : ` --policies ${visible(shown)}`;
  return [
    `Next: permafrost validate${where === '' ? '' : ` ${visible(shown)}`}   what is unwise, with lines`,
    `      permafrost what anyone${where}   what the public can do`,
    `      permafrost import${where === '' ? '' : ` ${visible(shown)}`}   again, later: adds what is new`,
  ];
}

async function lintText(proof: Extract<Proof, { readonly type: 'same' }>): Promise<string> {
  const byCode = new Map<string, number>();
  for (const { code } of [...proof.compiled.diagnostics, ...(await lintPolicies(proof.compiled))])
    byCode.set(code, (byCode.get(code) ?? 0) + 1);
  const most = [...byCode]
    .sort(([a, few], [b, many]) => many - few || compareBytes(a, b))
    .map(([code, amount]) => `${String(amount)} ${code}`);
  const sum = [...byCode.values()].reduce((all, one) => all + one, 0);
  return sum === 0
    ? 'There is nothing to warn of.'
    : `${count(sum, 'warning')}: ${list(most)}. "permafrost explain CODE" tells more of each.`;
}

function refuseUnknownDomains({ site }: LiveSite): never {
  const byDomain = new Map<string, number>();
  for (const { name, type, active } of site.people.values()) {
    if (type === 'app' || !active) continue;
    const domain = name.includes('@') ? name.slice(name.lastIndexOf('@') + 1) : '';
    byDomain.set(domain, (byDomain.get(domain) ?? 0) + 1);
  }
  const nobody = byDomain.get('') ?? 0;
  byDomain.delete('');
  const domains = [...byDomain].sort(([a, few], [b, many]) => many - few || compareBytes(a, b));
  const said = domains.map(([domain, people]) => `${quote(domain)} ${count(people, 'person', 'people')}`);
  const [[most] = ['acme.example']] = domains;
  throw new UsageError(
    `Which mail domains are those of your own people? No API tells it, and whoever has another one is external. On the site: ${[...said, ...(nobody === 0 ? [] : [`${count(nobody, 'person', 'people')} who show no address`])].join(', ')}.`,
    `Name each: --internal-domain ${visible(most)}`,
  );
}
