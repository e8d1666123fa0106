/** All ledgers of a repository. */
export const ledgerRefs = 'refs/permafrost/';

/** `refs/permafrost/acme.atlassian.net`: the ledger of a site, from its address. */
export function ledgerRef(site: string): string {
  return ledgerRefs + ledgerName(site);
}

/** The host of a site, as a name for refs and folders; of what has no host, such as `sandbox:FILE`, the whole. No two sites have one name. */
export function ledgerName(site: string): string {
  const host = URL.canParse(site) ? new URL(site).host : '';
  return safeName(host === '' ? site : host);
}

/**
 * Text as a name that git takes in a ref and every system as a folder: lower case, digits, `-` and single dots stay as they are, and all
 * else is the `%xx` of its bytes. Upper case too, since some systems do not tell it from lower case.
 */
export function safeName(text: string): string {
  const encoded = text.replace(/[^a-z0-9.-]/gu, percent).replace(/^[.-]|\.(?=\.)|\.$|\.(?=lock$)/g, percent);
  return encoded === '' ? '%' : encoded;
}

function percent(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
