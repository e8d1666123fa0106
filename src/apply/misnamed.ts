import { isGuestRole } from '../providers/live/projects.js';
import { appRole } from '../providers/atlassian/jira.js';
import { quote } from '../text/quote.js';
import { kindOf, nameOf } from './references.js';

interface Limit {
  readonly fits: (name: string) => boolean;
  /** What is wrong with a name that does not fit, and how to mend it. */
  readonly why: (name: string) => string;
}

/**
 * What a site lets nobody call a new thing, though the language of policies has a name for it: a name there may be of something that is long on
 * the site. Of kinds that are not listed no limit is documented, or the language has the same.
 */
const limits: Readonly<Record<string, Limit>> = {
  channel: {
    fits: (name) => /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]{1,80}$/u.test(name) && /[^_-]/.test(name),
    why: (name) =>
      `Slack makes no channel called ${quote(name)}: a name there has at most 80 lower-case letters, digits, hyphens and underscores. Call it otherwise in the policies.`,
  },
  space: {
    fits: (name) => /^[A-Za-z0-9]{1,255}$/.test(name),
    why: (name) =>
      name.startsWith('~')
        ? `Space ${quote(name)} would be somebody's own: nobody else makes one with such a key. Its owner makes it, or it has another key in the policies.`
        : `Confluence makes no space with the key ${quote(name)}: a new key has only the letters A to Z and digits. Write another key in the policies.`,
  },
  role: {
    fits: (name) => name !== appRole && !isGuestRole({ type: 'DEFAULT', name }),
    why: (name) =>
      `Jira keeps the role ${quote(name)} for ${name === appRole ? 'apps' : 'guests'}, and nobody makes one of that name. Call it otherwise in the policies.`,
  },
};

/** Why a site cannot call a thing as a reference does; undefined where it can. */
export function misnamed(thing: string): string | undefined {
  const [limit, name] = [limits[kindOf(thing)], nameOf(thing)];
  return limit === undefined || limit.fits(name) ? undefined : limit.why(name);
}
