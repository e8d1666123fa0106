/** The file to be rewritten is no TypeScript, so that nothing in it could be kept. */
export class CodegenError extends Error {
  override readonly name = 'CodegenError';
  /** From 1. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}
