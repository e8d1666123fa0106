import { cacheFolder, clearCache, entriesOf, largestCache } from '../../state/cache.js';
import { didYouMean } from '../../text/did-you-mean.js';
import { count, thousands } from '../../text/plural.js';
import { quote, visible } from '../../text/quote.js';
import type { Call } from '../call.js';
import { UsageError } from '../usage-error.js';

const deeds = ['info', 'clear'];

/** `permafrost cache`: where what was judged before is kept, how much it is, and how to forget it. */
export async function cache({ words: [deed = 'info'], output }: Call): Promise<number> {
  const folder = cacheFolder(process.env);
  if (!deeds.includes(deed))
    throw new UsageError(
      `"permafrost cache" cannot ${quote(deed)}.`,
      didYouMean(deed, deeds) ?? 'Write "permafrost cache info" or "permafrost cache clear".',
    );
  const entries = deed === 'clear' ? clearCache(folder) : sizeOf(folder);
  const size = `${count(entries.entries, 'entry', 'entries')}, ${thousands(entries.bytes)} bytes`;
  await output.write(deed === 'clear' ? `forgotten: ${size}\n` : `${visible(folder)}\n${size} of ${thousands(largestCache)} at most\n`);
  return 0;
}

function sizeOf(folder: string): { readonly entries: number; readonly bytes: number } {
  const found = entriesOf(folder);
  return { entries: found.length, bytes: found.reduce((total, { bytes }) => total + bytes, 0) };
}
