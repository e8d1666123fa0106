import type { AccountFinding, AuditSeen, Difference, Doing } from '../../drift/drift.js';
import { count, list } from '../../text/plural.js';

/** Makes a name safe for the output at hand. */
export type Escape = (name: string) => string;

/** `On the site group partners has the member kim@x; git does not say so.` */
export function differenceWords({ type, of, git, site }: Pick<Difference, 'type' | 'of' | 'git' | 'site'>, escape: Escape): string {
  const said = (says: readonly string[]): string => phrase(type, of, says, escape);
  if (git !== undefined && site !== undefined) return `In git ${said(git)}; on the site ${said(site)}.`;
  if (site !== undefined) return `On the site ${said(site)}; git does not say so.`;
  return `In git ${said(git ?? [])}; the site does not have it.`;
}

function phrase(type: Difference['type'], of: string, says: readonly string[], escape: Escape): string {
  const [first = '', second = ''] = says;
  const thing = thingWords(of, escape);
  const holder = (word: string): string => thingWords(word, escape);
  switch (type) {
    case 'person':
    case 'group':
    case 'role':
    case 'scheme':
    case 'project':
    case 'space':
    case 'space-role':
    case 'channel':
      return `there is ${thing}`;
    case 'active':
      return `${thing} is ${first === 'true' ? 'active' : 'switched off'}`;
    case 'product':
      return `${thing} has the product ${escape(first)}`;
    case 'guest':
      return `${thing} is a guest of ${escape(first)}`;
    case 'managed-by':
      return `${thing} is ${keepers[first] ?? `kept by ${escape(first)}`}`;
    case 'member':
    case 'channel-member':
      return `${thing} has the member ${holder(first)}`;
    case 'inclusion':
      return `${thing} includes ${holder(first)}`;
    case 'group-product':
      return `${thing} gives the product ${escape(first)}`;
    case 'grant':
    case 'space-grant':
    case 'global-permission':
      return `${thing} gives ${escape(second)} to ${holder(first)}`;
    case 'project-type':
      return `${thing} is a project of ${escape(first)}`;
    case 'lead':
      return `${thing} has the lead ${holder(first)}`;
    case 'project-scheme':
      return `${thing} uses ${holder(first)}`;
    case 'project-access':
      return `${thing} is ${escape(first)}`;
    case 'archived':
      return `${thing} is ${first === 'true' ? 'archived' : 'not archived'}`;
    case 'actor':
      return `${thing} has ${holder(second)} in ${holder(first)}`;
    case 'project-guest':
    case 'space-guest':
    case 'channel-guest':
      return `${thing} has the guest ${holder(first)}`;
    case 'space-role-permission':
      return `${thing} gives ${escape(first)}`;
    case 'space-role-grant':
      return `${thing} gives ${holder(second)} to ${holder(first)}`;
    case 'guest-permission':
      return `${thing} gives ${escape(first)} to its guests`;
    case 'private':
      return `${thing} is ${first === 'true' ? 'private' : 'public'}`;
    case 'administrator':
      return `${thing} has the administrator ${holder(first)}`;
  }
}

const keepers: Readonly<Record<string, string>> = {
  git: 'kept by hand',
  idp: 'filled by the identity provider',
  open: 'open for anybody to join',
};

const kinds: readonly string[] = ['guardrail', 'group', 'role', 'scheme', 'project', 'space', 'channel', 'application'];

/** `group partners`, `the site`, `ana@acme.example`. */
export function thingWords(reference: string, escape: Escape): string {
  if (reference === 'site') return 'the site';
  const colon = reference.indexOf(':');
  const [kind, name] = [reference.slice(0, Math.max(colon, 0)), reference.slice(colon + 1)];
  if (kind === 'user') return escape(name);
  if (kind === 'space-role') return `the space role ${escape(name)}`;
  return kinds.includes(kind) ? `${kind} ${escape(name)}` : escape(reference);
}

export function accountWords({ code, person, declared = '', found = '' }: AccountFinding, escape: Escape): string {
  return code === 'identity-swap'
    ? `${escape(person)} is account ${escape(declared)} by git, but on the site account ${escape(found)} has this address: it is somebody else, and is treated so.`
    : `${escape(person)} has left by git, but the account can still be used.`;
}

/** What a comment in excuse says: `until 2027-01-31 (user:ana: being moved)`. */
export function excuseWords(
  { reason, owner, until }: { readonly reason: string; readonly owner: string; readonly until: string },
  escape: Escape,
): string {
  return `until ${until}, ${escape(owner)}: ${escape(reason)}`;
}

export function unmanagedWords(
  all: readonly { readonly kind: string; readonly count: number }[],
  many: (amount: number, one: string, more: string) => string,
): string {
  return list(all.map(({ kind, count }) => many(count, kind, kind === 'person' ? 'people' : `${kind}s`)));
}

const logs: Readonly<Record<Doing['log'], string>> = { jira: "Jira's audit log", organization: "the organization's audit log" };

/** `Changed by kim@x on 2026-11-20, says Jira's audit log.` Empty where nothing tells. */
export function doingWords(by: Doing | undefined, escape: Escape): string {
  if (by === undefined) return '';
  const on = by.when.slice(0, 10);
  return by.author === undefined
    ? ` Changed on ${on}, says ${logs[by.log]}, which names nobody.`
    : ` Changed by ${escape(by.author)} on ${on}, says ${logs[by.log]}.`;
}

/** What is not known of who did it, and why; nothing where the logs tell all. */
export function auditWords(audit: AuditSeen | undefined, escape: Escape): readonly string[] {
  if (audit === undefined || audit.unknown === 0) return [];
  const differences = count(audit.unknown, 'difference');
  const told = audit.logs.flatMap(({ log, state, status, why = '', since = '', records }): readonly string[] => {
    if (state === 'failed')
      return status === 403
        ? [`${capital(logs[log])} cannot be read (403): it takes an administrator, and a paid plan.`]
        : [`${capital(logs[log])} could not be read${records === 0 ? '' : ' to its end'}: ${escape(why)}`];
    const to = `back to ${since.slice(0, 10)}`;
    return state === 'part'
      ? [`${capital(logs[log])} was read ${to} only: ${count(records, 'record')}, and there are more.`]
      : [`${capital(logs[log])} was read ${to}: ${count(records, 'record')}.`];
  });
  return [`Who did it is not known of ${differences}${told.length === 0 ? ', since no audit log could be asked' : ''}.`, ...told];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
