/** What a compiled validator asks of a pattern. */
interface Pattern {
  test(text: string): boolean;
}

const plainName = /^[A-Za-z0-9]+(?:[ ._@:/+-][A-Za-z0-9]+)*$/;
const plainId = /^[a-z0-9]+(?:[._@+-][a-z0-9]+)*$/;
const reserved: ReadonlySet<string> = new Set(['constructor', 'prototype']);
const longest = 200;

/** The pattern of a name: letters, digits and single signs between them are one without asking the pattern itself. */
export function namePattern(source: string): Pattern {
  return withPlain(plainName, source);
}

/** The same for the id of a person, which has no blanks and, with an `@`, no capitals. */
export function idPattern(source: string): Pattern {
  return withPlain(plainId, source);
}

function withPlain(plain: RegExp, source: string): Pattern {
  let pattern: RegExp | undefined;
  return {
    test: (text) => (text.length <= longest && plain.test(text) && !reserved.has(text)) || (pattern ??= new RegExp(source, 'u')).test(text),
  };
}
