import type { SiteKind } from '../model/site-kinds.js';
import { addDays } from '../text/dates.js';
import type { RetableInput } from './retable.js';

/** Names of the things whose part of the tables has to be made anew. */
export interface Affected {
  readonly people: ReadonlySet<string>;
  /** Those that include a changed one are among them. */
  readonly groups: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
  readonly spaces: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  /** The site itself. */
  readonly about: boolean;
}

/**
 * What was replaced, what has ended since the day of the image, and what takes part in either: projects in their schemes, groups in those
 * they include. Undefined for a day before that of the image, on which things may still last of which it says nothing.
 */
export function affectedThings({ image, replaced, asOf }: RetableInput): Affected | undefined {
  if (asOf < image.small.asOf) return undefined;
  const ended = asOf === image.small.asOf ? [] : image.endsBetween(image.small.asOf, addDays(asOf, -1));
  const changed = (kind: keyof typeof replaced): Set<string> =>
    new Set([...namesIn(replaced[kind]), ...ended.flatMap(([, of, thing]) => (of === kind ? [image.of(kind).nameOf(thing)] : []))]);
  const projects = changed('projects');
  for (const scheme of changed('schemes'))
    for (const project of image.projectsOf(scheme)) projects.add(image.of('projects').nameOf(project));
  return {
    people: changed('people'),
    groups: withIncluding(image, changed('groups')),
    projects,
    spaces: changed('spaces'),
    channels: changed('channels'),
    about: ended.some(([, kind]) => kind === 'about'),
  };
}

function namesIn(things: ReadonlyMap<string, unknown> | undefined): Iterable<string> {
  return things?.keys() ?? [];
}

function withIncluding(image: RetableInput['image'], names: Set<string>): ReadonlySet<string> {
  if (names.size === 0) return names;
  const { includes } = image.small;
  const groups = image.of('groups' satisfies SiteKind);
  const numbers = new Set(Array.from(names, (name) => groups.find(name)).filter((group) => group >= 0));
  for (let size = -1; size !== numbers.size;) {
    size = numbers.size;
    for (let at = 0; at < includes.length; at += 2) if (numbers.has(includes[at + 1] ?? -1)) numbers.add(includes[at] ?? -1);
  }
  for (const number of numbers) names.add(groups.nameOf(number));
  return names;
}
