/** What a linked site has under a name: linking saw to it that it is there. */
export function fieldOf<T>(map: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`The ${what} "${name}" is not in the site.`);
  return found;
}
