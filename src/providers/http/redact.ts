import { visible } from '../../text/quote.js';

const longest = 400;

/** What secrets may look like on their way: plain, in a header of their own, or escaped in an address. */
export function spellings(secrets: readonly string[]): readonly string[] {
  const all = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), btoa(latin(secret))]);
  return [...new Set(all)].filter((text) => text.length >= 4).sort((a, b) => b.length - a.length);
}

/** `btoa` takes bytes. */
function latin(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Text from outside, on one line, without a secret, with nothing unseen in it; very long text is cut and says so. */
export function harmless(text: string, secrets: readonly string[]): string {
  const told = spellings(secrets).reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  const line = told.replace(/\s+/g, ' ').trim();
  return visible(line.length > longest ? `${line.slice(0, longest)}… (${String(line.length)} characters)` : line);
}
