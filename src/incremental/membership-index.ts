import type { Image } from '../image/image.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { productMask } from '../matrix/evaluate.js';
import { listAt } from '../matrix/tables.js';
import type { Product } from '../model/permissions.js';
import type { Member, Site } from '../model/site.js';
import { numberOf } from '../text/sorted-names.js';
import type { Replaced } from './relink.js';

/** From people to their groups, and from groups to those around them, for a site whose groups are read one by one. */
export class MembershipIndex {
  private readonly image: Image;
  private readonly site: Site;
  private readonly replaced: Replaced;
  private readonly matrix: Matrix;
  private including: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(image: Image, site: Site, replaced: Replaced, matrix: Matrix) {
    this.image = image;
    this.site = site;
    this.replaced = replaced;
    this.matrix = matrix;
  }

  /** The groups that list a person who lives, on the day of the matrix. */
  groupsOf(user: string): readonly string[] {
    const { memberOf, tables } = evaluatorOf(this.matrix);
    const person = numberOf(tables.people, user);
    if (person < 0) return [];
    const groups = Array.from(listAt(memberOf, person), (group) => tables.groups[group] ?? '');
    return groups.filter((group) => this.isListed(group, user));
  }

  private isListed(group: string, user: string): boolean {
    if (this.replaced.groups.has(group)) return this.entriesOf(group, user).length > 0;
    const [number, person] = [this.image.of('groups').find(group), this.image.of('people').find(user)];
    return number >= 0 && person >= 0 && this.image.hasEntryOf(number, person);
  }

  entriesOf(group: string, user: string): readonly Member[] {
    if (this.replaced.groups.has(group)) return (this.replaced.groups.get(group)?.members ?? []).filter((member) => member.user === user);
    const [number, person] = [this.image.of('groups').find(group), this.image.of('people').find(user)];
    return number < 0 || person < 0 ? [] : this.image.entriesOf(number, person);
  }

  groupsIncluding(group: string): readonly string[] {
    const groups = this.image.of('groups');
    this.including ??= includingBy(this.image.small.includes);
    return (this.including.get(groups.find(group)) ?? []).map((parent) => groups.nameOf(parent));
  }

  groupsGiving(product: Product): readonly string[] {
    const { giving } = this.image.small;
    const bit = productMask([product]);
    const groups = this.image.of('groups');
    return giving.flatMap((mask, at) => (at % 2 === 1 && (mask & bit) !== 0 ? [groups.nameOf(giving[at - 1] ?? -1)] : []));
  }

  openGroups(): readonly string[] {
    return this.image.small.open.filter((name) => this.site.groups.get(name)?.managedBy === 'open');
  }
}

/** By group, the groups that include it. */
function includingBy(pairs: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [parent = -1, child = -1] = pairs.slice(at, at + 2);
    const known = found.get(child);
    if (known === undefined) found.set(child, [parent]);
    else known.push(parent);
  }
  return found;
}
