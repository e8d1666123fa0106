/** How something is referred to: `group:partners`. */
export function referenceTo({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}:${name}`;
}

/** What is written after the kind: `partners` of `group:partners`. */
export function nameOf(reference: string): string {
  return reference.slice(reference.indexOf(':') + 1);
}

/** What is written before it: `group` of `group:partners`; empty where there is no kind, as of `site`. */
export function kindOf(reference: string): string {
  return reference.slice(0, Math.max(reference.indexOf(':'), 0));
}
