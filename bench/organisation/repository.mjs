import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { drawOrganisation, edited } from './draw.mjs';
import { filesOf } from './files.mjs';

/**
 * A git repository with the organisation's policies at `HEAD~1` and five files of them changed at `HEAD`, checked out. Made once in the
 * scratch folder, and again when the generator has changed.
 */
export function organisationRepository(size, { seed = 1, scratch }) {
  const folder = join(scratch, `${size}-${String(seed)}-${generatorVersion()}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    writeRepository(unfinished, size, seed);
    renameSync(unfinished, folder);
  }
  return folder;
}

function generatorVersion() {
  const hash = createHash('sha256');
  for (const name of ['random', 'sizes', 'draw', 'files', 'repository']) hash.update(readFileSync(new URL(`${name}.mjs`, import.meta.url)));
  return hash.digest('hex').slice(0, 12);
}

function writeRepository(folder, size, seed) {
  mkdirSync(folder, { recursive: true });
  const before = drawOrganisation(size, { seed });
  const beforeFiles = filesOf(before);
  const changes = [...filesOf(edited(before))].filter(([path, text]) => beforeFiles.get(path) !== text);
  const git = (args, input) => execFileSync('git', args, { cwd: folder, input, stdio: ['pipe', 'ignore', 'pipe'], maxBuffer: 2 ** 30 });
  git(['init', '--quiet', '--initial-branch=main']);
  const stream = [commit('Write all policies', 1_790_000_000, beforeFiles), commit('Change five files', 1_790_086_400, changes)];
  git(['fast-import', '--quiet'], Buffer.concat(stream));
  git(['reset', '--quiet', '--hard', 'main']);
}

/** One commit in the format of `git fast-import`. */
function commit(message, time, files) {
  const lines = [`commit refs/heads/main\ncommitter Bench <bench@acme.example> ${String(time)} +0000\n${data(message)}`];
  for (const [path, text] of files) lines.push(`M 100644 inline ${path}\n${data(text)}`);
  return Buffer.from(lines.join(''));
}

function data(text) {
  return `data ${String(Buffer.byteLength(text))}\n${text}\n`;
}
