/** Seeds as `1-40` or `3,7,12-20` in a variable of the environment; without it, those that are always tried. */
export function seedsOf(name: string, usual: readonly number[]): readonly number[] {
  const text = process.env[name];
  if (text === undefined) return usual;
  return text.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
