import { isChatAccount } from '../model/chat-account.js';
import type { Site } from '../model/site.js';
import { nameOf } from '../text/reference.js';
import type { Aligned } from './align.js';
import type { LiveState } from './live-state.js';

/**
 * Whether somebody whom the policies declare is an app: as they say, or as the site tells, which knows better. Jira alone tells people and apps
 * apart: where it was not read, whom the policies call an app is one.
 */
export function isAppFor(
  { people }: Pick<Site, 'people'>,
  aligned: Pick<Aligned, 'people'>,
  { apis }: Pick<LiveState, 'apis'>,
): (reference: string) => boolean {
  return (reference) => {
    const declared = people.get(nameOf(reference));
    if (declared === undefined) return false;
    const there = aligned.people.get(declared.name);
    if (there?.type === 'app') return true;
    const isPerson = there !== undefined && apis.includes('jira') && !isChatAccount(there.accountId);
    return declared.type === 'app' && !isPerson;
  };
}
