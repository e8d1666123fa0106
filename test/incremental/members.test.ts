import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Changed } from '../../src/incremental/changed-documents.js';
import { siteOf } from '../../src/image/lazy-site.js';
import type { Member } from '../../src/model/site.js';
import type { Plan } from '../../src/plan/plan.js';
import { compilePolicies, readPolicies, type Compiled, type Policies } from '../../src/pipeline.js';
import { planFromImage, planPolicies } from '../../src/planning.js';
import { planJson } from '../../src/render/plan/json.js';
import { asOf } from '../support/compiled.js';
import { imageOf } from '../support/image.js';
import { treeOf } from '../support/tree.js';

type Entry = string | { readonly user: string; readonly until?: string; readonly reason?: string };

const people = ['ada', 'bo', 'cy', 'di', 'ed'].map((name) => `${name}@acme.example`);

/** One who ended, one who is not active, and others; few enough that lists repeat them and have much in common. */
const users = {
  kind: 'Users',
  name: 'staff',
  users: Object.fromEntries(
    people.map((id, index) => [id, index === 3 ? { active: false } : index === 4 ? { until: '2026-01-01' } : { products: ['confluence'] }]),
  ),
};
const space = { kind: 'Space', key: 'HOME', access: [{ allow: ['read/space'], to: ['group:all'] }] };
const site = {
  kind: 'Site',
  name: 'acme',
  url: 'https://acme.atlassian.net',
  internalDomains: ['acme.example'],
  admins: ['user:ada@acme.example'],
};

const day = fc.constantFrom('2026-01-01', '2026-11-20', asOf, '2026-12-01', '2030-01-01');
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...people) },
  fc.constantFrom(...people).map((id) => `user:${id}`),
  fc.record({ user: fc.constantFrom(...people), until: day, reason: fc.constantFrom('on leave', 'a project') }, { requiredKeys: ['user'] }),
);
/** What becomes of an entry; undefined: it stays. */
const fate: fc.Arbitrary<readonly Entry[] | 'another day' | 'after it' | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.constantFrom('another day', 'after it') },
  fc.array(entry, { maxLength: 2 }),
);
/** A list before and after, which mostly have much in common. */
const lists = fc.array(fc.tuple(entry, fate, day), { maxLength: 8 }).map((items) => {
  const is = items.flatMap(([was, then, until]): readonly Entry[] => {
    if (then === undefined) return [was];
    const moved = { user: typeof was === 'string' ? was : was.user, until };
    return then === 'another day' ? [moved] : then === 'after it' ? [was, moved] : then;
  });
  return [items.map(([was]) => was), is] as const;
});

async function policiesWith(members: readonly Entry[]): Promise<Policies> {
  const group = { kind: 'Group', name: 'all', members };
  const files = Object.entries({ site, users, space, group }).map(
    ([name, document]) => [`${name}.yaml`, JSON.stringify(document)] as const,
  );
  return readPolicies(treeOf(files), asOf);
}

function compiledOf(policies: Policies): Compiled {
  const compiled = compilePolicies(policies);
  if (compiled === undefined) throw new Error(JSON.stringify(policies.diagnostics));
  return compiled;
}

const groupsIn = ({ documents }: Policies): Changed['documents'] => documents.filter(({ document: { file } }) => file === 'group.yaml');

/** Whose last day among the members moves, told person by person: from when, until when, and which entry says it. */
function movedIn(before: Compiled, after: Compiled): readonly (readonly [string, string | undefined, string | undefined, number])[] {
  const latest = ({ site }: Compiled, name: string): Member | undefined =>
    site.groups
      .get('all')
      ?.members.filter(({ user }) => user === name)
      .toSorted((a, b) => (b.until ?? 'later').localeCompare(a.until ?? 'later'))[0];
  const lasts = ({ until }: Member): boolean => until === undefined || until >= asOf;
  return people.flatMap((name) => {
    const [was, is] = [latest(before, name), latest(after, name)];
    if (was === undefined || is === undefined || was.until === is.until || !lasts(was) || !lasts(is)) return [];
    return [[name, was.until, is.until, is.index] as const];
  });
}

const told = (plan: Plan): unknown => JSON.parse(planJson({ plan }), (key, value: unknown) => (key === 'commit' ? undefined : value));

test('a list of members that is another than before gives what linking, compiling and planning everything gives', async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(lists, async ([was, is]) => {
      const [base, head] = [await policiesWith(was), await policiesWith(is)];
      const image = imageOf(compiledOf(base));
      const changed = { files: [image.files.find('group.yaml')], before: groupsIn(base), documents: groupsIn(head) };
      const side = (policies: Policies): { label: string; commit: string } => ({ label: policies.tree.label, commit: '' });
      const found = planFromImage({
        image,
        asOf,
        base: { ...side(base), changed: { files: [], before: [], documents: [] } },
        head: { ...side(head), changed },
        touched: [...changed.before, ...changed.documents],
        changedFiles: [{ path: 'group.yaml', status: 'modified' }],
        headFiles: () => head.tree,
      });
      const full = await planPolicies({ base, head: compiledOf(head) });
      const expected = movedIn(compiledOf(base), compiledOf(head));
      moved += expected.length;
      expect(full.movedEnds.map(({ what, before, after, at }) => [what.split(' ')[0], before, after, at.path[1]])).toEqual(expected);
      expect(found?.after.site.groups.get('all')).toEqual(head.site?.groups.get('all'));
      expect(siteOf(image).groups.get('all')).toEqual(base.site?.groups.get('all'));
      expect(found?.after.matrix.digest).toBe(compiledOf(head).matrix.digest);
      const plan = await found?.plan();
      expect(plan && told(plan)).toEqual(told({ ...full, changedFiles: plan?.changedFiles ?? [] }));
    }),
    { numRuns: 250 },
  );
  expect(moved).toBeGreaterThan(10);
});
