import { resolve } from 'node:path';
import type { LiveState } from '../drift/live-state.js';
import type { Site } from '../model/site.js';
import type { Source } from '../providers/provider.js';
import { quote } from '../text/quote.js';
import { textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

const sandboxPrefix = 'sandbox:';

/** Reads the site of --site, or the one that the policies name. What cannot be read in full is an error: nothing can be said of it. */
export async function readLiveSite(call: Call, policies: Site): Promise<LiveState> {
  const site = textOption(call, 'site') ?? policies.about.url;
  return site.startsWith(sandboxPrefix)
    ? readSandbox(call, site.slice(sandboxPrefix.length), policies)
    : readSource(call, await sourceAt(site, policies, process.env), site);
}

async function sourceAt(site: string, { about }: Site, env: Readonly<Record<string, string | undefined>>): Promise<Source> {
  const { sourcesFromEnvironment } = await import('../providers/environment.js');
  const sources = sourcesFromEnvironment(env, { site, url: about.url, internalDomains: about.internalDomains });
  if (sources.type === 'ready') return sources.source;
  const [first] = sources.failures;
  throw new UsageError(sources.failures.map(({ message }) => message).join(' '), first?.hint);
}

async function readSource(call: Call, source: Source, shown: string): Promise<LiveState> {
  call.talk.step(`Reading ${shown}`);
  const stop = new AbortController();
  const reading = await source.read(stop.signal, ({ api, what, done, total }) =>
    call.talk.step(`Reading ${shown}: ${api}, ${what} ${String(done)} of ${String(total)}`),
  );
  if (reading.type === 'failed')
    throw new UsageError(`The site cannot be read, so nothing is said of it: ${reading.failure.message}`, reading.failure.hint);
  return { ...reading.live, apis: source.apis };
}

/** A sandbox of its own for as long as it is read, which refuses every change. */
async function readSandbox(call: Call, file: string, policies: Site): Promise<LiveState> {
  const [{ readWorld, SandboxFileError }, { startSandbox }] = await Promise.all([
    import('../sandbox/world-file.js'),
    import('../sandbox/server.js'),
  ]);
  const world = await readWorld(resolve(call.flags.cwd, file), file).catch((error: unknown) => {
    if (error instanceof SandboxFileError) throw new UsageError(error.message, error.hint);
    throw error;
  });
  if (world === undefined) throw new UsageError(`There is no sandbox ${quote(file)}.`, 'Make one with "permafrost sandbox --file".');
  const running = await startSandbox({ world, readOnly: true });
  try {
    const env = {
      PERMAFROST_EMAIL: 'reader@sandbox.invalid',
      PERMAFROST_API_TOKEN: 'sandbox',
      PERMAFROST_ORG_ID: world.site.orgId,
      PERMAFROST_ORG_API_KEY: 'sandbox',
      PERMAFROST_SLACK_TOKEN: 'sandbox',
    };
    return await readSource(call, await sourceAt(running.url, policies, env), `${sandboxPrefix}${file}`);
  } finally {
    await running.close();
  }
}
