import { below, type Place } from '../diagnostics/place.js';
import type { Channel } from '../model/site.js';
import type { RawChannel } from '../validate/raw.js';
import { linkDeclared } from './declared.js';
import { linkEntries, linkMembers } from './entries.js';
import type { Linking } from './linking.js';

export function linkChannel(linking: Linking, raw: RawChannel, at: Place): Channel {
  return {
    ...linkDeclared(linking, raw.name, raw, at),
    private: raw.private ?? true,
    members: linkEntries(linking, raw.members, below(at, 'members')),
    guests: linkMembers(linking, raw.guests, below(at, 'guests')),
  };
}
