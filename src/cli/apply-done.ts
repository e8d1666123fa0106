import { quote } from '../text/quote.js';
import { textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

/** Numbers of --done. */
export function doneNumbers(call: Call): readonly number[] {
  const text = textOption(call, 'done');
  if (text === undefined) return [];
  return text.split(',').map((each) => {
    const number = Number(each.trim());
    if (!Number.isSafeInteger(number) || number < 1)
      throw new UsageError(
        `${quote(each)} is no number of a step.`,
        'Write the numbers of the steps by hand that are done, with commas between: --done 1,3',
      );
    return number;
  });
}
