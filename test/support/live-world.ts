import { sourcesFromEnvironment } from '../../src/providers/environment.js';
import type { LiveSite, Reading } from '../../src/providers/provider.js';
import { noFaults, type Faults } from '../../src/sandbox/faults.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { nameOf } from '../../src/sandbox/evaluate/subjects.js';
import type { World } from '../../src/sandbox/world.js';
import { compareBytes } from '../../src/text/compare.js';
import { stillWorld } from './still-world.js';

/** Tokens that a sandbox takes. */
export const sandboxTokens = {
  PERMAFROST_EMAIL: 'import@permafrost.test',
  PERMAFROST_API_TOKEN: 'sandbox-token',
  PERMAFROST_ORG_ID: 'sandbox',
  PERMAFROST_ORG_API_KEY: 'sandbox-key',
  PERMAFROST_SLACK_TOKEN: 'sandbox-slack',
};

/** Reads a world through the APIs that a sandbox serves of it, which refuses every change. */
export async function readWorldLive(world: World, faults: Partial<Faults> = {}, seed = 1): Promise<Reading & { readonly writes: number }> {
  const running = await startSandbox({
    world,
    readOnly: true,
    faults: { ...noFaults, ...faults },
    seed,
    now: () => Date.UTC(2026, 10, 21),
  });
  try {
    const env = { ...sandboxTokens, PERMAFROST_ORG_ID: world.site.orgId };
    const sources = sourcesFromEnvironment(env, { site: running.url, url: world.site.url, world: stillWorld() });
    if (sources.type === 'failed') throw new Error(JSON.stringify(sources.failures));
    const reading = await sources.source.read(new AbortController().signal);
    return { ...reading, writes: running.sandbox.journal.counts.refusedWrites };
  } finally {
    await running.close();
  }
}

/**
 * A world as far as its APIs tell it. None says who holds global permissions, whether a team-managed project is open or limited, or what the
 * public may do in a space by single permissions; the organization lists no apps in groups, and chat knows nobody without an address.
 */
export function tellable(world: World): World {
  for (const name of Object.keys(world.globalPermissions)) world.globalPermissions[name] = [];
  for (const [key, project] of Object.entries(world.projects))
    if (project.access === 'limited') world.projects[key] = { ...project, access: 'open' };
  for (const space of Object.values(world.spaces))
    space.permissions = space.permissions.filter(({ principal: { type, id } }) => type !== 'class' || id !== 'anonymous-users');
  for (const account of Object.values(world.accounts)) if (account.type === 'app') delete account.siteAdmin;
  const isApp = (id: string): boolean => world.accounts[id]?.type === 'app';
  for (const group of Object.values(world.groups)) group.members = group.members.filter((id) => !isApp(id));
  for (const channel of Object.values(world.chat.channels))
    channel.members = channel.members.filter((id) => world.chat.users[id]?.email !== undefined);
  for (const [id, { email }] of Object.entries(world.chat.users)) if (email === undefined) Reflect.deleteProperty(world.chat.users, id);
  return world;
}

/**
 * The cells of a world in the names that a reading gives to people: those without an
 * e-mail address are called by their account. Chat knows no groups.
 * Whoever is a guest and has a licence from a synced group is told apart, and left out.
 */
export function cellsByAccount(cells: readonly string[], world: World, { ids, blindSpots }: LiveSite): readonly string[] {
  const read = new Map([...ids.people].map(([name, accountId]) => [accountId, name]));
  const renames = new Map(
    Object.values(world.accounts).map((account) => [nameOf(account), read.get(account.accountId) ?? account.accountId]),
  );
  const both = new Set(blindSpots.find(({ code }) => code === 'guest-and-licensed')?.things);
  return cells
    .filter((line) => !both.has(/^user:([^\t]+)/.exec(line)?.[1] ?? ''))
    .filter((line) => !/^group:[^\t]*\tchannel:/.test(line))
    .map((line) => line.replace(/^user:([^\t]+)/, (_, name: string) => `user:${renames.get(name) ?? name}`))
    .sort(compareBytes);
}
