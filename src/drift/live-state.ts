import type { Api, LiveSite } from '../providers/provider.js';

/** What was read of a site, and from where. */
export interface LiveState extends Pick<LiveSite, 'site' | 'blindSpots'> {
  readonly apis: readonly Api[];
}
