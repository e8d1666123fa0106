/** From this length on, what is cut from a text may be kept as a view of the whole text. */
const shortestView = 13;

/** The same text, holding on to nothing else: for what outlives the file that it was read from. */
export function detached(text: string): string {
  return text.length < shortestView ? text : (JSON.parse(JSON.stringify(text)) as string);
}
