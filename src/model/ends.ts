import type { Timed } from './site.js';

/** Whether something has an end that has passed: access lasts through its last day, in UTC. */
export function hasEnded({ until }: Timed, asOf: string): boolean {
  return until !== undefined && until < asOf;
}
