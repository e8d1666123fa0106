import type { Api, LiveSite } from '../providers/provider.js';

export type { AuditReading } from '../providers/provider.js';

/** What was read of a site, and from where. */
export interface LiveState extends Pick<LiveSite, 'site' | 'blindSpots' | 'offers'> {
  readonly apis: readonly Api[];
  /** By which audit logs know the things of a site; without them they are known by their names alone. */
  readonly ids?: LiveSite['ids'];
}
