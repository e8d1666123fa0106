import type { RunningSandbox } from '../sandbox/server.js';
import type { World } from '../sandbox/world.js';
import { countsOf } from '../sandbox/world-counts.js';
import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';

/** `1 account, 3 groups, …`. */
export function contentsOf(world: World): string {
  const counts = countsOf(world);
  const kinds = ['account', 'group', 'scheme', 'project', 'space', 'channel'];
  return kinds.map((kind) => count(counts[`${kind}s`] ?? 0, kind)).join(', ');
}

/** What is said of a sandbox that runs: one line for programs, the rest for people. */
export function saidOfSandbox(
  { url, sandbox: { world, readOnly } }: RunningSandbox,
  file: string | undefined,
): { readonly line: string; readonly text: string } {
  const counts = countsOf(world);
  const { orgId, directoryId, name } = world.site;
  const line = JSON.stringify({ version: 1, url, site: name, orgId, directoryId, counts });
  const text = [
    `The sandbox "${visible(name)}" is at ${url}: ${contentsOf(world)}.`,
    file === undefined ? 'Nothing is kept when it ends; --file keeps it.' : `Every change is kept in ${visible(file)}.`,
    ...(readOnly ? ['Every change is refused and counted.'] : []),
    '',
    'Any credentials will do. For permafrost:',
    `  --site ${url}`,
    `  export PERMAFROST_EMAIL=you@sandbox.example PERMAFROST_API_TOKEN=any`,
    `  export PERMAFROST_ORG_ID=${orgId} PERMAFROST_ORG_API_KEY=any PERMAFROST_SLACK_TOKEN=any`,
    '',
    `  ${url}/sandbox/cells      who can do what`,
    `  ${url}/sandbox/requests   what was asked of it`,
    '',
    'Ctrl-C ends it.',
  ];
  return { line, text: text.join('\n') };
}
