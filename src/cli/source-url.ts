import { quote } from '../text/quote.js';
import { textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

/** The address of --source-url, judged before it is put into links. */
export async function sourceUrlOf(call: Call): Promise<string | undefined> {
  const given = textOption(call, 'sourceUrl');
  if (given === undefined) return undefined;
  const { webAddress } = await import('../render/source-address.js');
  const address = webAddress(given);
  if (address !== undefined && !/[?#]/.test(address)) return address;
  throw new UsageError(
    `${quote(given)} is no address to link files below.`,
    'Give the one that the files of the new state stand below, such as https://github.com/acme/access/blob/0123abc.',
  );
}
