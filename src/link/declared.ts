import { below, type Place } from '../diagnostics/place.js';
import type { Declared, Labels } from '../model/site.js';
import { given, type Linking } from './linking.js';
import { linkRef } from './references.js';

interface WrittenHead {
  readonly description?: string;
  readonly owner?: string;
  readonly labels?: Labels;
  readonly formerly?: string;
}

/** What every document has: name, owner, labels, old name. */
export function linkDeclared(linking: Linking, name: string, raw: WrittenHead, at: Place): Declared {
  const owner = raw.owner === undefined ? undefined : linkRef(linking, raw.owner, below(at, 'owner'));
  return { name, at, labels: raw.labels ?? {}, ...given({ description: raw.description, owner, formerly: raw.formerly }) };
}
