import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import { below, keyOf } from '../diagnostics/place.js';
import type { Site } from '../model/site.js';
import { didYouMean } from '../text/did-you-mean.js';
import { quote } from '../text/quote.js';
import type { Rule, Subject } from './rule.js';
import { lintRules } from './rules/index.js';

/** What the rules find, as severe as the Site wants it; codes in `Site.lint` that no rule has are errors. In source order. */
export function lint(subject: Subject, rules: readonly Rule[] = lintRules): readonly Diagnostic[] {
  const wanted = new Map(Object.entries(subject.site.about.lint));
  const found = unknownRules(subject.site, rules);
  for (const rule of rules) {
    const severity = wanted.get(rule.code) ?? rule.severity;
    if (severity === 'off') continue;
    for (const { at, message, hint, related } of rule.check(subject))
      found.push({
        code: rule.code,
        severity,
        message,
        at,
        ...(hint === undefined ? {} : { hint }),
        ...(related === undefined ? {} : { related }),
      });
  }
  return found.sort(compareDiagnostics);
}

function unknownRules({ about }: Site, rules: readonly Rule[]): Diagnostic[] {
  const known = rules.map(({ code }) => code);
  return Object.keys(about.lint)
    .filter((code) => !known.includes(code))
    .map((code) => ({
      code: 'unknown-rule',
      severity: 'error',
      message: `There is no lint rule ${quote(code)}.`,
      at: keyOf(below(about.at, 'lint', code)),
      hint: didYouMean(code, known) ?? 'The rules stand in docs/codes.',
    }));
}
