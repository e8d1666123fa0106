import type { LiveState } from '../../src/drift/live-state.js';
import type { Api } from '../../src/providers/provider.js';
import { createSource } from '../../src/providers/source.js';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { isMailAddress } from '../../src/text/mail-address.js';
import { accountIdOf } from '../../src/sandbox/ids.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { World } from '../../src/sandbox/world.js';
import type { Site } from '../../src/model/site.js';
import { asOf } from '../support/compiled.js';
import { stillWorld } from '../support/still-world.js';

export const allApis: readonly Api[] = ['jira', 'confluence', 'organization', 'slack'];

/** What a reading of a world gives. */
export async function readWorld(world: World, internalDomains: readonly string[], apis = allApis): Promise<LiveState> {
  const running = await startSandbox({ world, readOnly: true, now: () => Date.UTC(2026, 10, 21) });
  try {
    const access = { base: running.url, secrets: [], authorization: `Basic ${Buffer.from('root@corp.test:token').toString('base64')}` };
    const bearer = { ...access, authorization: 'Bearer token' };
    const source = createSource({
      url: world.site.url,
      readAt: running.url,
      internalDomains,
      world: stillWorld(),
      limited: false,
      ...(apis.includes('jira') ? { jira: access } : {}),
      ...(apis.includes('confluence') ? { confluence: access } : {}),
      ...(apis.includes('organization') ? { organization: { ...bearer, id: world.site.orgId } } : {}),
      ...(apis.includes('slack') ? { slack: { ...bearer, base: `${running.url}/slack` } } : {}),
    });
    const reading = await source.read(new AbortController().signal);
    if (reading.type === 'failed') throw new Error(JSON.stringify(reading.failure));
    return { ...reading.live, apis };
  } finally {
    await running.close();
  }
}

/** The site that policies describe, read. */
export function readSiteOf(site: Site, apis = allApis): Promise<LiveState> {
  return readWorld(worldOf(site, asOf), site.about.internalDomains, apis);
}

/** The same policies with the account ids of whoever has no e-mail address that a site can tell. */
export function withAccounts(site: Site): Site {
  const people = new Map(
    [...site.people].map(([name, person]) => [name, isMailAddress(name) ? person : { accountId: accountIdOf(name), ...person }]),
  );
  return { ...site, people };
}
