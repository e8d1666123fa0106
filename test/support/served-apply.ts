import { expect } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { noFaults } from '../../src/sandbox/faults.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { World } from '../../src/sandbox/world.js';
import { digestIn } from './applied-folder.js';
import { command, surroundings, type Ran } from './run.js';
import { runAsync } from './run-async.js';

/** A process that applies. */
export interface Applying {
  readonly child: ChildProcess;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** A site over HTTP that answers slowly, and the command for it. */
export interface ServedApply {
  readonly sandbox: Sandbox;
  readonly permafrost: (cwd: string, ...words: readonly string[]) => Promise<Ran>;
  /** An apply that is under way, and has come far enough. */
  readonly underWay: (cwd: string, isFarEnough: () => boolean) => Promise<Applying>;
  /** Ends every process that is under way still. */
  readonly close: () => Promise<void>;
}

export async function servedApply(world: World, slowness: number): Promise<ServedApply> {
  const running = await startSandbox({ world, seed: 1, faults: { ...noFaults, slow: 1, 'slow-ms': slowness } });
  const { sandbox, url } = running;
  const env = environmentFor(world);
  const permafrost = (cwd: string, ...words: readonly string[]): Promise<Ran> =>
    runAsync(process.execPath, [command, ...words, '--site', url], { cwd, env });
  const children: ChildProcess[] = [];
  return {
    sandbox,
    permafrost,
    async underWay(cwd, isFarEnough) {
      const digest = digestIn(await permafrost(cwd, 'apply', '--dry-run'));
      const child = spawn(process.execPath, [command, 'apply', '--site', url, '--approve', digest], { cwd, env, stdio: 'ignore' });
      children.push(child);
      const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
      for (let tries = 0; tries < 1800 && !isFarEnough(); tries++) await wait(10);
      expect(isFarEnough()).toBe(true);
      return { child, ended };
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      await running.close();
    },
  };
}

/** What the command needs to reach a site that a sandbox serves. */
export function environmentFor({ site }: World): NodeJS.ProcessEnv {
  return {
    ...surroundings(),
    PERMAFROST_EMAIL: 'root@acme.test',
    PERMAFROST_API_TOKEN: 'any',
    PERMAFROST_ORG_ID: site.orgId,
    PERMAFROST_ORG_API_KEY: 'any',
    PERMAFROST_SLACK_TOKEN: 'any',
  };
}
