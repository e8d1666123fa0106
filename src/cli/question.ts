import { classes } from '../matrix/subject-classes.js';
import type { Compiled } from '../pipeline.js';
import { misplacedPermission, unknownPermission, type Misasked } from '../query/askable.js';
import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { UsageError } from './usage-error.js';
import { nameOf } from '../text/reference.js';

/** The subject of a question, by the name it has in the matrix. */
export interface AskedSubject {
  readonly subject: string;
  /** Set where it is no subject of its own: a group that is kept in git or open to all. */
  readonly groupWithMembers?: string;
}

/** Finds the subject that somebody means; a name that is not known is an error that suggests the nearest. */
export function askedSubject({ site, matrix }: Compiled, written: string): AskedSubject {
  if (matrix.subjects.includes(written)) return { subject: written };
  const colon = /^(user|group):(.*)$/su.exec(written);
  const [type, name] = [colon?.[1] ?? 'user', colon?.[2] ?? written];
  if (type === 'user' && site.people.has(name)) return { subject: `user:${name}` };
  const group = type === 'group' ? site.groups.get(name) : undefined;
  if (group !== undefined) return group.managedBy === 'idp' ? { subject: written } : { subject: written, groupWithMembers: name };
  throw new UsageError(`There is no subject ${quote(written)}.`, subjectHint(site, type, name, colon === null));
}

function subjectHint(site: Compiled['site'], type: string, name: string, isBare: boolean): string | undefined {
  if (isBare && site.groups.has(name)) return `Did you mean ${quote(`group:${name}`)}?`;
  const known = type === 'group' ? site.groups.keys() : site.people.keys();
  const candidates = [...Array.from(known, (one) => (isBare ? one : `${type}:${one}`)), ...(isBare ? classes : [])];
  return (
    didYouMean(isBare ? name : `${type}:${name}`, candidates) ?? 'Subjects are user:ID, group:NAME, anyone, logged-in and portal-customers.'
  );
}

/** A group that is kept in git has no cells of its own. */
export function refuseGroup(compiled: Compiled, group: string, otherwise = ''): never {
  const [first] = membersOf(compiled, group);
  throw new UsageError(
    `${quote(`group:${group}`)} is no subject of its own: what it gives shows in the cells of its members.`,
    first === undefined ? 'It has no members.' : `Ask for a member, such as ${quote(first)}${otherwise}.`,
  );
}

/** The members of a group, nested ones included, as subjects of the matrix that hold as of its day. */
export function membersOf({ site, asOf }: Compiled, group: string): readonly string[] {
  const people = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const declared = site.groups.get(name);
    if (seen.has(name) || declared === undefined) return;
    seen.add(name);
    if (declared.managedBy === 'idp') people.add(`group:${name}`);
    for (const { user, until } of declared.members) if (until === undefined || until >= asOf) people.add(`user:${user}`);
    for (const inclusion of declared.includes) visit(inclusion.group);
  };
  visit(group);
  return [...people].sort();
}

export function askedResource({ matrix }: Compiled, written: string): string {
  if (matrix.resources.includes(written)) return written;
  const prefixed = matrix.resources.filter((resource) => nameOf(resource) === written);
  const hint = prefixed.length > 0 ? `Did you mean ${list(prefixed.map(quote), 'or')}?` : didYouMean(written, matrix.resources);
  throw new UsageError(`There is no resource ${quote(written)}.`, hint ?? 'Resources are project:KEY, space:KEY, channel:NAME and site.');
}

/** What a question asks for where: a permission that somebody could hold on the resource. */
export interface AskedPlace {
  readonly permission: string;
  readonly resource: string;
}

export function askedPlace(compiled: Compiled, permission: string, resource: string): AskedPlace {
  refuse(unknownPermission(compiled.site, permission));
  const asked = { permission, resource: askedResource(compiled, resource) };
  refuse(misplacedPermission(compiled.matrix, permission, asked.resource));
  return asked;
}

function refuse(wrong: Misasked | undefined): void {
  if (wrong !== undefined) throw new UsageError(wrong.message, wrong.hint);
}
