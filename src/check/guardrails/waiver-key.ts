import type { Waiver } from '../../model/site.js';

/** Equal for waivers that excuse the same, whatever their reasons and wherever they stand. */
export function waiverKey({ who, can, on, until }: Waiver): string {
  return JSON.stringify([who, can, on, until]);
}
