import { factKey, type Fact } from '../diff/facts.js';

/**
 * What Confluence gives beside a single permission, and takes with it. That some come and go together is told by those who write them by the
 * first version of its API (the space permissions of Terraform providers, and notes of migrations); which ones is not documented, so that
 * these are what was seen there, and each holder is read again after each write.
 */
export const companionsOf: Readonly<Record<string, readonly string[]>> = {
  'create/page': ['update/page'],
  'create/comment': ['create/attachment'],
  'update/blogpost': ['create/blogpost'],
  'administer/space': ['manage_users/space', 'manage_content/space'],
};

/** The single permissions of the same holder that come with one. */
export function companionFacts({ type, of, says: [holder = '', operation = ''] }: Fact): readonly Fact[] {
  if (type !== 'space-grant') return [];
  return (companionsOf[operation] ?? []).map((companion) => ({ type, of, says: [holder, companion] }));
}

/** What comes unasked with a permission that is given, and is not wanted. */
export function unwantedBeside(given: Fact, isWanted: (key: string) => boolean): readonly Fact[] {
  return companionFacts(given).filter((fact) => !isWanted(factKey(fact)));
}

/** What goes unasked with a permission that is taken away, and is wanted. */
export function missedBeside(taken: Fact, isWanted: (key: string) => boolean): readonly Fact[] {
  // Everything goes with reading, and nobody holds anything without it.
  return taken.says[1] === 'read/space' ? [] : companionFacts(taken).filter((fact) => isWanted(factKey(fact)));
}
