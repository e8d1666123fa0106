import type { Cast } from './cast.js';
import { everyGroup } from './cast.js';
import type { DraftChannel, DraftGrant, DraftSpace, DraftSpaceRole } from './documents.js';
import { drawActors, drawMember, drawMembers, drawOwner } from './draw-groups.js';
import { place } from './draw-jira.js';
import { drawEnding } from './names.js';
import { drawGuestPermissions, drawPairs } from './permission-lists.js';

/** Spaces, and the guests among them: each is placed in one, or in none. */
export function drawSpaces(cast: Cast, keys: readonly string[], spaceRoles: readonly DraftSpaceRole[]): DraftSpace[] {
  const { random } = cast;
  const spaces = keys.map((key) => drawSpace(cast, key, spaceRoles));
  for (const id of cast.confluenceGuests) {
    if (spaces.length > 0 && random.chance(0.75)) place(random.pick(spaces), drawMember(cast, id));
  }
  return spaces;
}

function drawSpace(cast: Cast, key: string, spaceRoles: readonly DraftSpaceRole[]): DraftSpace {
  const { random } = cast;
  const space: DraftSpace = { kind: 'Space', key, ...drawOwner(cast) };
  const access = Array.from({ length: random.between(0, 5) }, () => drawAccess(cast, spaceRoles));
  if (access.length > 0 || random.chance(0.5)) space.access = access;
  if (random.chance(0.3)) space.guestPermissions = drawGuestPermissions(random);
  return space;
}

export function drawAccess(cast: Cast, spaceRoles: readonly DraftSpaceRole[]): DraftGrant {
  const { random } = cast;
  const to = [...new Set(Array.from({ length: random.between(1, 2) }, () => drawHolder(cast)))];
  const forOutsiders = to.includes('anyone') || to.includes('guests');
  if (random.chance(0.35)) {
    const roles = ['Viewer', 'Collaborator', 'Manager', 'Admin', ...spaceRoles.map(({ name }) => name)];
    return { to, as: random.pick(forOutsiders ? ['Viewer', 'Collaborator'] : roles), ...drawEnding(random) };
  }
  return { to, allow: drawPairs(random, cast.lists, forOutsiders), ...drawEnding(random) };
}

function drawHolder(cast: Cast): string {
  const { random } = cast;
  const sort = random.between(1, 10);
  if (sort <= 5) return `group:${random.pick(everyGroup(cast))}`;
  if (sort <= 7) return `user:${random.pick([...cast.staff, ...cast.externals, 'root@corp.test'])}`;
  return random.pick(['logged-in', 'logged-in', 'anyone', 'guests']);
}

export function drawChannels(cast: Cast, names: readonly string[]): DraftChannel[] {
  const { random } = cast;
  return names.map((name) => ({
    kind: 'Channel',
    name,
    ...drawOwner(cast),
    ...(random.chance(0.3) ? { system: 'slack' } : {}),
    ...(random.chance(0.5) ? { private: random.chance(0.4) } : {}),
    members: drawActors(cast, 0, 4),
    ...(random.chance(0.5) ? { guests: drawMembers(cast, 0, 3) } : {}),
  }));
}
