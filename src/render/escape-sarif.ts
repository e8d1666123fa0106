import { visible } from '../text/quote.js';

/** Text of a message. SARIF makes a link of `[text](target)` in it, so that no text from a policy may look like one. */
export function escapeMessage(text: string): string {
  return text.split('\n').map(visible).join('\n').replaceAll('](', '] (');
}

/** A path as a relative reference, each part of it encoded. */
export function fileUri(path: string): string {
  return path.split('/').map(encodePart).join('/');
}

function encodePart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'));
}
