import type { Site } from '../model/site.js';
import { nameOf } from '../text/reference.js';
import type { Aligned } from './align.js';

/** Whether somebody whom the policies declare is an app: as they say, or as the site tells, which knows better. */
export function isAppFor({ people }: Pick<Site, 'people'>, aligned: Pick<Aligned, 'people'>): (reference: string) => boolean {
  return (reference) => {
    const declared = people.get(nameOf(reference));
    if (declared === undefined) return false;
    return declared.type === 'app' || aligned.people.get(declared.name)?.type === 'app';
  };
}
