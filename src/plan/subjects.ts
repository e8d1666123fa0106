import type { Person, Site } from '../model/site.js';
import { knownTraits } from '../model/traits.js';
import type { SubjectInfo } from './plan.js';
import { nameOf } from '../text/reference.js';

/** What is known of a subject; a class, and an `idp` group that does not say, is external. */
export function infoOf(site: Site, subject: string): SubjectInfo {
  const name = nameOf(subject);
  if (subject.startsWith('user:')) {
    const person = site.people.get(name);
    if (person === undefined) return { audience: 'external', type: 'person' };
    const { audience, type, company, displayName } = person;
    return { audience, type, ...(company === undefined ? {} : { company }), ...(displayName === undefined ? {} : { displayName }) };
  }
  return subject.startsWith('group:')
    ? { audience: site.groups.get(name)?.audience ?? 'external', type: 'group' }
    : { audience: 'external', type: 'class' };
}

/** What very many are told apart by; nobody is read for it whose traits are known. */
export function traitsIn(site: Site, subject: string): Pick<Person, 'audience' | 'company'> {
  return (subject.startsWith('user:') ? knownTraits.of(site.people, nameOf(subject)) : undefined) ?? infoOf(site, subject);
}
