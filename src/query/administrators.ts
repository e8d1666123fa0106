import type { Matrix } from '../matrix/matrix.js';
import type { Site } from '../model/site.js';

/** Somebody who can give themselves any access. */
export interface Administrator {
  /** `user:ID`, `group:NAME` of the identity provider, or a class. */
  readonly subject: string;
  /** `admin:site`, `ADMINISTER` or both. */
  readonly through: readonly string[];
}

/** Whoever administers the site or Jira: no policy holds them back. Apps are left out: they act for their makers, not for themselves. */
export function administrators(site: Site, matrix: Matrix): readonly Administrator[] {
  const found = new Map<string, string[]>();
  for (const permission of ['ADMINISTER', 'admin:site']) {
    for (const { subject } of matrix.holders(permission, 'site')) {
      if (site.people.get(subject.slice('user:'.length))?.type === 'app') continue;
      found.set(subject, [...(found.get(subject) ?? []), permission]);
    }
  }
  return Array.from(found, ([subject, through]) => ({ subject, through })).sort((a, b) => (a.subject < b.subject ? -1 : 1));
}
