import { judgingCodes, lintCodes } from './check/codes.js';
import type { CodePage } from './diagnostics/code-page.js';
import { linkCodes } from './link/codes.js';
import { loadCodes } from './load/codes.js';
import { parseCodes } from './parse/codes.js';
import { compareBytes } from './text/compare.js';
import { nearest } from './text/did-you-mean.js';
import { validateCodes } from './validate/codes.js';

/** What each code of a finding means, sorted by code: `permafrost explain`, and the pages of `docs/codes/`. */
export const codePages: readonly CodePage[] = [
  ...loadCodes,
  ...parseCodes,
  ...validateCodes,
  ...linkCodes,
  ...lintCodes,
  ...judgingCodes,
].toSorted((a, b) => compareBytes(a.code, b.code));

const byCode: ReadonlyMap<string, CodePage> = new Map(codePages.map((page) => [page.code, page]));

export function findPage(code: string): CodePage | undefined {
  return byCode.get(code);
}

/** What `permafrost explain CODE` answers: the page; the nearest code, if there is no such one; without a code, all of them. */
export type Explanation =
  | { readonly type: 'page'; readonly page: CodePage }
  | { readonly type: 'unknown'; readonly code: string; readonly nearest?: string }
  | { readonly type: 'all'; readonly pages: readonly CodePage[] };

export function explainCode(code?: string): Explanation {
  if (code === undefined) return { type: 'all', pages: codePages };
  const page = findPage(code);
  if (page !== undefined) return { type: 'page', page };
  const meant = nearest(code, byCode.keys());
  return meant === undefined ? { type: 'unknown', code } : { type: 'unknown', code, nearest: meant };
}
