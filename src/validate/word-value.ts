import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { Finding } from './finding.js';
import { productMeant } from './product-words.js';
import { subjectAt, type ShapeFault } from './shape-fault.js';

/** Words a string that is none of the words that can stand there. */
export function wordValue({ path, value, shape }: ShapeFault): Finding {
  const written = String(value);
  if (shape['x-form'] === 'chat' && written.toLowerCase() === 'hipchat') return hipchatEnded(path);
  const words = shape.enum ?? [];
  const product = productMeant(written, words);
  const hint = product === undefined ? didYouMean(written, words) : `Did you mean ${quote(product)}?`;
  return {
    code: 'unknown-value',
    message: `${subjectAt(path)} cannot be ${quote(written)}.`,
    hint: hint ?? `Write ${list(words, 'or')}.`,
    path,
  };
}

function hipchatEnded(path: Finding['path']): Finding {
  const message = 'HipChat ended on 15 February 2019; no channel can be there.';
  return { code: 'hipchat-ended', message, hint: 'Write "system: slack", and make the channel in Slack.', path };
}

export function wordRange({ path, value, shape }: ShapeFault): Finding {
  const { minimum, maximum } = shape;
  const bounds = maximum === undefined ? `${String(minimum)} or more` : `a number from ${String(minimum)} to ${String(maximum)}`;
  return { code: 'out-of-range', message: `${subjectAt(path)} cannot be ${String(value)}.`, hint: `Write ${bounds}.`, path };
}

export function wordEmptyList({ path }: ShapeFault): Finding {
  return {
    code: 'empty-list',
    message: `${subjectAt(path)} is an empty list.`,
    hint: 'Write at least one entry, or take out what it belongs to.',
    path,
  };
}
