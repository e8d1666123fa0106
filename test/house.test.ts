import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtIntoThePage } from './support/architecture.js';
import { importsOf } from './support/imports.js';

const root = resolve(import.meta.dirname, '..');

describe('the test run', () => {
  test('runs the ES modules that ship, not a CommonJS translation of them', () => {
    expect(typeof require).toBe('undefined');
    expect(import.meta.url).toMatch(/house\.test\.ts$/);
  });
});

interface LockedPackage {
  readonly license?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

describe('what is installed with us', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  const locked = Object.entries(packages).filter(([path]) => path !== '');
  const shipped = locked.filter(([, { dev }]) => !dev);
  const licences = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0', 'PSF-2.0', '0BSD'];

  test('is at most sixty packages', () => {
    expect(shipped.length).toBeGreaterThan(0);
    expect(shipped.length).toBeLessThanOrEqual(60);
  });

  test('has a licence that lets anyone use it', () => {
    expect(shipped.filter(([, { license }]) => !licences.includes(license ?? 'none')).map(([path]) => path)).toEqual([]);
  });

  test('runs no script of its own while it is installed', () => {
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  test('is looked for at no registry but the one configured, or npm itself', () => {
    const elsewhere = locked.filter(([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'));
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test('is named by exact versions', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe('what the sources import', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

  test('is what package.json declares for running, no more and no less', () => {
    const specifiers = sources.flatMap((path) => importsOf({ path, text: readFileSync(path, 'utf8') }).map(({ specifier }) => specifier));
    const imported = new Set(specifiers.flatMap((specifier) => packageOf(specifier) ?? []));
    expect(Object.keys(dependencies)).toEqual([...imported].filter((name) => !builtIntoThePage.includes(name)).toSorted());
  });

  test('and what is built into the page is installed for the build alone, by its exact version', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
    for (const name of builtIntoThePage) {
      expect(dependencies[name]).toBeUndefined();
      expect(devDependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('is a package by its first words', () => {
    expect(['yaml', 'a/b/c.js', '@a/b/c', './yaml.js', 'node:fs', undefined].map(packageOf)).toEqual([
      'yaml',
      'a',
      '@a/b',
      undefined,
      undefined,
      undefined,
    ]);
  });

  function packageOf(specifier: string | undefined): string | undefined {
    return specifier === undefined ? undefined : /^(?!node:)(?:@[^/]+\/)?[^./][^/]*/.exec(specifier)?.[0];
  }
});

describe('the command', () => {
  const command = join(root, 'dist/bin/permafrost.js');

  test('is executable and tells the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const { status, stdout } = spawnSync(process.execPath, [command, '--version'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${version}\n` });
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    if (process.platform !== 'win32') expect(statSync(command).mode & 0o111).toBe(0o111);
  });
});

describe('the scripts of the command', () => {
  test('are plain ASCII, as they are read, regular expressions too', () => {
    // Those of earlier builds may still be there, for commands that run.
    const started = readFileSync(join(root, 'dist/bin/permafrost.js'), 'utf8');
    const [, digest = 'none'] = /commands-([0-9a-f]+)\.cjs/.exec(started) ?? [];
    const scripts = ['permafrost.js', ...readdirSync(join(root, 'dist/bin')).filter((name) => name.endsWith(`-${digest}.cjs`))];
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((name) => /[\u0080-\uffff]/.test(readFileSync(join(root, 'dist/bin', name), 'utf8')))).toEqual([]);
  });
});

describe('the files in git', () => {
  // Written in pieces, so that this file does not hold what it looks for.
  const machinePaths = [
    ['', 'work', ''],
    ['', 'home', ''],
    ['', 'root', ''],
    ['', 'Users', ''],
    ['', 'tmp', 'team'],
  ].map((parts) => parts.join('/'));
  const machinePath = new RegExp(`(?<![\\w.~*$}/-])(${machinePaths.join('|')})`);
  const tracked = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  const files = tracked.status === 0 ? tracked.stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file))) : [];
  const inClone = tracked.status === 0 ? test : test.skip;
  if (tracked.status !== 0) console.warn('There is no git history here: the files are not searched for paths of somebody’s machine.');

  inClone('name no path of the machine they were written on', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => machinePath.test(readFileSync(join(root, file), 'latin1')))).toEqual([]);
  });

  test('would be found out if they did', () => {
    const planted = machinePaths.map((path) => `see "${path}x"`);
    expect(planted.filter((text) => !machinePath.test(text))).toEqual([]);
    expect(machinePath.test('https://a.example/home/page, src/work/')).toBe(false);
  });

  inClone('hold nothing that is built or installed', () => {
    expect(files.filter((file) => /^(dist|node_modules|coverage)\//.test(file))).toEqual([]);
  });
});
