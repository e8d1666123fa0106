import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import { makeApplyPlan } from '../../src/apply/make-apply-plan.js';
import type { ApplyInput } from '../../src/apply/todo.js';
import { orderPieces } from '../../src/apply/order-pieces.js';
import type { PutInOrder } from '../../src/apply/ordering.js';
import { compareWithSite, type Compared } from '../../src/drift/drift-between.js';
import { managedThings } from '../../src/drift/managed.js';
import type { LiveState } from '../../src/drift/live-state.js';
import type { Api } from '../../src/providers/provider.js';
import { asOf, compiled } from '../support/compiled.js';
import { allApis } from '../drift/sandbox-site.js';

export const commit = 'c0ffee'.padEnd(40, '0');

const frame = ({
  plan = 'premium',
  limits = '{maxRemovalPercent: 100, minAdmins: 1}',
  seats,
  admins = 'group:admins',
}: Case): string => `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: ${plan}
admins: [${admins}]
limits: ${limits}${seats === undefined ? '' : `\nseats: ${seats}`}
---
{kind: Users, name: people, users: {ana@acme.test: {products: [jira-software, confluence]}, bo@acme.test: {products: [jira-software, confluence]}}}
---
{kind: Group, name: admins, members: [ana@acme.test]}
`;

export interface Case {
  /** What the policies say, and what the site has, beside what both have. */
  readonly policies?: string;
  readonly live?: string;
  /** What was applied last; the site, if left out. */
  readonly managed?: string;
  readonly plan?: string;
  /** Of the policies: limits, seats and administrators of the Site. */
  readonly limits?: string;
  readonly seats?: string;
  readonly admins?: string;
  readonly apis?: readonly Api[];
  readonly input?: Partial<ApplyInput>;
  /** Changes of the reading that policies cannot say. */
  readonly read?: (live: LiveState) => LiveState;
}

export async function comparedFor(given: Case): Promise<Compared> {
  const { policies = '', live = '', managed = live, apis = allApis, read } = given;
  const all = (more: string, of: Case): string => `${frame(of)}${more === '' ? '' : `---\n${more}`}`;
  // Too few seats are an error of policies, and the site is written as some.
  const { plan, limits } = given;
  const others: Case = { ...(plan === undefined ? {} : { plan }), ...(limits === undefined ? {} : { limits }) };
  const texts = [all(policies, given), all(live, others), all(managed, others)];
  const [site, there, before] = await Promise.all(texts.map(async (text) => (await compiled([['policies/a.yaml', text]])).site));
  if (site === undefined || there === undefined || before === undefined) throw new Error('Three texts are three sites.');
  const state: LiveState = { site: there, apis, blindSpots: [] };
  return compareWithSite(site, read?.(state) ?? state, asOf, { managed: managedThings(before) });
}

/** The plan that makes a site of some facts as policies say. */
export async function planOf(given: Case, order: PutInOrder = orderPieces): Promise<ApplyPlan> {
  return makeApplyPlan(
    { compared: await comparedFor(given), excused: new Map(), policies: { commit, digest: `sha256:${'0'.repeat(64)}` }, ...given.input },
    order,
  );
}
