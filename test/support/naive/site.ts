import type { Organisation, Subject } from './organisation.js';
import type { Entry, WrittenSite } from './written.js';
import { ofKind, splitReference, standing, subjectIn } from './written.js';

/** §5, Site: the permissions the subject has on the site itself. */
export function sitePermissionsOf(subject: Subject, organisation: Organisation): Set<string> {
  // "`anyone` and `portal-customers` have no cells here or at the site."
  if (subject.printed === 'anyone' || subject.printed === 'portal-customers') return new Set();
  const sites = ofKind(organisation.documents, 'Site');
  return new Set([
    ...products(subject, organisation),
    ...guests(subject, organisation),
    ...sites.flatMap((site) => globalPermissions(subject, site, organisation)),
    ...sites.flatMap((site) => administration(subject, site, organisation)),
  ]);
}

/** "`use:PRODUCT` for each product a person or `idp` group holds"; the class `logged-in` "has no `use:` cells". */
function products(subject: Subject, organisation: Organisation): string[] {
  if (subject.is === 'class') return [];
  return [...organisation.productsOf(subject)].map((product) => `use:${product}`);
}

/** "`guest:confluence` and `guest:jira` for people declared so, placed or not" */
function guests(subject: Subject, organisation: Organisation): string[] {
  return (['confluence', 'jira'] as const).filter((of) => organisation.isDeclaredGuest(subject, of)).map((of) => `guest:${of}`);
}

/** "each global permission granted to a group (no product needed)" */
function globalPermissions(subject: Subject, site: WrittenSite, organisation: Organisation): string[] {
  return standing(site.globalPermissions, organisation.asOf)
    .filter((grant) => grant.to.some((holder) => isMeant(subject, holder, organisation)))
    .flatMap((grant) => grant.allow ?? []);
}

/** "`admin:site` for `Site.admins`" */
function administration(subject: Subject, site: WrittenSite, organisation: Organisation): string[] {
  const admins: Entry[] = standing(site.admins, organisation.asOf);
  return admins.some((admin) => isMeant(subject, subjectIn(admin), organisation)) ? ['admin:site'] : [];
}

/**
 * "Here a group that is `open`, or includes such a one, counts with its members and adds the class `logged-in`:
 * no other person gets a cell from its openness."
 */
function isMeant(subject: Subject, holder: string, organisation: Organisation): boolean {
  const { type, name } = splitReference(holder);
  if (type === 'user') return subject.is === 'person' && subject.name === name;
  return subject.is === 'class' ? organisation.isOpen(name) : organisation.isIn(subject, name);
}
