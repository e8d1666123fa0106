import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import type { World } from '../../src/sandbox/world.js';
import { commit, createRepository, git } from '../load/scratch.js';
import { compiled } from './compiled.js';
import { run, type Ran } from './run.js';

/** The site of a company whose limits are in nobody's way. */
export const acme = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: premium
admins: [user:root@acme.test]
limits: {minAdmins: 1, maxRemovalPercent: 100}
`;

/** Options for the site that is in a file of the folder. */
export const on = ['--site', 'sandbox:site.json'];

type Files = Readonly<Record<string, string>>;

/** A repository of policies with a site in a file beside them. */
export interface AppliedFolder {
  readonly folder: string;
  readonly permafrost: (...words: readonly string[]) => Ran;
  /** What an apply would do now. */
  readonly planned: () => Ran;
  /** Applies what is planned now. */
  readonly apply: (...words: readonly string[]) => Ran;
  readonly now: () => World;
  readonly save: (world: World) => void;
}

/** Makes one: the site is as some policies say, and those of the commit may say more. */
export async function appliedFolder(path: string, { site, policies = site }: { site: Files; policies?: Files }): Promise<AppliedFolder> {
  const folder = createRepository(path);
  signedAs(folder, 'Mara');
  commit(folder, { '.gitignore': '*.json\n', ...policies });
  const file = join(folder, 'site.json');
  const save = (world: World): void => writeFileSync(file, JSON.stringify(world));
  save(await worldToday(site));
  const permafrost = (...words: readonly string[]): Ran => run(words, { cwd: folder });
  const planned = (): Ran => permafrost('apply', ...on, '--dry-run');
  return {
    folder,
    permafrost,
    planned,
    apply: (...words) => permafrost('apply', ...on, '--approve', digestIn(planned()), ...words),
    now: () => JSON.parse(readFileSync(file, 'utf8')) as World,
    save,
  };
}

/** Whoever applies from a folder is in the record by the name that git has for them there. */
export function signedAs(folder: string, name: string, email = `${name.toLowerCase()}@acme.test`): void {
  git(folder, 'config', 'user.name', name);
  git(folder, 'config', 'user.email', email);
}

/** A site as policies say it is, on the day of the commands that are run. */
export async function worldToday(policies: Files): Promise<World> {
  const today = new Date().toISOString().slice(0, 10);
  const { site } = await compiled(Object.entries(policies), today);
  return worldOf(site, today);
}

/** The digest to approve: the last that was told. */
export function digestIn({ stdout, stderr }: Ran): string {
  return [...`${stdout}${stderr}`.matchAll(/Digest (sha256:[0-9a-f]{64})/g)].at(-1)?.[1] ?? 'none';
}
