import { afterAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from '../../src/load/folder.js';
import type { SourceTree } from '../../src/load/source-file.js';
import { scratchFolder, write } from './scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

let rooms = 0;
function room(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = join(scratch.root, String(++rooms));
  mkdirSync(folder);
  return write(folder, files);
}

const paths = ({ files }: SourceTree): readonly string[] => files.map(({ path }) => path);
const findings = ({ diagnostics }: SourceTree): readonly string[] =>
  diagnostics.map(({ code, severity, at }) => `${severity} ${code} ${at.file}`);

describe('a folder', () => {
  test('gives its policy files in any layout, hidden ones too, sorted by bytes, and their bytes as they are', () => {
    const cwd = room({
      'policies/b.yml': 'b',
      'policies/a/deep/er/c.yaml': new Uint8Array([0xff, 0, 0x0a]),
      'policies/.hidden/d.yaml': 'd',
      'policies/a.yaml': 'a',
      'policies/README.md': 'no policy',
      'policies/x.yaml.bak': 'no policy',
      'policies/\u{1f600}.yaml': 'after the next by UTF-16, before it by bytes it is not',
      'policies/\uff5e.yaml': 'z',
    });
    const tree = readFolder('policies', { cwd });
    expect(paths(tree)).toEqual([
      'policies/.hidden/d.yaml',
      'policies/a.yaml',
      'policies/a/deep/er/c.yaml',
      'policies/b.yml',
      'policies/\uff5e.yaml',
      'policies/\u{1f600}.yaml',
    ]);
    expect([...(tree.files[2]?.bytes ?? [])]).toEqual([0xff, 0, 0x0a]);
    expect(tree.label).toBe('policies');
    expect(tree.diagnostics).toEqual([]);
  });

  test('is called as seen from the current folder, or as it was written if it is elsewhere', () => {
    const cwd = room({ 'policies/a.yaml': 'a', 'sub/b.yaml': 'b' });
    expect(paths(readFolder('./policies//', { cwd }))).toEqual(['policies/a.yaml']);
    expect(paths(readFolder(join(cwd, 'policies'), { cwd }))).toEqual(['policies/a.yaml']);
    expect(paths(readFolder('../policies/', { cwd: join(cwd, 'sub') }))).toEqual(['../policies/a.yaml']);
    expect(paths(readFolder(join(cwd, 'policies'), { cwd: join(cwd, 'sub') }))).toEqual([`${cwd}/policies/a.yaml`]);
    expect(paths(readFolder('.', { cwd }))).toEqual(['policies/a.yaml', 'sub/b.yaml']);
    expect(readFolder('policies', { cwd, label: 'working tree' }).label).toBe('working tree');
  });

  test('that is empty has no files and nothing wrong with it', () => {
    expect(readFolder('.', { cwd: room() })).toEqual({ label: '.', root: '.', files: [], diagnostics: [] });
  });

  test('that is missing, or a file, is a finding', () => {
    const cwd = room({ file: 'x' });
    expect(findings(readFolder('policies', { cwd }))).toEqual(['error missing-folder policies']);
    expect(findings(readFolder('file', { cwd }))).toEqual(['error missing-folder file']);
    expect(findings(readFolder('file/policies', { cwd }))).toEqual(['error missing-folder file/policies']);
  });

  test('is read without what git keeps in it', () => {
    const cwd = room({ '.git/a.yaml': 'no policy', 'a.yaml': 'a' });
    expect(paths(readFolder('.', { cwd }))).toEqual(['a.yaml']);
  });

  test('holds no files of a submodule, but says so', () => {
    const cwd = room({ 'policies/module/.git': 'gitdir: elsewhere', 'policies/module/a.yaml': 'a' });
    const tree = readFolder('policies', { cwd });
    expect({ paths: paths(tree), findings: findings(tree) }).toEqual({ paths: [], findings: ['error submodule policies/module'] });
  });
});

describe('a symbolic link', () => {
  test('to a file, to a folder, to nothing or to itself is a finding each', () => {
    const cwd = room({ 'elsewhere/a.yaml': 'a', 'policies/b.yaml': 'b' });
    symlinkSync('../elsewhere', join(cwd, 'policies/folder'));
    symlinkSync('../elsewhere/a.yaml', join(cwd, 'policies/file.yaml'));
    symlinkSync('nowhere', join(cwd, 'policies/nothing.yaml'));
    symlinkSync('.', join(cwd, 'policies/self'));
    const tree = readFolder('policies', { cwd });
    expect(paths(tree)).toEqual(['policies/b.yaml']);
    expect(findings(tree)).toEqual(['file.yaml', 'folder', 'nothing.yaml', 'self'].map((name) => `error symbolic-link policies/${name}`));
  });

  test('in place of the folder itself is one too', () => {
    const cwd = room({ 'elsewhere/a.yaml': 'a' });
    symlinkSync('elsewhere', join(cwd, 'policies'));
    expect(findings(readFolder('policies', { cwd }))).toEqual(['error symbolic-link policies']);
  });
});

describe('a file', () => {
  test('whose ending is not in lower case is warned of', () => {
    const tree = readFolder('.', { cwd: room({ 'a.YAML': 'a', 'b.Yml': 'b' }) });
    expect({ paths: paths(tree), findings: findings(tree) }).toEqual({
      paths: [],
      findings: ['warning ignored-file a.YAML', 'warning ignored-file b.Yml'],
    });
  });

  test('that is a pipe is refused, and not waited for', () => {
    const cwd = room();
    execFileSync('mkfifo', [join(cwd, 'pipe.yaml')]);
    expect(findings(readFolder('.', { cwd }))).toEqual(['error unreadable-file pipe.yaml']);
  });

  test('that may not be read, and a folder that may not, are findings', () => {
    const cwd = room({ 'a.yaml': 'a', 'locked/b.yaml': 'b', 'c.yaml': 'c' });
    chmodSync(join(cwd, 'a.yaml'), 0);
    chmodSync(join(cwd, 'locked'), 0);
    const tree = unprivileged(cwd, () => readFolder('.', { cwd }));
    chmodSync(join(cwd, 'locked'), 0o700);
    expect(paths(tree)).toEqual(['c.yaml']);
    expect(findings(tree)).toEqual(['error unreadable-file a.yaml', 'error unreadable-file locked']);
    expect(tree.diagnostics[0]?.message).toBe('"a.yaml" cannot be read: permission denied.');
  });

  test('that only points to Git LFS is refused', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
    const tree = readFolder('.', { cwd: room({ 'a.yaml': pointer, 'b.yaml': 'version https' }) });
    expect({ paths: paths(tree), findings: findings(tree) }).toEqual({ paths: ['b.yaml'], findings: ['error lfs-pointer a.yaml'] });
  });

  test('may have any name that the disk takes, UTF-8 or not', () => {
    const cwd = room({ 'a "b" \\ c.yaml': '1', 'new\nline.yaml': '2' });
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/caf`), Buffer.from([0xe9]), Buffer.from('.yaml')]), '3');
    const odd = Buffer.concat([Buffer.from(`${cwd}/d`), Buffer.from([0xc3, 0x28])]);
    mkdirSync(odd);
    writeFileSync(Buffer.concat([odd, Buffer.from('/é.yaml')]), '4');
    const tree = readFolder('.', { cwd });
    expect(tree.files.map(({ path, bytes }) => `${path} ${Buffer.from(bytes).toString()}`)).toEqual([
      'a "b" \\ c.yaml 1',
      'caf\\xE9.yaml 3',
      'd\\xC3(/é.yaml 4',
      'new\nline.yaml 2',
    ]);
    expect(tree.diagnostics).toEqual([]);
  });
});

/** Permissions do not bind root, as which tests run in many containers. */
function unprivileged<Result>(folder: string, action: () => Result): Result {
  if (process.getuid?.() !== 0 || !process.seteuid) return action();
  chmodSync(folder, 0o755);
  chmodSync(scratch.root, 0o755);
  process.seteuid(65534);
  try {
    return action();
  } finally {
    process.seteuid(0);
  }
}
