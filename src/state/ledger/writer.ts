import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { tryGit } from '../git/run-git.js';
import { attempt } from '../cache.js';
import type { Person, Writer } from './entry.js';

/** Whoever runs this process, as git would write them into a commit; somebody who has told git nothing is a user of a machine. */
export async function thisWriter(cwd: string, environment: Readonly<Record<string, string | undefined>> = process.env): Promise<Writer> {
  const boot = bootOf();
  const writer = { who: await personHere(cwd, environment), host: hostname() || 'localhost', pid: process.pid };
  return boot === undefined ? writer : { ...writer, boot };
}

async function personHere(cwd: string, environment: Readonly<Record<string, string | undefined>>): Promise<Person> {
  const user = (attempt(() => userInfo().username) ?? '').replace(/[^\p{L}\p{N}._-]/gu, '').replace(/^\.+|\.+$/g, '') || 'somebody';
  const email = environment['GIT_AUTHOR_EMAIL'] ?? (await configured(cwd, 'user.email')) ?? environment['EMAIL'];
  const name = environment['GIT_AUTHOR_NAME'] ?? (await configured(cwd, 'user.name'));
  return { name: name || user, email: email || `${user}@${hostname() || 'localhost'}` };
}

async function configured(cwd: string, key: string): Promise<string | undefined> {
  const { code, stdout } = await tryGit(cwd, ['config', '--get', key]);
  const value = stdout.toString('utf8').replace(/\n$/, '');
  return code === 0 && value !== '' ? value : undefined;
}

/** Of this start of the machine and, in a container, of this container: process ids mean something within it alone. */
function bootOf(): string | undefined {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const room = attempt(() => readlinkSync('/proc/self/ns/pid'));
  return boot === undefined
    ? undefined
    : createHash('sha256')
        .update(`${boot} ${room ?? ''}`)
        .digest('hex')
        .slice(0, 16);
}

/** Whether the process of another entry runs; undefined where that cannot be known from here. */
export function isAlive(other: Writer, here: Writer): boolean | undefined {
  if (other.host !== here.host || other.boot !== here.boot) return undefined;
  try {
    process.kill(other.pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether two entries are of one person on one machine. */
export function isSame(other: Writer, here: Writer): boolean {
  return other.who.email === here.who.email && other.host === here.host;
}

/** Whether an entry was written by this very process. */
export function isItself(other: Writer, here: Writer): boolean {
  return isSame(other, here) && other.boot === here.boot && other.pid === here.pid;
}
