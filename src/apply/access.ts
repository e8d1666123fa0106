import type { Subject } from '../check/rule.js';
import { diffMatrices, type MatrixChange } from '../diff/access-change.js';
import { distinctNames } from '../matrix/name-list.js';
import { classesOf, type Direction, type Having } from '../plan/classes.js';
import type { ChangeClass } from '../plan/plan.js';
import { infoOf } from '../plan/subjects.js';
import { witnessOf, type Sides } from '../plan/witness.js';
import { compareBytes } from '../text/compare.js';
import type { ApplyPlan } from './apply-plan.js';
import { nameOf } from '../text/reference.js';

/** Who gains and who loses what from one state of a site to another, each class with a way to it. */
export function accessBetween(
  before: Subject,
  after: Subject,
  change: MatrixChange = diffMatrices(before.matrix, after.matrix),
): ApplyPlan['access'] {
  const { asOf } = after;
  const mentioned = (): boolean => true;
  const was: Having = { site: before.site, matrix: before.matrix, side: 'before', mentioned };
  const is: Having = { site: after.site, matrix: after.matrix, side: 'after', mentioned };
  const head: Sides = { having: after.site, lacking: before.site, asOf, side: 'head' };
  const base: Sides = { having: before.site, lacking: after.site, asOf, side: 'base' };
  const seen = (direction: Direction, having: Having, of: Sides): readonly ChangeClass[] =>
    classesOf(change, direction, having).map((each) => {
      const witness = witnessOf(each, of) ?? witnessOf(each, of === head ? base : head);
      return witness === undefined ? each : { ...each, witness };
    });
  const more = seen('gain', is, head);
  const less = seen('loss', was, base);
  const conditional = [...seen('conditional-gain', is, head), ...seen('conditional-loss', was, base)];
  return { more, less, conditional, subjects: subjectsOf([more, less, conditional].flat(), before, after) };
}

/** What is to be known of everybody whom classes name. */
export function subjectsOf(classes: readonly ChangeClass[], before: Subject, after: Subject): ApplyPlan['access']['subjects'] {
  const names = distinctNames(classes.flatMap(({ subjects, covers }) => [subjects, covers]));
  const siteFor = (name: string): Subject['site'] =>
    after.site.people.has(nameOf(name)) || !name.startsWith('user:') ? after.site : before.site;
  return Object.fromEntries(
    Array.from(names)
      .sort(compareBytes)
      .map((name) => [name, infoOf(siteFor(name), name)]),
  );
}
