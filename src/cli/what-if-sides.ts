import { quote } from '../text/quote.js';
import type { Call } from './call.js';
import { editedTree } from './edited-tree.js';
import type { Sides } from './sides.js';
import { judge } from './states.js';
import { folderTree } from './trees.js';
import { UsageError } from './usage-error.js';

/** The edits of --with, in the order given; undefined if there are none. */
export function whatIfWords({ options }: Call): readonly string[] | undefined {
  const given = options['with'];
  return Array.isArray(given) ? given.map(String) : undefined;
}

/** The working tree, and the same after the edits: each is read in the state that those before it leave. */
export async function whatIfSides(call: Call, edits: readonly string[]): Promise<Sides> {
  const { policies } = call.flags;
  if (call.words.length > 0 || ['from', 'to', 'patch'].some((option) => call.options[option] !== undefined))
    throw new UsageError(
      '--with is about the working tree: it takes no commit, no folder and no patch.',
      'Put each edit between quotation marks: --with "add user:x to group:y"',
    );
  const { isProblem, parseEdit } = await import('../edit/what-if.js');
  const base = folderTree(call, policies);
  let head = base;
  for (const words of edits) {
    const { site } = await judge(call, head);
    // What is wrong with the policies is told by whoever compiles them.
    if (site === undefined) break;
    const parsed = parseEdit(words, site);
    if (isProblem(parsed)) throw new UsageError(parsed.error, parsed.hint);
    head = await editedTree(head, parsed, `${base.label} with ${edits.length === 1 ? quote(words) : `${edits.length} edits`}`);
  }
  return { base, head, baseFolder: policies, headFolder: policies };
}
