/** A small seeded generator (mulberry32): the same numbers for the same seed on every machine. */
export function seededRandom(seed) {
  let state = seed >>> 0;

  /** In [0, 1). */
  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const below = (limit) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    between: (low, high) => low + below(high - low + 1),
    pick: (list) => list[below(list.length)],
    /** Up to `amount` different ones, in the order of the draw. */
    sample(amount, draw) {
      const found = new Set();
      for (let attempt = 0; attempt < amount * 3 && found.size < amount; attempt++) found.add(draw());
      return [...found];
    },
    /** 0 … size - 1, small numbers far more often: rank `r` about as often as `1 / (r + 1)`. */
    zipf: (size) => Math.min(size - 1, Math.floor((size + 1) ** next()) - 1),
    /** 1 … most, with the weight of k being k^-exponent. */
    power(most, exponent) {
      const low = 1;
      const high = (most + 1) ** (1 - exponent);
      return Math.min(most, Math.floor((low + next() * (high - low)) ** (1 / (1 - exponent))));
    },
  };
}
