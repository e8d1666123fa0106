/** An example of a page of the documentation: a block of TypeScript, and the block of text after it that it prints, if there is one. */
export interface Example {
  readonly code: string;
  readonly output: string;
}

/** Blocks of `ts`, each with the `text` that follows with nothing but white space between. */
export function examplesIn(markdown: string): readonly Example[] {
  const blocks = markdown.matchAll(/^```ts\n([^]*?)^```\n(?:\s*^```text\n([^]*?)^```\n)?/gm);
  return Array.from(blocks, ([, code = '', output = '']) => ({ code, output }));
}
