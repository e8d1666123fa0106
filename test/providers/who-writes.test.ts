import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { importsOf } from '../support/imports.js';

const root = resolve(import.meta.dirname, '../..');
const writer = 'src/providers/http/writer.ts';

/** The only files that may make a writer's errors, or one itself; and what carries out a plan, which is given one. */
const mayReach = [
  /^src\/providers\/(?:atlassian|slack)\/[a-z-]*target[a-z-]*\.ts$/,
  /^src\/providers\/targets?(?:-from-environment)?\.ts$/,
];
const carryOut = ['src/cli/commands/apply.ts', 'src/cli/commands/undo.ts'];

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The files of ours that a file loads, now or later. */
function loadedBy(path: string, text = textOf(path)): readonly string[] {
  return importsOf({ path, text }).flatMap(({ specifier, typeOnly }) => {
    if (typeOnly || specifier?.startsWith('.') !== true) return [];
    const base = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '');
    return [`${base}.ts`, `${base}.tsx`].filter((file) => existsSync(join(root, file)));
  });
}

const known = new Map<string, readonly string[]>();

function reachableFrom(path: string): ReadonlySet<string> {
  const seen = new Set([path]);
  for (const file of seen) {
    const next = known.get(file) ?? loadedBy(file);
    known.set(file, next);
    for (const one of next) seen.add(one);
  }
  return seen;
}

const commands = readdirSync(join(root, 'src/cli/commands')).map((name) => `src/cli/commands/${name}`);

describe('writing to a site', () => {
  test('is the business of no command but those that carry out a plan', () => {
    expect(existsSync(join(root, writer))).toBe(true);
    expect(commands).toEqual(expect.arrayContaining(['plan', 'drift', 'import', 'validate'].map((name) => `src/cli/commands/${name}.ts`)));
    expect(commands.filter((path) => !carryOut.includes(path) && reachableFrom(path).has(writer))).toEqual([]);
  });

  test('is named by targets alone', () => {
    const all = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .map((name) => `src/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.tsx?$/.test(name) && name !== writer);
    const direct = all.filter((path) => textOf(path).includes('writer.js') && loadedBy(path).includes(writer));
    expect(direct.filter((path) => !mayReach.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  test('would be found out if the source for reading came by it', () => {
    expect(loadedBy('src/providers/source.ts', "import { createWriter } from './http/writer.js';")).toEqual([writer]);
    expect(loadedBy('src/cli/commands/plan.ts', "await import('../../providers/http/writer.js');")).toEqual([writer]);
    expect(reachableFrom('src/cli/commands/drift.ts').has('src/providers/http/client.ts')).toBe(true);
  });
});
