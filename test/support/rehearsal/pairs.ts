import type { Compiled } from '../../../src/pipeline.js';
import { systemSpaceRoles } from '../../../src/model/bundles.js';
import { products } from '../../../src/model/permissions.js';
import { worldOf } from '../../../src/sandbox/from-policies/world-of.js';
import type { World } from '../../../src/sandbox/world.js';
import { asOf, compiled } from '../compiled.js';
import { tellable } from '../live-world.js';
import { makeValid } from '../organisation/make-valid.js';
import { mutate } from '../organisation/mutate.js';
import { filesOf, randomOrganisation } from '../organisation/organisation.js';
import type { Draft, DraftSite } from '../organisation/documents.js';
import { withPossibleNames } from './possible-names.js';
import { withAccounts } from '../../drift/sandbox-site.js';

/** Two organisations over the same names: what a site is, and what it is to be. */
export interface Pair {
  readonly before: Compiled;
  readonly after: Compiled;
  readonly world: World;
  /** What was there was made by policies, so that what they do not say any more is theirs to take away. */
  readonly isManaged: boolean;
}

/** Every third pair has nothing to do with each other but the names; the others came of several rounds of edits. */
export async function pairOf(seed: number): Promise<Pair> {
  const { documents } = randomOrganisation(seed, seed % 4 === 0 ? 'small' : 'tiny');
  const changed =
    seed % 3 === 0
      ? randomOrganisation(seed + 10_000, 'tiny').documents
      : [1, 2, 3].reduce<unknown[]>((all, round) => mutate(all, seed * 7 + round), documents);
  const drafts = documents as Draft[];
  const plan = ['premium', 'enterprise', 'standard'][seed % 7] ?? 'premium';
  const [before, after] = await Promise.all(
    [documents, withPossibleNames(makeValid(keptByWhoKeepsIt(structuredClone(changed) as Draft[], drafts)), drafts)].map(async (each) => {
      const state = await compiled(
        filesOf(
          each.filter((document) => !isSystems(document as Draft)).map((document) => possible(document as Draft, plan)),
          seed,
        ),
      );
      return { ...state, site: { ...withAccounts(state.site), guardrails: new Map() } };
    }),
  );
  if (before === undefined || after === undefined) throw new Error('Two are two.');
  const isManaged = seed % 2 === 1;
  const world = worldOf(before.site, asOf);
  // What was switched off can be switched on again; an app is so by nobody who applies.
  for (const account of Object.values(world.accounts))
    if (!account.active) Object.assign(account, { active: true, membership: account.type === 'app' ? 'active' : 'suspended' });
  for (const product of products) world.seats[product] ??= 1_000;
  // What no API tells of a site that nobody wrote before cannot be taken away.
  return { before, after, world: isManaged ? world : tellable(world), isManaged };
}

/**
 * As a site can be: a space is administered by somebody, and whoever holds something in it may read it. Without limits that would refuse a plan:
 * they have tests of their own.
 */
function possible(document: Draft, plan: string): Draft {
  if (document.kind === 'SpaceRole') return { ...document, permissions: withReading(document.permissions) };
  if (document.kind === 'Space') {
    const access = (document.access ?? []).map((grant) =>
      grant.allow === undefined ? grant : { ...grant, allow: withReading(grant.allow) },
    );
    const isElse = access.some(({ to, as }) => as !== undefined && to.includes('user:root@corp.test'));
    const administers = isElse ? { as: 'Admin' } : { allow: ['space-admin'] };
    const others = access.filter(({ to, as }) => as === undefined || !to.includes('user:root@corp.test'));
    return { ...document, access: [{ to: ['user:root@corp.test'], ...administers }, ...others] };
  }
  if (document.kind === 'Users') {
    for (const person of Object.values(document.users)) delete person.accountId;
    return document;
  }
  if (document.kind !== 'Site') return document;
  const site: DraftSite = { ...document, plan, limits: { maxRemovalPercent: 100, minAdmins: 1 } };
  delete site.seats;
  const admins = new Set([...(document.admins ?? []), 'user:root@corp.test']);
  return { ...site, admins: [...admins].filter((name) => name !== 'root@corp.test') };
}

/** Who keeps a group stays as it was, and so does who is in an open one: nobody compares these. */
function keptByWhoKeepsIt(changed: readonly Draft[], before: readonly Draft[]): Draft[] {
  const earlier = new Map(
    structuredClone(before).flatMap((document) => (document.kind === 'Group' ? [[document.name, document] as const] : [])),
  );
  return changed.map((document) => {
    if (document.kind !== 'Group') return document;
    const was = earlier.get(document.name);
    if (was?.managedBy === 'open') return was;
    const { managedBy, ...rest } = document;
    if (was === undefined) return managedBy === 'open' ? rest : document;
    if (was.managedBy === managedBy) return document;
    if (was.managedBy === 'idp') return was;
    const { observed, ...kept } = rest;
    return { ...kept, members: kept.members ?? observed?.members ?? [] };
  });
}

/** Confluence's own roles mean what they mean. */
function isSystems(document: Draft): boolean {
  return document.kind === 'SpaceRole' && Object.hasOwn(systemSpaceRoles, document.name);
}

function withReading(permissions: readonly string[]): string[] {
  return [...new Set(['read/space', ...permissions])];
}
