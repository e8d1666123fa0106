import { codePages } from '../catalogue.js';
import { noticeRules, type Notice, type NoticeRule } from '../render/notice.js';
import { noticesSarif } from '../render/notices-sarif.js';
import { version } from './version.js';

/** SARIF with what is known of every rule: the pages of codes, and the rules that are no codes. */
export function sarif(notices: readonly Notice[]): string {
  return noticesSarif(notices, { version, rules: [...codeRules(), ...noticeRules] });
}

function codeRules(): readonly NoticeRule[] {
  return codePages.map(({ code, title, why, mend, severity }) => ({ id: code, title, why, mend, level: severity }));
}
