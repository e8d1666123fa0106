import { gitEnvironment } from '../../load/git-environment.js';

/**
 * What somebody set so that their git reaches a remote, or signs: where its configuration is, and how it connects. `GIT_CONFIG_COUNT` and
 * its companions are how CI hands over a token.
 */
const connecting =
  /^(?:GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+|PARAMETERS)|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_\w+|HTTP_\w+|PROXY_\w+|PROTOCOL_FROM_USER)|SSH_ASKPASS)$/;

/** The environment of git for the ledger: as for reading policies, and with the configuration of whoever calls. */
export function ledgerEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => connecting.test(name));
  return { ...gitEnvironment(), ...(Object.fromEntries(kept) as Record<string, string>) };
}

/** The same for what talks to a remote: reading policies allows no protocol at all. What git itself forbids stays forbidden. */
export function remoteEnvironment(): Record<string, string> {
  const { GIT_ALLOW_PROTOCOL: none, ...rest } = ledgerEnvironment();
  const named = process.env['GIT_ALLOW_PROTOCOL'];
  return named === undefined || none === undefined ? rest : { ...rest, GIT_ALLOW_PROTOCOL: named };
}
