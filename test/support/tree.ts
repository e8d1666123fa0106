import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree } from '../../src/load/source-file.js';

/** A policy root in memory. */
export function treeOf(files: Iterable<readonly [path: string, text: string]>, label = 'memory'): SourceTree {
  const encoder = new TextEncoder();
  const list = Array.from(files, ([path, text]) => ({ path, bytes: encoder.encode(text) }));
  return { label, files: list.toSorted((a, b) => (a.path < b.path ? -1 : 1)), diagnostics: [] };
}

/** The YAML files below a folder of the tests, with paths from that folder. */
export function treeFrom(folder: string): SourceTree {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return treeOf(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const));
}
