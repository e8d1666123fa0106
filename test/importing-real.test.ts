import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importAnew, provenFiles } from '../src/importing.js';
import { acmeSite } from './providers/acme-site.js';
import { liveOf, readFrom } from './providers/contract.js';
import { asOf } from './support/compiled.js';
import { siteScript } from './support/scripted-site.js';
import { shared } from './support/shared.js';
import { treeOf } from './support/tree.js';

const folder = shared('real/jira');
const isHere = existsSync(folder);
if (!isHere) console.warn('SKIPPED: the real answers are not here.');

type Thing = Readonly<Record<string, unknown>>;

function answer(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

(isHere ? describe : describe.skip)('real answers', () => {
  test('of lived-in schemes and roles are imported, each grant as a line or a blind spot, and compile to the same', async () => {
    const { permissionSchemes: schemes } = answer('go-jira/all_permissionschemes.json') as { readonly permissionSchemes: readonly Thing[] };
    const [actual] = acmeSite.projects;
    if (actual === undefined) throw new Error('The site of the tests has no project.');
    const projects = schemes.map(({ id }, index) => ({
      project: { ...actual.project, id: String(index), key: `REAL${String(index)}` },
      // Of the roles in the answers the project has the one that somebody is in.
      roles: [{ id: 10_002, name: 'Administrator', actors: actual.roles[0]?.actors ?? [] }],
      scheme: Number(id),
    }));
    const roles = answer('go-jira/all_roles.json') as readonly Thing[];
    const live = liveOf((await readFrom(siteScript({ ...acmeSite, schemes, roles, projects }), ['jira'])).reading);
    const { files, matrix, leftOut, unsaid } = importAnew({ live: live.site, asOf, internalDomains: ['acme.example'] });
    const proof = await provenFiles(treeOf(files.map(({ path, text }) => [path, text] as const)), matrix, 'policies');
    expect(proof.type === 'invalid' ? proof.policies.diagnostics : proof.type).toBe('same');
    expect({ leftOut, unsaid }).toEqual({ leftOut: [], unsaid: undefined });
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['groups/FooBarGroup.yaml', 'schemes/Default-Permission-Scheme.yaml', 'projects/REAL1.yaml']),
    );
    expect(live.blindSpots.map(({ code }) => code)).toContain('unknown-role');
    expect(matrix.counts.cells).toBeGreaterThan(0);
  });
});
