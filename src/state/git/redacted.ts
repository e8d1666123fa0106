/** Without what stands before the host in addresses: `https://x-access-token:…@github.com`. Git's own words often hold them. */
export function redacted(words: string): string {
  return words
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"]*@/gi, '$1')
    .replace(/([?&][\w-]*(?:token|key|secret|password)[\w-]*=)[^&\s'"]+/gi, '$1…');
}
