import { thousands } from '../text/plural.js';

/** What `compile` prints. */
export interface CompiledSummary {
  readonly version: 1;
  readonly digest: string;
  readonly asOf: string;
  /** The source commit, where the policies came from one. */
  readonly commit?: string;
  readonly people: number;
  readonly groups: number;
  readonly resources: number;
  readonly cells: number;
  readonly warnings: number;
  /** Size of the artifact, where one was written. */
  readonly bytes?: number;
}

export function compiledText(summary: CompiledSummary): string {
  const { digest, asOf, commit, people, groups, resources, cells, warnings, bytes } = summary;
  const lines: [name: string, value: string][] = [
    ['digest', digest],
    ['as of', asOf],
    ...(commit === undefined ? [] : ([['commit', commit]] as [string, string][])),
    ['people', thousands(people)],
    ['groups', thousands(groups)],
    ['resources', thousands(resources)],
    ['cells', thousands(cells)],
    ['warnings', thousands(warnings)],
    ...(bytes === undefined ? [] : ([['bytes', thousands(bytes)]] as [string, string][])),
  ];
  return lines.map(([name, value]) => `${name.padEnd(10)} ${value}\n`).join('');
}

export function compiledJson(summary: CompiledSummary): string {
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}
