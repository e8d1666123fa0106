/** A map, whether it keeps its keys alive or not. */
interface Memory<K, T> {
  get(key: K): T | undefined;
  set(key: K, value: T): unknown;
}

/** What stands under a key, made the first time that it is asked for. */
export function remembered<K, T>(known: Memory<K, T>, key: K, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
