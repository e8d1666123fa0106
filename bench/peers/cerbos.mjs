import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bytesIn } from '../figures/whole-process.mjs';
import { least } from '../goal.mjs';
import { timeProcesses } from '../measure.mjs';
import { importFrom, packages } from './install.mjs';

const permafrost = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));

export const title = 'Cerbos';

/** The program itself, in the package for this platform. */
export function programOf(home) {
  const [name = ''] = packages.cerbos.map((each) => each.slice(0, each.lastIndexOf('@')));
  return createRequire(join(home, 'package.json')).resolve(name);
}

/**
 * Writes a resource policy for each scheme, and derived roles for the actors of a project; gives the folder and how many bytes it has.
 * Cerbos keeps no groups and no projects: a person's groups and a project's actors come with each question.
 */
export function writePolicies({ schemes }, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const kinds = new Map();
  for (const { rules } of schemes) for (const { actor, needs } of rules) kinds.set(derivedRole(actor, needs), { actor, needs });
  writeFileSync(join(folder, 'actors.yaml'), derivedRoles(kinds));
  for (const { name, rules } of schemes) writeFileSync(join(folder, `${name}.yaml`), resourcePolicy(name, rules));
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

const derivedRole = (actor = 'everybody', needs = 'nothing') => `${actor}_${needs}`.toLowerCase().replaceAll('-', '_');

function derivedRoles(kinds) {
  const definition = ([name, { actor, needs }]) => [
    `    - name: ${name}`,
    '      parentRoles: ["*"]',
    ...(actor === undefined && needs === undefined
      ? []
      : ['      condition:', '        match:', `          expr: ${expression(actor, needs)}`]),
  ];
  return lines(['apiVersion: api.cerbos.dev/v1', 'derivedRoles:', '  name: actors', '  definitions:', ...[...kinds].flatMap(definition)]);
}

function expression(actor, needs) {
  return [
    ...(needs === undefined ? [] : [`"${needs}" in P.attr.products`]),
    ...(actor === undefined ? [] : [`hasIntersection(P.attr.names, R.attr.${actor})`]),
  ].join(' && ');
}

function resourcePolicy(name, rules) {
  return lines([
    'apiVersion: api.cerbos.dev/v1',
    'resourcePolicy:',
    `  resource: ${name}`,
    '  version: default',
    '  importDerivedRoles: [actors]',
    '  rules:',
    ...rules.flatMap(({ actor, needs, permissions }) => [
      `    - derivedRoles: [${derivedRole(actor, needs)}]`,
      '      effect: EFFECT_ALLOW',
      '      actions:',
      ...permissions.map((permission) => `        - ${permission}`),
    ]),
  ]);
}

const lines = (list) => `${list.map((line) => line.replace(/expr: (.*)$/, (_, text) => `expr: '${text}'`)).join('\n')}\n`;

/** Everything a person is: themselves and all groups above, with the products these give. */
function principalsOf({ people, groups, products }) {
  const names = new Map(people.map((user) => [user, new Set([`user:${user}`])]));
  const above = new Map(groups.map(({ name }) => [name, []]));
  const direct = new Map(people.map((user) => [user, []]));
  for (const { name, members, includes } of groups) {
    for (const user of members) direct.get(user).push(name);
    for (const group of includes) above.get(group).push(name);
  }
  const climb = (found, list) => {
    for (const name of list) {
      if (found.has(`group:${name}`)) continue;
      found.add(`group:${name}`);
      climb(found, above.get(name));
    }
  };
  for (const user of people) climb(names.get(user), direct.get(user));
  const holders = products.map(({ name, users, groups: holding }) => ({
    name,
    all: new Set([...users.map((user) => `user:${user}`), ...holding.map((group) => `group:${group}`)]),
  }));
  return new Map(
    people.map((user) => {
      const own = [...names.get(user)];
      const held = holders.filter(({ all }) => own.some((name) => all.has(name))).map(({ name }) => name);
      return [user, { id: user, roles: ['user'], attr: { names: own, products: held } }];
    }),
  );
}

function resourcesOf({ projects }) {
  const written = ({ type, name }) => `${type}:${name}`;
  return new Map(
    projects.map(({ key, scheme, actors }) => [
      key,
      { kind: scheme, id: key, attr: Object.fromEntries([...actors].map(([role, list]) => [role, list.map(written)])) },
    ]),
  );
}

export async function ask({ organisation, compare, home, scratch, loading }) {
  const { GRPC } = await importFrom(home, '@cerbos/grpc');
  const folder = join(scratch, 'policies');
  writePolicies(organisation, folder);
  const principals = principalsOf(organisation);
  const resources = resourcesOf(organisation);
  const port = await freePort();
  const server = spawn(
    programOf(home),
    [
      'server',
      '--log-level=error',
      '--set=telemetry.disabled=true',
      '--set=storage.driver=disk',
      `--set=storage.disk.directory=${folder}`,
      `--set=server.grpcListenAddr=127.0.0.1:${String(port)}`,
      `--set=server.httpListenAddr=127.0.0.1:${String(await freePort())}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaints = '';
  server.stderr.on('data', (text) => (complaints += String(text)));
  const client = new GRPC(`127.0.0.1:${String(port)}`, { tls: false });
  try {
    await loading(`Cerbos starts with ${organisation.schemes.length.toLocaleString('en')} policies`, () =>
      untilReady(client, server, () => complaints),
    );
    const single = ({ user, permission, project }) =>
      client.isAllowed({ principal: principals.get(user), resource: resources.get(project), action: permission });
    await compare('Cerbos over gRPC, one after the other', single, { goal: 1_000 });
    const together = (batch) => Promise.all(batch.map(single));
    await compare('Cerbos over gRPC, 32 at once', together, { batch: 32 });
  } finally {
    client.close();
    server.kill('SIGKILL');
  }
}

/** Compilers beside each other, in turns, as whole processes: bytes of policies a second. */
export function compile({ organisation, home, scratch, folder, size }) {
  const policies = join(scratch, 'policies');
  const bytes = writePolicies(organisation, policies);
  const [theirs, own] = timeProcesses(
    [
      { program: programOf(home), args: ['compile', policies], cwd: scratch },
      { args: [permafrost, 'compile', '--no-cache', '--quiet', '--as-of', '2026-11-21'], cwd: folder },
    ],
    { rounds: size === 'XL' ? 1 : 3 },
  );
  const ownBytes = bytesIn(join(folder, 'policies'));
  const [rate, ownRate] = [bytes / theirs.wall, ownBytes / own.wall];
  const note = (amount, wall) => `${(amount / 1e6).toPrecision(3)} MB in ${Math.round(wall).toLocaleString('en')} ms`;
  return [
    { what: '`permafrost compile`', value: ownRate / 1000, unit: 'MB/s', note: note(ownBytes, own.wall) },
    {
      what: '`cerbos compile`, of the schemes alone',
      value: rate / 1000,
      unit: 'MB/s',
      note: note(bytes, theirs.wall),
      ratio: ownRate / rate,
      beside: 'as many by permafrost',
      goals: size === 'L' || size === 'XL' ? [least(ownRate / rate, 10, '×')] : [],
    },
  ];
}

async function untilReady(client, server, complaints) {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${complaints().slice(0, 2000)}`);
    if (
      await client.serverInfo().then(
        () => true,
        () => false,
      )
    )
      return;
    await sleep(20);
  }
  throw new Error(`the server did not answer: ${complaints().slice(0, 2000)}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
