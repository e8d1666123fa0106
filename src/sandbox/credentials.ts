import { accountByEmail } from './directory.js';
import type { Account, World } from './world.js';

/** Who asks, by the header `Authorization`. Any name and any token will do, as long as they have the form of some. */
export interface Credentials {
  readonly account: Account | undefined;
  /** A bearer token, which apps and service accounts have. */
  readonly isApp: boolean;
}

/** Undefined: there are none, or they have no such form. */
export function credentialsIn(header: string | undefined, world: World): Credentials | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer) +([\w.~+/:=-]+)$/i.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return { account: undefined, isApp: true };
  const [, email = ''] = /^([^:]+):.+$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return scheme === '' || email === '' ? undefined : { account: accountByEmail(email, world), isApp: false };
}
