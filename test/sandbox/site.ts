import { afterAll } from '@jest/globals';
import { noFaults, type Faults } from '../../src/sandbox/faults.js';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { freshWorld } from '../../src/sandbox/seed.js';
import { startSandbox, type RunningSandbox, type ServerOptions } from '../../src/sandbox/server.js';
import type { World } from '../../src/sandbox/world.js';
import { asOf, compiled } from '../support/compiled.js';

/** A sandbox of a test, and a way to ask it. */
export interface Site extends RunningSandbox {
  readonly world: World;
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  fail(faults: Partial<Faults>, seed?: number): void;
}

export interface Answer {
  readonly status: number;
  // The tests look at what they know to be there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

const basic = `Basic ${Buffer.from('root@corp.test:token').toString('base64')}`;

/** Somebody of the tests' company. */
export const policies = `
kind: Site
name: corp
url: https://corp.atlassian.net
internalDomains: [corp.test]
plan: premium
admins: [group:admins]
seats: {jira-software: 5}
globalPermissions: [{to: [group:admins], allow: [ADMINISTER, BULK_CHANGE]}]
---
kind: Users
name: people
users:
  root@corp.test: {products: [jira-software, confluence]}
  ana@corp.test: {products: [jira-software, confluence]}
  bo@corp.test: {products: [jira-software], active: false}
  cy@corp.test: {products: [confluence]}
  gus@client.test: {products: [], guest: [jira, confluence]}
  bot: {type: app, audience: internal}
---
{kind: Group, name: admins, members: [root@corp.test]}
---
{kind: Group, name: eng, members: [ana@corp.test, bo@corp.test]}
---
{kind: Group, name: synced, managedBy: idp, products: [confluence], observed: {on: 2026-11-01, members: [cy@corp.test]}}
---
{kind: Role, name: Developers}
---
{kind: Role, name: Administrators}
---
kind: Scheme
name: standard
grants:
  - {to: [role:Administrators], allow: [ADMINISTER_PROJECTS, BROWSE_PROJECTS]}
  - {to: [role:Developers], allow: [developer]}
  - {to: [reporter], allow: [EDIT_ISSUES, BROWSE_PROJECTS]}
---
kind: Scheme
name: open
grants: [{to: [logged-in], allow: [viewer]}]
---
{kind: Project, key: ONE, lead: ana@corp.test, scheme: standard, roles: {Administrators: [group:admins], Developers: [group:eng]}}
---
{kind: Project, key: TWO, scheme: open, guests: [gus@client.test]}
---
{kind: Project, key: TEAM, style: team-managed, access: private, roles: {Administrator: [user:ana@corp.test]}}
---
kind: Space
key: DOCS
access:
  - {to: [group:admins], allow: [space-admin]}
  - {to: [group:eng], allow: [space-viewer]}
  - {to: [user:cy@corp.test], as: Collaborator}
guests: [gus@client.test]
---
kind: Space
key: OTHER
access: [{to: [group:admins], allow: [space-admin]}]
---
{kind: Channel, name: general, private: false, members: [group:eng]}
---
{kind: Channel, name: client, members: [user:root@corp.test], guests: [gus@client.test]}
`;

export async function policyWorld(text = policies): Promise<World> {
  return worldOf((await compiled([['policies.yaml', text]])).site, asOf);
}

/** Starts a sandbox of the company above; all of them end with the file. */
export async function startSite(options: Partial<ServerOptions> = {}): Promise<Site> {
  const world = options.world ?? (await policyWorld());
  const running = await startSandbox({ now: () => Date.UTC(2026, 10, 21), ...options, world });
  started.push(running);
  const ask: Site['ask'] = async (method, path, body, headers) => {
    const response = await fetch(`${running.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: basic, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text, headers: response.headers };
  };
  return {
    ...running,
    world,
    ask,
    get: (path) => ask('GET', path),
    fail: (faults, seed = 1) => running.sandbox.setFaults({ ...noFaults, ...faults }, seed),
  };
}

const started: RunningSandbox[] = [];
afterAll(async () => {
  await Promise.all(started.map((running) => running.close()));
});

export function freshSite(options: Partial<ServerOptions> = {}): Promise<Site> {
  return startSite({ world: freshWorld(), ...options });
}

/** Ids by the names that the policies use. */
export function idsOf(world: World) {
  const find = <T>(things: Readonly<Record<string, T>>, is: (thing: T) => boolean): T => {
    const found = Object.values(things).find(is);
    if (found === undefined) throw new Error('The test asks for something that is not there.');
    return found;
  };
  return {
    account: (email: string) => find(world.accounts, (each) => each.email === email).accountId,
    group: (name: string) => find(world.groups, (each) => each.name === name).id,
    role: (name: string) => find(world.projectRoles, (each) => each.name === name && each.project === undefined).id,
    scheme: (name: string) => find(world.schemes, (each) => each.name === name).id,
    project: (key: string) => find(world.projects, (each) => each.key === key),
    space: (key: string) => find(world.spaces, (each) => each.key === key),
    spaceRole: (name: string) => find(world.spaceRoles, (each) => each.name === name).id,
    channel: (name: string) => find(world.chat.channels, (each) => each.name === name).id,
    chatUser: (email: string) => find(world.chat.users, (each) => each.email === email).id,
  };
}
