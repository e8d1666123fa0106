import { resolve } from 'node:path';
import type { LiveState } from '../drift/live-state.js';
import type { Site } from '../model/site.js';
import type { Environment, EnvironmentOptions } from '../providers/environment.js';
import type { LiveSite, ReadFailure, Source } from '../providers/provider.js';
import { quote } from '../text/quote.js';
import { thousands } from '../text/plural.js';
import { textOption, type Call } from './call.js';
import { Interrupted, UsageError } from './usage-error.js';

/** A site that can be read, and nothing else. */
export interface OpenSite {
  readonly source: Source;
  /** As policies write it. */
  readonly url: string;
  /** What a sandbox says of itself, and no API: the mail domains of its company. */
  readonly domains?: readonly string[];
  /** With what it is reached, for whoever also writes. */
  readonly reach: { readonly env: Environment; readonly options: EnvironmentOptions };
  readonly close: () => Promise<void>;
}

/** What the policies say of the site that is to be read. */
type Known = Pick<Site['about'], 'url' | 'internalDomains'>;

/** Reads the site of --site, or the one that the policies name. What cannot be read in full is an error: nothing can be said of it. */
export async function readLiveSite(call: Call, { about }: Site): Promise<LiveState> {
  const site = await openSite(call, about);
  try {
    return { ...(await readSite(call, site, 'nothing is said of it')), apis: site.source.apis };
  } finally {
    await site.close();
  }
}

/**
 * The site of --site, with the tokens of the environment; `sandbox:FILE` is the sandbox of a file, for as long as the command runs. `policies`:
 * if there are any. `writable`: changes of a sandbox are made, and kept in its file.
 */
export async function openSite(call: Call, policies?: Known, writable = false): Promise<OpenSite> {
  const known = policies?.url;
  const named = textOption(call, 'site') ?? known;
  if (named === undefined)
    throw new UsageError('The site is not named.', 'Name it: --site https://your-company.atlassian.net, or --site sandbox:FILE');
  if (named.startsWith('sandbox:')) return openSandbox(call, named.slice('sandbox:'.length), policies, writable);
  const { sourcesFromEnvironment } = await import('../providers/environment.js');
  const url = textOption(call, 'url') ?? known ?? named;
  const reach = { env: process.env, options: { site: named, url, ...domainsOf(policies) } };
  const sources = sourcesFromEnvironment(reach.env, reach.options);
  if (sources.type === 'failed') refuse(sources.failures, 'The site was not asked');
  return { source: sources.source, url: new URL(url).origin, reach, close: () => Promise.resolve() };
}

async function openSandbox({ flags: { cwd } }: Call, file: string, policies: Known | undefined, writable: boolean): Promise<OpenSite> {
  const [{ readWorld, saverTo, SandboxFileError }, { startSandbox }, { sourcesFromEnvironment }] = await Promise.all([
    import('../sandbox/world-file.js'),
    import('../sandbox/server.js'),
    import('../providers/environment.js'),
  ]);
  const world = await readWorld(resolve(cwd, file), file).catch((error: unknown) => {
    if (error instanceof SandboxFileError) throw new UsageError(error.message, error.hint);
    throw error;
  });
  if (world === undefined) throw new UsageError(`There is no file ${quote(file)}.`, 'Make one: permafrost sandbox --file FILE');
  const running = await startSandbox(writable ? { world, save: saverTo(resolve(cwd, file)) } : { world, readOnly: true });
  const url = policies?.url ?? world.site.url;
  // Whatever tokens the environment holds are for another site.
  const reach = {
    env: { ...sandboxTokens, PERMAFROST_ORG_ID: world.site.orgId },
    options: { site: running.url, url: world.site.url, ...domainsOf(policies) },
  };
  const sources = sourcesFromEnvironment(reach.env, reach.options);
  if (sources.type === 'failed') refuse(sources.failures, 'The sandbox was not asked');
  const { domains } = world.site;
  return { source: sources.source, url, reach, ...(domains.length === 0 ? {} : { domains }), close: () => running.close() };
}

const sandboxTokens = {
  PERMAFROST_EMAIL: 'reader@permafrost.invalid',
  PERMAFROST_API_TOKEN: 'sandbox',
  PERMAFROST_ORG_API_KEY: 'sandbox',
  PERMAFROST_SLACK_TOKEN: 'sandbox',
};

function domainsOf(policies: Known | undefined): { readonly internalDomains?: readonly string[] } {
  return policies === undefined ? {} : { internalDomains: policies.internalDomains };
}

/** Reads all of a site; a failure ends the command. `so`: what follows from that. */
export async function readSite({ talk }: Call, { source }: OpenSite, so: string): Promise<LiveSite> {
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once('SIGINT', interrupted);
  try {
    talk.step('Reading the site');
    const reading = await source.read(stop.signal, ({ api, what, done, total }) => {
      talk.step(`Reading ${what} of ${names[api]}: ${thousands(done)} of ${thousands(total)}`);
    });
    if (reading.type === 'read') return reading.live;
    if (stop.signal.aborted) throw new Interrupted(`Stopped while the site was read: ${so}.`);
    return refuse([reading.failure], `The site was not read in full, and ${so}`);
  } finally {
    process.off('SIGINT', interrupted);
  }
}

export const names = { jira: 'Jira', confluence: 'Confluence', organization: 'the organization', slack: 'Slack' } as const;

function refuse(failures: readonly ReadFailure[], what: string): never {
  const hints = new Set(failures.flatMap(({ hint }) => hint ?? []));
  throw new UsageError(
    `${what}: ${[...new Set(failures.map(({ message }) => message))].join(' ')}`,
    hints.size === 0 ? undefined : [...hints].join(' '),
  );
}
