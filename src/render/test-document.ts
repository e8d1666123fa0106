import { writtenHolder } from '../model/written.js';
import { stringify } from 'yaml';
import type { Expectation, Test } from '../model/site.js';

/** A test as a YAML document to paste into a policy file, with `---` in front. */
export function testDocument({ name, asOf, expect }: Test): string {
  const lines = ['---', 'kind: Test', `name: ${flow(name)}`, ...(asOf === undefined ? [] : [`asOf: ${asOf}`]), 'expect:'];
  return `${[...lines, ...expect.map((each) => `  - ${flow(fieldsOf(each))}`)].join('\n')}\n`;
}

function fieldsOf({ who, can, cannot, on }: Expectation): object {
  const names = who.map(writtenHolder);
  return { who: oneOrList(names), ...(can === undefined ? {} : { can }), ...(cannot === undefined ? {} : { cannot }), on: oneOrList(on) };
}

function oneOrList(names: readonly string[]): string | readonly string[] {
  const [first] = names;
  return names.length === 1 && first !== undefined ? first : names;
}

/** A value on one line, quoted where YAML could take it for something else. */
function flow(value: unknown): string {
  const text = stringify([value], { version: '1.2', schema: 'core', collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false });
  return text.trim().slice(1, -1).trim();
}
