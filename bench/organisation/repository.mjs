import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { drawOrganisation, edited, withOtherDevelopers, withoutOne } from './draw.mjs';
import { filesOf } from './files.mjs';
import { keptGuardrails } from './guardrails.mjs';
import { drawHistory } from './history.mjs';

/**
 * A git repository with the organisation's policies at `HEAD~1` and five files of them changed at `HEAD`, checked out. Other branches leave
 * `HEAD~1` in other ways: on `one-leaves` one person leaves the largest group, on `mass-change` a role is filled anew in a tenth of the
 * projects, on `guarded` guardrails are added before the same five files change, and `history` are 200 commits of daily work. Made once in the
 * scratch folder, and again when the generator has changed.
 */
export function organisationRepository(size, { seed = 1, scratch }) {
  const folder = join(scratch, `${size}-${String(seed)}-${generatorVersion()}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${String(process.pid)}`;
  rmSync(unfinished, { recursive: true, force: true });
  writeRepository(unfinished, size, seed);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another bench was faster: its bytes are the same.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}

function generatorVersion() {
  const hash = createHash('sha256');
  for (const name of ['random', 'sizes', 'draw', 'files', 'guardrails', 'history', 'repository'])
    hash.update(readFileSync(new URL(`${name}.mjs`, import.meta.url)));
  return hash.digest('hex').slice(0, 12);
}

function writeRepository(folder, size, seed) {
  mkdirSync(folder, { recursive: true });
  const before = drawOrganisation(size, { seed });
  const beforeFiles = filesOf(before);
  const changed = (organisation) => [...filesOf(organisation)].filter(([path, text]) => beforeFiles.get(path) !== text);
  const git = (args, options) =>
    execFileSync('git', args, { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'], maxBuffer: 2 ** 30, ...options });
  git(['init', '--quiet', '--initial-branch=main']);
  const stream = [
    commit('main', 'Write all policies', 1_790_000_000, beforeFiles, { mark: 1 }),
    commit('main', 'Change five files', 1_790_086_400, changed(edited(before))),
    commit('one-leaves', 'Take one person out of a group', 1_790_086_400, changed(withoutOne(before)), { from: 1 }),
    commit('mass-change', 'Give projects other developers', 1_790_086_400, changed(withOtherDevelopers(before)), { from: 1 }),
  ];
  const guarded = 1_000;
  stream.push(
    commit('guarded', 'Add guardrails', 1_790_043_200, [['policies/guardrails.yaml', keptGuardrails.join('---\n')]], {
      from: 1,
      mark: guarded,
    }),
    commit('guarded', 'Change five files', 1_790_086_400, changed(edited(before)), { from: guarded }),
  );
  let from = 1;
  for (const { message, files } of drawHistory(before)) {
    stream.push(commit('history', message, 1_790_086_400 + from * 3_600, files, { from, mark: from + 1 }));
    from++;
  }
  git(['fast-import', '--quiet'], { input: Buffer.concat(stream) });
  git(['reset', '--quiet', '--hard', 'main']);
}

/** One commit in the format of `git fast-import`; a file without text is deleted. */
function commit(branch, message, time, files, { mark, from } = {}) {
  const lines = [`commit refs/heads/${branch}\n`];
  if (mark !== undefined) lines.push(`mark :${String(mark)}\n`);
  lines.push(`committer Bench <bench@acme.example> ${String(time)} +0000\n${data(message)}`);
  if (from !== undefined) lines.push(`from :${String(from)}\n`);
  for (const [path, text] of files) lines.push(text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`);
  return Buffer.from(lines.join(''));
}

function data(text) {
  return `data ${String(Buffer.byteLength(text))}\n${text}\n`;
}
