/** A list whose items are made as they are read: it may be as long as it likes, and takes no room. It cannot be written to. */
export function lazyList<T>(length: number, at: (index: number) => T): readonly T[] {
  const index = (key: string | symbol): number => {
    const number = typeof key === 'string' && /^\d/.test(key) ? Number(key) : -1;
    return Number.isInteger(number) && number < length ? number : -1;
  };
  return new Proxy<T[]>([], {
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
}
