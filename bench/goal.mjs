/** A goal that a figure is to stay under, as words, and whether it does. */
export function most(figure, limit, unit) {
  return { text: `≤ ${limit.toLocaleString('en')} ${unit}`, met: figure <= limit };
}

/** A goal that a figure is to reach, as words, and whether it does. */
export function least(figure, limit, unit) {
  return { text: `≥ ${limit.toLocaleString('en')} ${unit}`, met: figure >= limit };
}
