import { quote } from '../text/quote.js';
import { textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

/** Numbers of steps by hand, of --done or of --steps. */
export function doneNumbers(call: Call, option: 'done' | 'steps' = 'done'): readonly number[] {
  const text = textOption(call, option);
  if (text === undefined) return [];
  return text.split(',').map((each) => {
    const number = Number(each.trim());
    if (!Number.isSafeInteger(number) || number < 1)
      throw new UsageError(
        `${quote(each)} is no number of a step.`,
        `Write the numbers of the steps by hand${option === 'done' ? ' that are done' : ''}, with commas between: --${option} 1,3`,
      );
    return number;
  });
}
