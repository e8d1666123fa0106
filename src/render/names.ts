import { visible } from '../text/quote.js';

/** A verdict in words: `allowed`, `if reporter or assignee`. */
export function verdictWords(verdict: string): string {
  return visible(verdict.replace(/^if:/, 'if ').replaceAll('|', ' or ').replaceAll('&', ' and '));
}

/** A place in words: `project ACME`, `the site`. */
export function placeWords(resource: string): string {
  return resource === 'site' ? 'the site' : visible(resource.replace(':', ' '));
}
