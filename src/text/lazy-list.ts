/** What a list is quicker at than by being asked for its items one by one. */
interface Shortcuts<T> {
  /** All items, made at once. */
  readonly whole: () => readonly T[];
  /** Where an item stands; -1 where it does not. */
  readonly find: (item: T) => number;
}

const shortcuts = new WeakMap<readonly unknown[], Shortcuts<unknown>>();

/** The items of a list, for whoever goes through all of them. */
export function wholeList<T>(list: readonly T[]): readonly T[] {
  return (shortcuts.get(list) as Shortcuts<T> | undefined)?.whole() ?? list;
}

/** Where an item stands in a list that knows; undefined where it has to be looked for. */
export function placeIn<T>(list: readonly T[], item: T): number | undefined {
  return shortcuts.get(list)?.find(item);
}

/** A list whose items are made as they are read: it may be as long as it likes, and takes no room. It cannot be written to. */
export function lazyList<T>(length: number, at: (index: number) => T, quick?: Shortcuts<T>): readonly T[] {
  const index = (key: string | symbol): number => {
    const number = typeof key === 'string' && /^\d/.test(key) ? Number(key) : -1;
    return Number.isInteger(number) && number < length ? number : -1;
  };
  const list = new Proxy<T[]>([], {
    get(target, key): unknown {
      if (key === 'length') return length;
      const found = index(key);
      return found >= 0 ? at(found) : Reflect.get(target, key);
    },
    has: (target, key) => index(key) >= 0 || Reflect.has(target, key),
    ownKeys: () => [...Array.from({ length }, (_, each) => String(each)), 'length'],
    getOwnPropertyDescriptor(_, key) {
      if (key === 'length') return { value: length, writable: true, enumerable: false, configurable: false };
      const found = index(key);
      return found < 0 ? undefined : { value: at(found), writable: false, enumerable: true, configurable: true };
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
  if (quick !== undefined) shortcuts.set(list, quick as Shortcuts<unknown>);
  return list;
}
