import type { Client } from '../http/client.js';
import { nameOf, type Names } from '../names.js';
import { ReadError } from '../read-error.js';
import type { CellAnswer } from '../site-check.js';
import { hasPermission } from './confluence-answers.js';
import { confluenceEndpoints } from './confluence-endpoints.js';
import { principalOf } from './confluence-principals.js';
import { findSpace } from './confluence-space-state.js';

export interface SpaceCell {
  /** `user:…`, `group:…` or `anyone`. */
  readonly subject: string;
  readonly permission: string;
  readonly space: string;
}

/** What Confluence can be asked about a page: of all else in a space no API tells. */
const questions: Readonly<Record<string, string>> = {
  'read/space': 'read',
  'create/page': 'update',
  'update/page': 'update',
  'delete/page': 'delete',
};

/**
 * Asks Confluence about the first page of each space, which stands for the space as long as nothing restricts it. Each question is asked
 * once. Whoever asks about others needs to administer Confluence.
 */
export function checkSpaces(client: Client, names: Names): (cell: SpaceCell) => Promise<CellAnswer> {
  const pages = new Map<string, Promise<string | undefined>>();
  const answers = new Map<string, Promise<CellAnswer>>();
  const pageOf = (space: string): Promise<string | undefined> =>
    remembered(pages, space, async () => (await findSpace(space, client, names))?.homepageId);
  return ({ subject, permission, space }) => {
    const operation = Object.hasOwn(questions, permission) ? questions[permission] : undefined;
    if (operation === undefined) return notAsked(`Confluence tells who can read, edit and delete a page, and nothing of "${permission}".`);
    const asked = principalOf(subject, names)?.subject;
    if (asked === undefined)
      return notAsked(`Confluence cannot be asked about "${subject}": it is asked about people, groups and the public.`);
    return remembered(answers, JSON.stringify([space, asked, operation]), async () => {
      try {
        const id = await pageOf(space);
        if (id === undefined) return await notAsked(`"${nameOf(space)}" is not there, or has no first page to ask about.`);
        const held = await client.call(confluenceEndpoints.check, { path: { id }, body: { subject: asked, operation } }, hasPermission);
        return { type: held ? 'held' : 'not-held' };
      } catch (error) {
        if (error instanceof ReadError) return notAsked(error.failure.message);
        throw error;
      }
    });
  };
}

function notAsked(why: string): Promise<CellAnswer> {
  return Promise.resolve({ type: 'not-asked', why });
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}
