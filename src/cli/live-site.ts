import { resolve } from 'node:path';
import type { LiveSite, ReadFailure, Source } from '../providers/provider.js';
import { quote } from '../text/quote.js';
import { thousands } from '../text/plural.js';
import { textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

/** A site that can be read, and nothing else. */
export interface OpenSite {
  readonly source: Source;
  /** As policies write it. */
  readonly url: string;
  /** What a sandbox says of itself, and no API: the mail domains of its company. */
  readonly domains?: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * The site of --site, with the tokens of the environment; `sandbox:FILE` is the sandbox of a file, for as long as the command runs. `known`:
 * the address in the policies, if there are any.
 */
export async function openSite(call: Call, known?: string): Promise<OpenSite> {
  const named = textOption(call, 'site') ?? known;
  if (named === undefined)
    throw new UsageError('The site is not named.', 'Name it: --site https://your-company.atlassian.net, or --site sandbox:FILE');
  if (named.startsWith('sandbox:')) return openSandbox(call, named.slice('sandbox:'.length), known);
  const { sourcesFromEnvironment } = await import('../providers/environment.js');
  const url = textOption(call, 'url') ?? known ?? named;
  const sources = sourcesFromEnvironment(process.env, { site: named, url });
  if (sources.type === 'failed') refuse(sources.failures);
  return { source: sources.source, url: new URL(url).origin, close: () => Promise.resolve() };
}

async function openSandbox({ flags: { cwd } }: Call, file: string, known: string | undefined): Promise<OpenSite> {
  const [{ readWorld, SandboxFileError }, { startSandbox }, { sourcesFromEnvironment }] = await Promise.all([
    import('../sandbox/world-file.js'),
    import('../sandbox/server.js'),
    import('../providers/environment.js'),
  ]);
  const world = await readWorld(resolve(cwd, file), file).catch((error: unknown) => {
    if (error instanceof SandboxFileError) throw new UsageError(error.message, error.hint);
    throw error;
  });
  if (world === undefined) throw new UsageError(`There is no file ${quote(file)}.`, 'Make one: permafrost sandbox --file FILE');
  const running = await startSandbox({ world, readOnly: true });
  const url = known ?? world.site.url;
  // Whatever tokens the environment holds are for another site.
  const sources = sourcesFromEnvironment(
    { ...sandboxTokens, PERMAFROST_ORG_ID: world.site.orgId },
    { site: running.url, url: world.site.url },
  );
  if (sources.type === 'failed') refuse(sources.failures);
  const { domains } = world.site;
  return { source: sources.source, url, ...(domains.length === 0 ? {} : { domains }), close: () => running.close() };
}

const sandboxTokens = {
  PERMAFROST_EMAIL: 'reader@permafrost.invalid',
  PERMAFROST_API_TOKEN: 'sandbox',
  PERMAFROST_ORG_API_KEY: 'sandbox',
  PERMAFROST_SLACK_TOKEN: 'sandbox',
};

/** Reads all of a site; a failure ends the command, and nothing was written. */
export async function readSite({ talk }: Call, { source }: OpenSite): Promise<LiveSite> {
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once('SIGINT', interrupted);
  try {
    talk.step('Reading the site');
    const reading = await source.read(stop.signal, ({ api, what, done, total }) => {
      talk.step(`Reading ${what} of ${names[api]}: ${thousands(done)} of ${thousands(total)}`);
    });
    if (reading.type === 'failed') refuse([reading.failure]);
    return reading.live;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

export const names = { jira: 'Jira', confluence: 'Confluence', organization: 'the organization', slack: 'Slack' } as const;

function refuse(failures: readonly ReadFailure[]): never {
  const hints = new Set(failures.flatMap(({ hint }) => hint ?? []));
  throw new UsageError(
    `The site was not read, and nothing was written: ${[...new Set(failures.map(({ message }) => message))].join(' ')}`,
    hints.size === 0 ? undefined : [...hints].join(' '),
  );
}
