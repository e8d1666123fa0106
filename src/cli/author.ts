import type { AuthorClaim } from '../plan/author.js';
import type { Plan } from '../plan/plan.js';
import { quote } from '../text/quote.js';
import { textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

/** Whom --author names: `user:ID`, a bare id, or `github:LOGIN`. */
export function authorOption(call: Call): AuthorClaim | undefined {
  const written = textOption(call, 'author');
  if (written === undefined) return undefined;
  const [, type = 'user', name = ''] = /^(?:(user|github):)?(.*)$/su.exec(written) ?? [];
  if (name === '' || /^(?:group|role):/.test(name))
    throw new UsageError(`${quote(written)} is no author.`, 'Name a person: --author user:ana@acme.example, or --author github:LOGIN');
  return type === 'github' ? { login: name } : { person: name };
}

/** A person who was named by hand has to be there; whoever wrote a pull request need not. */
export function requireAuthor({ approvals }: Pick<Plan, 'approvals'>, claim: AuthorClaim | undefined): void {
  if (claim?.person === undefined || approvals.author?.unknown !== true) return;
  throw new UsageError(
    `The author ${quote(claim.person)} is nobody in the policies, before the change or after it.`,
    'Name somebody who is declared, or their login: --author github:LOGIN',
  );
}
