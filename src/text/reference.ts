/** What is written after the kind: `partners` of `group:partners`. */
export function nameOf(reference: string): string {
  return reference.slice(reference.indexOf(':') + 1);
}
