import { below, type Place } from '../diagnostics/place.js';
import type { About, Grant } from '../model/site.js';
import type { RawGlobalGrant, RawSite } from '../validate/raw.js';
import { linkDeclared } from './declared.js';
import { linkEntries } from './entries.js';
import { timed, type Linking } from './linking.js';
import type { PermissionLists } from './permission-lists.js';
import { linkHolders } from './schemes.js';

export function linkAbout(linking: Linking, lists: PermissionLists, raw: RawSite, at: Place): About {
  return {
    ...linkDeclared(linking, raw.name, raw, at),
    url: raw.url,
    internalDomains: raw.internalDomains,
    plan: raw.plan ?? 'standard',
    admins: linkEntries(linking, raw.admins, below(at, 'admins')),
    seats: raw.seats ?? {},
    guestsPerPaidUser: raw.guestsPerPaidUser ?? 5,
    globalPermissions: (raw.globalPermissions ?? []).map((grant, index) =>
      linkGlobal(linking, lists, grant, below(at, 'globalPermissions', index)),
    ),
    limits: { maxRemovalPercent: raw.limits?.maxRemovalPercent ?? 25, minAdmins: raw.limits?.minAdmins ?? 2 },
    lint: raw.lint ?? {},
  };
}

function linkGlobal(linking: Linking, lists: PermissionLists, raw: RawGlobalGrant, at: Place): Grant {
  const to = linkHolders(linking, raw.to, ['group'], below(at, 'to'));
  const permissions = lists.expandGlobal(raw.allow, below(at, 'allow'));
  return { to, allow: raw.allow, permissions, at, ...timed(raw) };
}
