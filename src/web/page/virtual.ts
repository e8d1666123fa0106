/** A part of a long line of equal things: from the first to before the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which of many equal things are in sight, with some around them; their number is bounded by what fits. */
export function inSight(scroll: number, room: number, size: number, amount: number, around: number): Span {
  const from = Math.max(0, Math.floor(scroll / size) - around);
  return { from: Math.min(from, amount), to: Math.min(amount, Math.ceil((scroll + room) / size) + around) };
}

/** Where to scroll so that a thing is in sight, or undefined where it is. `hidden`: what covers the beginning. */
export function scrollTo(index: number, scroll: number, room: number, size: number): number | undefined {
  if (index * size < scroll) return index * size;
  return (index + 1) * size > scroll + room ? (index + 1) * size - room : undefined;
}

/** Where a key leads to in a grid of cells with a header row and column, both numbered -1; undefined for keys that lead nowhere. */
export function moved(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  [row, column]: readonly [row: number, column: number],
  { rows, columns, page }: { readonly rows: number; readonly columns: number; readonly page: number },
): readonly [row: number, column: number] | undefined {
  const within = (value: number, amount: number): number => Math.max(-1, Math.min(amount - 1, value));
  switch (key) {
    case 'ArrowUp':
      return [within(row - 1, rows), column];
    case 'ArrowDown':
      return [within(row + 1, rows), column];
    case 'ArrowLeft':
      return [row, within(column - 1, columns)];
    case 'ArrowRight':
      return [row, within(column + 1, columns)];
    case 'PageUp':
      return [within(row - page, rows), column];
    case 'PageDown':
      return [within(row + page, rows), column];
    case 'Home':
      return ctrlKey ? [-1, -1] : [row, -1];
    case 'End':
      return ctrlKey ? [rows - 1, columns - 1] : [row, columns - 1];
    default:
      return undefined;
  }
}
