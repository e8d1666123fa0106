import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Faults } from '../../sandbox/faults.js';
import { parseFaults } from '../../sandbox/faults.js';
import type { World } from '../../sandbox/world.js';
import type { Site } from '../../model/site.js';
import { quote, visible } from '../../text/quote.js';
import { isSet, textOption, type Call } from '../call.js';
import { writeBeside } from '../output.js';
import { contentsOf, saidOfSandbox } from '../sandbox-report.js';
import { linkedState } from '../states.js';
import { UsageError } from '../usage-error.js';
import { isMailAddress } from '../../text/mail-address.js';

/** `permafrost sandbox`: serves a site to rehearse on until it is told to stop. */
export async function sandbox(call: Call): Promise<number> {
  const world = await worldFor(call);
  if (world === undefined) return 1;
  const { startSandbox } = await import('../../sandbox/server.js');
  const { saverTo } = await import('../../sandbox/world-file.js');
  const file = textOption(call, 'file');
  const save = file === undefined ? undefined : saverTo(resolve(call.flags.cwd, file));
  await save?.(world).catch((error: unknown) => refuseFile(file ?? '', error));
  if (isSet(call, 'make')) {
    call.talk.note(`${quote(file ?? '')} holds ${contentsOf(world)}.`);
    return 0;
  }
  const faults = faultsOf(call);
  const options = {
    world,
    readOnly: isSet(call, 'readOnly'),
    port: numberOption(call, 'port', 0, 65_535),
    seed: numberOption(call, 'seed', 1),
    ...(faults === undefined ? {} : { faults }),
    ...(save === undefined ? {} : { save }),
  };
  const running = await startSandbox(options).catch((error: unknown) => refusePort(options.port, error));
  try {
    const plan = textOption(call, 'clicks');
    if (plan !== undefined) return await (await import('../sandbox-clicks.js')).clickSteps(call, running, plan);
    const { line, text } = saidOfSandbox(running, file);
    await writeBeside(call.output, `${line}\n`);
    const readyFile = textOption(call, 'readyFile');
    if (readyFile !== undefined)
      await writeFile(resolve(call.flags.cwd, readyFile), `${line}\n`).catch((error: unknown) => refuseFile(readyFile, error));
    call.talk.note(text);
    await stopped();
  } finally {
    await running.close();
  }
  return 0;
}

/** What the sandbox begins with: its file, a seed, a site on its first day, or the policies. */
async function worldFor(call: Call): Promise<World | undefined> {
  refuseWithoutFile(call);
  if (textOption(call, 'admin') !== undefined && !isSet(call, 'fresh'))
    throw new UsageError('--admin is for a site on its first day.', 'Use it with --fresh.');
  const [file, from] = [textOption(call, 'file'), textOption(call, 'from')];
  const known = file === undefined ? undefined : await worldIn(file, call);
  const asksAnew = from !== undefined || isSet(call, 'fresh') || textOption(call, 'ref') !== undefined;
  if (known !== undefined && asksAnew)
    throw new UsageError(
      `${quote(file ?? '')} is there already, and would be overwritten.`,
      'Name another file with --file, or leave out what it is to start from.',
    );
  if (known !== undefined) return known;
  if (from !== undefined && isSet(call, 'fresh'))
    throw new UsageError('--from and --fresh cannot be used together.', 'Leave one of them out.');
  if (from !== undefined) {
    const seed = await worldIn(from, call);
    if (seed === undefined) throw new UsageError(`There is no file ${quote(from)}.`, 'Name a file that "permafrost sandbox" wrote.');
    return seed;
  }
  if (isSet(call, 'fresh')) return firstDay(call);
  const linked = await linkedState(call);
  return linked && (await import('../../sandbox/from-policies/world-of.js')).worldOf(linked.site, call.flags.asOf);
}

/** At the address of the policies, with what is bought there, if the policy folder is there. */
async function firstDay(call: Call): Promise<World | undefined> {
  const admin = adminOption(call);
  const { freshWorld, firstAdministrator } = await import('../../sandbox/seed.js');
  if (!existsSync(resolve(call.flags.cwd, call.flags.policies)) && textOption(call, 'ref') === undefined) return freshWorld(admin);
  const linked = await linkedState(call);
  if (linked === undefined) return undefined;
  const { nameOfWorld } = await import('../../sandbox/from-policies/world-of.js');
  const { url, plan, guestsPerPaidUser } = linked.site.about;
  if (!linked.site.people.has(admin ?? firstAdministrator)) tellStranger(call, linked.site, admin ?? firstAdministrator);
  return freshWorld(admin, { name: nameOfWorld(linked.site), url, plan, guestsPerPaidUser });
}

/** A plan takes administration from whoever is in no policy, which on an almost empty site is more than most limits allow. */
function tellStranger({ talk }: Call, { about, groups, people }: Site, admin: string): void {
  const named = about.admins.flatMap(({ type, name }) =>
    type === 'user' ? [name] : (groups.get(name)?.members ?? []).map(({ user }) => user),
  );
  const known = named.filter((name) => name.includes('@') && people.has(name)).sort();
  talk.note(
    `${visible(admin)} administers it, whom no policy declares: an apply would take that away, and mostly be refused for it.${known[0] === undefined ? '' : ` Somebody who administers by the policies: --admin ${visible(known[0])}`}`,
  );
}

/** What ends at once is of no use where nothing is kept. */
function refuseWithoutFile(call: Call): void {
  const [isMade, clicks, file] = [isSet(call, 'make'), textOption(call, 'clicks'), textOption(call, 'file')];
  if (isMade && clicks !== undefined) throw new UsageError('--make and --clicks cannot be used together.', 'Leave one of them out.');
  if (textOption(call, 'steps') !== undefined && clicks === undefined)
    throw new UsageError('--steps goes with --clicks.', 'Name the plan whose steps they are: --clicks plan.json --steps 1,3');
  if ((isMade || clicks !== undefined) && file === undefined)
    throw new UsageError(`${isMade ? '--make' : '--clicks'} needs the file of the sandbox.`, 'Name it: --file site.json');
  if (clicks !== undefined && !existsSync(resolve(call.flags.cwd, file ?? '')))
    throw new UsageError(`There is no file ${quote(file ?? '')}.`, 'Make one: permafrost sandbox --file FILE --make');
}

/** Who administers a site on its first day. */
function adminOption(call: Call): string | undefined {
  const email = textOption(call, 'admin')?.toLowerCase();
  if (email === undefined || isMailAddress(email)) return email;
  throw new UsageError(`--admin needs an e-mail address, not ${quote(email)}.`, 'Write it as --admin ana@acme.example.');
}

async function worldIn(path: string, { flags: { cwd } }: Call): Promise<World | undefined> {
  const { readWorld, SandboxFileError } = await import('../../sandbox/world-file.js');
  try {
    return await readWorld(resolve(cwd, path), path);
  } catch (error) {
    if (error instanceof SandboxFileError) throw new UsageError(error.message, error.hint);
    throw error;
  }
}

function faultsOf(call: Call): Faults | undefined {
  const text = textOption(call, 'faults');
  if (text === undefined) return undefined;
  const faults = parseFaults(text);
  if (typeof faults === 'string') throw new UsageError(faults, 'Write it as 429:0.1,drop:0.05,lag:3.');
  return faults;
}

function numberOption(call: Call, name: string, fallback: number, most = Number.MAX_SAFE_INTEGER): number {
  const text = textOption(call, name);
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > most)
    throw new UsageError(`--${name} needs a whole number${most < 1e6 ? ` up to ${most}` : ''}, not ${quote(text)}.`);
  return number;
}

function refuseFile(path: string, error: unknown): never {
  throw new UsageError(`${quote(path)} cannot be written: ${codeOf(error)}.`, 'Name a file in a folder that is there.');
}

function refusePort(port: number, error: unknown): never {
  throw new UsageError(
    `The port ${port} cannot be used: ${codeOf(error)}.`,
    'Name another one with --port, or leave it out for any that is free.',
  );
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}

/** Until Ctrl-C, or the end of the process that started this one asks for it. */
function stopped(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
  });
}
