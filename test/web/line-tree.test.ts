import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Place } from '../../src/diagnostics/place.js';
import { compilePolicies, locate, readPolicies } from '../../src/pipeline.js';
import { explainerOf } from '../../src/query/explain.js';
import { lineIn, lineTree } from '../../src/web/line-tree.js';
import { reportData } from '../../src/web/report.js';
import { planPolicies } from '../../src/planning.js';
import { root } from '../support/run.js';
import { treeFrom } from '../support/tree.js';

describe('the lines of a document', () => {
  test('lead to what is written, or to the nearest thing around it', () => {
    const lines: Readonly<Record<string, number>> = { '': 3, a: 3, 'a key': 3, 'a.b': 5, 'a.b key': 4, 'a.b.0': 5, 'a.b.1': 7 };
    const tree = lineTree({ a: { b: ['x', 'y'] } }, (path, key) => lines[path.join('.') + (key === true ? ' key' : '')] ?? 0);
    const at = (...path: (string | number)[]): number => lineIn(tree, { path });
    expect([at(), at('a'), at('a', 'b'), at('a', 'b', 0), at('a', 'b', 1)]).toEqual([3, 3, 5, 5, 7]);
    expect(lineIn(tree, { path: ['a', 'b'], key: true })).toBe(4);
    expect([at('a', 'z'), at('a', 'b', 9), at('a', 'b', 1, 'q'), at('constructor')]).toEqual([3, 5, 7, 3]);
  });

  test('are those that everything else tells, for each step of each way to each cell of the example', async () => {
    const policies = await readPolicies(treeFrom(join(root, 'policies')), '2026-11-21');
    const head = compilePolicies(policies);
    if (head === undefined) throw new Error('The example does not compile.');
    const data = await reportData({ kind: 'state', plan: await planPolicies({ base: head, head }), head, files: [] });
    const places = new Set<Place>();
    const explainer = explainerOf(head.site, head.asOf);
    for (const { subject, permission, resource } of head.matrix.cells())
      for (const { edges } of explainer.reasons(subject, permission, resource).paths)
        for (const { at } of edges) if (at !== undefined) places.add(at);
    const position = await locate(head.tree, places);
    const found = Array.from(places, (place) => `${place.file}:${String(lineIn(data.lines[place.file]?.[place.document] ?? 0, place))}`);
    expect(found.length).toBeGreaterThan(300);
    expect(found).toEqual(Array.from(places, (place) => `${place.file}:${String(position(place).line)}`));
  });
});
