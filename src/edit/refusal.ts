/** Why something that was asked for makes no edits; caught where edits are asked for. */
export class Refusal extends Error {
  readonly hint?: string;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'Refusal';
    if (hint !== undefined) this.hint = hint;
  }
}
