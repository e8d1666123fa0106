import { below, keyOf, type Place } from '../diagnostics/place.js';
import { teamManagedRoles } from '../model/bundles.js';
import type { Entry, Project } from '../model/site.js';
import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { RawProject } from '../validate/raw.js';
import { linkDeclared } from './declared.js';
import { linkEntries, linkMembers } from './entries.js';
import { given, type Linking } from './linking.js';
import { linkName, linkUser } from './references.js';

export function linkProject(linking: Linking, raw: RawProject, at: Place): Project {
  const teamManaged = raw.style === 'team-managed';
  checkStyle(linking, raw, at);
  const roles = new Map<string, readonly Entry[]>();
  for (const [role, actors] of Object.entries(raw.roles ?? {})) {
    linkRoleName(linking, role, teamManaged, keyOf(below(at, 'roles', role)));
    roles.set(role, linkEntries(linking, actors, below(at, 'roles', role)));
  }
  const scheme =
    raw.scheme !== undefined && !teamManaged && linkName(linking, 'Scheme', raw.scheme, below(at, 'scheme')) ? raw.scheme : undefined;
  return {
    ...linkDeclared(linking, raw.key, raw, at),
    product: raw.product ?? 'jira-software',
    archived: raw.archived ?? false,
    roles,
    guests: linkMembers(linking, raw.guests ?? [], below(at, 'guests')),
    ...given({
      lead: raw.lead === undefined ? undefined : linkUser(linking, raw.lead, below(at, 'lead')),
      scheme,
      access: teamManaged ? raw.access : undefined,
    }),
  };
}

/** A company-managed project has a scheme, a team-managed one an access level; neither has both. */
function checkStyle(linking: Linking, raw: RawProject, at: Place): void {
  const project = quote(raw.key);
  if (raw.style === 'team-managed') {
    if (raw.scheme !== undefined)
      linking.error('team-managed-scheme', keyOf(below(at, 'scheme')), `${project} is team-managed: it has no permission scheme.`, {
        hint: 'Remove "scheme" and write "access: open", "limited" or "private".',
      });
    if (raw.access === undefined)
      linking.error('missing-field', at, `${project} is team-managed and needs "access".`, {
        hint: 'Write "access: private", "limited" or "open".',
      });
    return;
  }
  if (raw.access !== undefined)
    linking.error('company-managed-access', keyOf(below(at, 'access')), `${project} is company-managed: it has no access level.`, {
      hint: 'Remove "access", or write "style: team-managed".',
    });
  else if (raw.scheme === undefined)
    linking.error('missing-field', at, `${project} needs a permission scheme.`, {
      hint: 'Write "scheme: NAME", or "style: team-managed" and "access".',
    });
}

function linkRoleName(linking: Linking, role: string, teamManaged: boolean, at: Place): void {
  if (!teamManaged) {
    linkName(linking, 'Role', role, at);
    return;
  }
  const known = Object.keys(teamManagedRoles);
  if (known.includes(role)) return;
  linking.error('unknown-role', at, `A team-managed project has no role ${quote(role)}.`, {
    hint: didYouMean(role, known) ?? `Its roles are ${list(known)}.`,
  });
}
