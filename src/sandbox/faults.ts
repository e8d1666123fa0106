import { createHash } from 'node:crypto';

/** What may go wrong. Numbers between 0 and 1 are how often, others what they say. */
export interface Faults {
  /** Too many requests, with `Retry-After`. */
  readonly '429': number;
  readonly '500': number;
  readonly '503': number;
  /** The connection breaks before the request has an effect. */
  readonly drop: number;
  /** It breaks after that, so that nobody hears of it. */
  readonly 'drop-after': number;
  /** The answer takes `slow-ms` milliseconds longer. */
  readonly slow: number;
  readonly 'slow-ms': number;
  /** Pages of cursors that come empty, with a next one. */
  readonly 'empty-pages': number;
  /** 1: things of lists have a field that no document tells of. */
  readonly 'extra-fields': number;
  /** How many requests to Jira and Confluence it takes until they see what the organization changed. */
  readonly lag: number;
  /** The number of seconds in `Retry-After`. */
  readonly 'retry-after': number;
}

export const noFaults: Faults = {
  '429': 0,
  '500': 0,
  '503': 0,
  drop: 0,
  'drop-after': 0,
  slow: 0,
  'slow-ms': 200,
  'empty-pages': 0,
  'extra-fields': 0,
  lag: 0,
  'retry-after': 1,
};

export type FaultName = keyof Faults;

export const faultNames = Object.keys(noFaults) as readonly FaultName[];

const counts: ReadonlySet<FaultName> = new Set(['slow-ms', 'lag', 'retry-after']);

/** What is wrong with a value for a fault, in words; undefined where nothing is. */
export function faultProblem(name: string, value: unknown): string | undefined {
  const known = faultNames.find((each) => each === name);
  if (known === undefined) return `There is no fault "${name}". There are: ${faultNames.join(', ')}.`;
  if (typeof value !== 'number' || Number.isNaN(value) || value < 0) return `The fault "${name}" needs a number that is not negative.`;
  if (counts.has(known) && (!Number.isInteger(value) || value > 100_000)) return `The fault "${name}" needs a whole number up to 100000.`;
  return !counts.has(known) && value > 1 ? `The fault "${name}" is a probability: it needs a number from 0 to 1.` : undefined;
}

/** Reads `429:0.1,drop:0.05,lag:3`; text says what is wrong with it. */
export function parseFaults(text: string): Faults | string {
  let faults = noFaults;
  for (const part of text.split(',')) {
    const [name = '', value = '', ...rest] = part.trim().split(':');
    const number = value.trim() === '' || rest.length > 0 ? NaN : Number(value);
    const problem = faultProblem(name, number);
    if (problem !== undefined) return problem;
    faults = { ...faults, [name]: number };
  }
  return faults;
}

/** Whether a fault happens to the request of this number: the same for the same seed. */
export function happens(faults: Faults, name: FaultName, seed: number, request: number): boolean {
  const probability = faults[name];
  if (probability <= 0) return false;
  const digest = createHash('sha256').update(`${seed}\0${request}\0${name}`).digest();
  return digest.readUInt32BE(0) / 0x1_0000_0000 < probability;
}
