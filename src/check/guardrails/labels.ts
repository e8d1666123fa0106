import type { Declared, Site } from '../../model/site.js';
import { didYouMean } from '../../text/did-you-mean.js';

/** What has a label that a guardrail compares: nothing is allowed where it is missing on either side. */
export interface LabelUse {
  readonly onRooms: boolean;
  readonly onPeople: boolean;
}

/** Whether any room, and anybody, has a label; the company of people counts as one. */
export function usesOfLabel(site: Site, label: string): LabelUse {
  return { onRooms: has(labelsOfRooms(site), label), onPeople: has(labelsOfPeople(site), label) };
}

/** The label meant, of those that what lacks it has. */
export function meantLabel(site: Site, label: string, { onRooms, onPeople }: LabelUse): string | undefined {
  return didYouMean(label, new Set([...(onRooms ? [] : labelsOfRooms(site)), ...(onPeople ? [] : labelsOfPeople(site))]));
}

function has(labels: Iterable<string>, wanted: string): boolean {
  for (const label of labels) if (label === wanted) return true;
  return false;
}

function* labelsOfRooms({ projects, spaces, channels }: Site): Generator<string> {
  for (const rooms of [projects, spaces, channels]) yield* labelsOf(rooms);
}

/** Of people and of groups that are not ours, which are subjects themselves. */
function* labelsOfPeople({ people, groups }: Site): Generator<string> {
  for (const { company, labels } of people.values()) {
    if (company !== undefined) yield 'company';
    // A label of that name is not what is compared.
    for (const label of Object.keys(labels)) if (label !== 'company') yield label;
  }
  for (const { managedBy, labels } of groups.values())
    if (managedBy === 'idp') for (const label of Object.keys(labels)) if (label !== 'company') yield label;
}

function* labelsOf(things: ReadonlyMap<string, Declared>): Generator<string> {
  for (const { labels } of things.values()) yield* Object.keys(labels);
}
