import type { ApplyPlan } from '../apply/apply-plan.js';
import { quote } from '../text/quote.js';
import { canAsk, questions } from './ask.js';
import { textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

/** Fewer letters of a digest than this name too many plans. */
const shortest = 12;

/**
 * Whether somebody agrees: by the digest of --approve, which has to be that of the plan, or by typing the name of the site. `words`: the
 * command that a script has to write instead.
 */
export async function isConfirmed(call: Call, plan: ApplyPlan, digests: readonly string[], words: string): Promise<boolean> {
  const approved = textOption(call, 'approve');
  if (approved !== undefined) {
    if (digests.some((digest) => isDigest(approved, digest))) return true;
    throw new UsageError(
      `${quote(approved)} is not the digest of this plan: that is ${digests[0] ?? plan.digest}.`,
      'Look at the plan again; what was approved was another one.',
    );
  }
  if (!canAsk())
    throw new UsageError(
      `Nobody is there to confirm it, so that nothing was written.`,
      `To go on without a terminal: ${words} --approve ${digests[0] ?? plan.digest}`,
    );
  const { host } = new URL(plan.site);
  const asking = questions();
  try {
    return (await asking.ask(`Type ${host} to write this to the site; anything else leaves it as it is:`)) === host;
  } finally {
    asking.close();
  }
}

/** A digest may be shortened. */
function isDigest(written: string, digest: string): boolean {
  const bare = (text: string): string => text.replace(/^sha256:/, '');
  return bare(written).length >= shortest && bare(digest).startsWith(bare(written));
}

/** The command as it was called, to be called again. */
export function commandWords(name: string, { words, options }: Call): string {
  const flags = Object.entries(options).flatMap(([key, value]) => {
    const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : typeof value === 'string' ? [flag, shellWord(value)] : [];
  });
  return ['permafrost', name, ...words.map(shellWord), ...flags].join(' ');
}

/** As a shell takes it for one word, whatever is in it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
