import { below, keyOf, type Place } from '../diagnostics/place.js';
import { teamManagedRoles } from '../model/bundles.js';
import { catalogued } from '../model/permissions.js';
import type { Entry, Project } from '../model/site.js';
import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { RawProject } from '../validate/raw.js';
import { linkDeclared, withHead } from './declared.js';
import { linkEntries, linkMembers } from './entries.js';
import { given, type Linking } from './linking.js';
import { knownUser, linkName, linkUser } from './references.js';

export function linkProject(linking: Linking, raw: RawProject, at: Place): Project {
  const teamManaged = raw.style === 'team-managed';
  const roles = new Map<string, readonly Entry[]>();
  for (const [role, actors] of Object.entries(raw.roles ?? {})) {
    linkRoleName(linking, role, teamManaged, keyOf(below(at, 'roles', role)));
    roles.set(role, linkEntries(linking, actors, below(at, 'roles', role)));
  }
  const scheme =
    raw.scheme !== undefined && !teamManaged && linkName(linking, 'Scheme', raw.scheme, below(at, 'scheme'))
      ? linking.known('Scheme', raw.scheme)
      : undefined;
  return withHead(linkDeclared(linking, raw.key, raw, at), {
    product: raw.product === undefined ? 'jira-software' : catalogued(raw.product),
    archived: raw.archived ?? false,
    roles,
    guests: linkMembers(linking, raw.guests, below(at, 'guests')),
    ...given({
      lead: raw.lead === undefined ? undefined : (knownUser(linking, raw.lead) ?? linkUser(linking, raw.lead, below(at, 'lead'))),
      scheme,
      access: teamManaged ? raw.access : undefined,
    }),
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
