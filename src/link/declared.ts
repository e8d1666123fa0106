import { below, type Place } from '../diagnostics/place.js';
import type { Declared, Labels } from '../model/site.js';
import type { RawKind } from '../validate/raw.js';
import { detached } from '../text/detached.js';
import { given, type Linking } from './linking.js';
import { linkRef } from './references.js';

interface WrittenHead {
  readonly kind: RawKind;
  readonly description?: string;
  readonly owner?: string;
  readonly labels?: Labels;
  readonly formerly?: string;
}

const noLabels: Labels = {};

/**
 * What every document has and what this one has besides, in one object. Written as `{ ...head, members }` each of these objects would get a
 * hidden class of its own in Node 20: a quarter of a kilobyte for each, and every look into one of them slow.
 */
export function withHead<T extends object>(head: Declared, more: T): Declared & T {
  return Object.assign(head, more);
}

/** What every document has: name, owner, labels, old name. */
export function linkDeclared(linking: Linking, name: string, raw: WrittenHead, at: Place): Declared {
  const owner = raw.owner === undefined ? undefined : linkRef(linking, raw.owner, below(at, 'owner'));
  const description = raw.description === undefined ? undefined : detached(raw.description);
  const known = raw.kind === 'Site' ? undefined : linking.known(raw.kind, name);
  return { name: known ?? name, at, labels: raw.labels ?? noLabels, ...given({ description, owner, formerly: raw.formerly }) };
}
