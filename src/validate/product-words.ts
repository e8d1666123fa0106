/** What people call Atlassian's products, beside the API's words. */
const productWords: Readonly<Record<string, string>> = {
  jira: 'jira-software',
  jsm: 'jira-servicedesk',
  'jira-service-management': 'jira-servicedesk',
  'jira-service-desk': 'jira-servicedesk',
  jwm: 'jira-core',
  'jira-work-management': 'jira-core',
  'jira-business': 'jira-core',
  jpd: 'jira-product-discovery',
  'product-discovery': 'jira-product-discovery',
  wiki: 'confluence',
};

/** The product that people call by this word, if it is one of those known. */
export function productMeant(written: string, known: readonly string[]): string | undefined {
  const word = written.toLowerCase().replaceAll(/[\s_]+/g, '-');
  const product = Object.hasOwn(productWords, word) ? productWords[word] : undefined;
  return product !== undefined && known.includes(product) ? product : undefined;
}
