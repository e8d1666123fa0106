import type { Cast } from './cast.js';
import { anchor } from './cast.js';
import type { DraftChannel, DraftCollaboration, DraftPart, DraftProject, DraftSpace } from './documents.js';
import { drawMembers } from './draw-groups.js';
import { drawDate } from './names.js';
import { drawPairs } from './permission-lists.js';

export interface Rooms {
  readonly projects: readonly DraftProject[];
  readonly spaces: readonly DraftSpace[];
  readonly channels: readonly DraftChannel[];
}

export function drawCollaborations(cast: Cast, rooms: Rooms): DraftCollaboration[] {
  return cast.collaborations.map((name) => drawCollaboration(cast, name, rooms));
}

function drawCollaboration(cast: Cast, name: string, rooms: Rooms): DraftCollaboration {
  const { random } = cast;
  const ofBoth = cast.jiraGuests.filter((id) => cast.confluenceGuests.includes(id));
  const sort = random.pick(['by role', 'by role', 'space guests', 'project guests', 'guests of both', 'channel alone']);
  const teams: Record<string, readonly string[]> = {
    'space guests': cast.confluenceGuests,
    'project guests': cast.jiraGuests,
    'guests of both': ofBoth,
  };
  const team = teams[sort] ?? [];
  const members = drawMembers(cast, 1, 3, team.length > 0 ? team : [...cast.externals, anchor]);
  const collaboration: DraftCollaboration = {
    kind: 'Collaboration',
    name,
    company: 'acme',
    sponsor: `user:${anchor}`,
    until: random.chance(0.7) ? '2027-06-30' : drawDate(random),
    members,
  };
  addRooms(cast, collaboration, team.length > 0 ? sort : 'by role', rooms);
  return collaboration;
}

function addRooms(cast: Cast, collaboration: DraftCollaboration, sort: string, { projects, spaces, channels }: Rooms): void {
  const { random } = cast;
  const byRole = sort === 'by role' || (sort === 'space guests' && random.chance(0.5));
  if (byRole)
    setParts(
      cast,
      collaboration,
      'project',
      random.some(projects, 1, 2).flatMap((project) => rolePart(cast, project)),
    );
  if (sort === 'by role' && random.chance(0.6)) {
    setParts(
      cast,
      collaboration,
      'space',
      random.some(spaces, 0, 2).map(({ key }) => memberPart(cast, key)),
    );
  }
  if (sort === 'project guests' || sort === 'guests of both') {
    setParts(
      cast,
      collaboration,
      'project',
      random.some(projects, 1, 1).map(({ key }) => ({ key, as: 'guest' })),
    );
  }
  if (sort === 'space guests' || sort === 'guests of both') {
    setParts(
      cast,
      collaboration,
      'space',
      random.some(spaces, 1, 1).map(({ key }) => ({ key, as: 'guest' })),
    );
  }
  const chosen = random.some(channels, sort === 'channel alone' ? 1 : 0, 2).map(({ name }) => name);
  const [only] = chosen;
  if (only !== undefined) collaboration.channel = chosen.length === 1 && random.chance(0.7) ? only : chosen;
}

/** One or a list; none at all is not written. */
function setParts({ random }: Cast, collaboration: DraftCollaboration, field: 'project' | 'space', parts: DraftPart[]): void {
  const [only] = parts;
  if (only !== undefined) collaboration[field] = parts.length === 1 && random.chance(0.7) ? only : parts;
}

function rolePart({ random, roles }: Cast, { key, style }: DraftProject): DraftPart[] {
  const choice = style === 'team-managed' ? ['Member', 'Viewer', 'Administrator'] : roles;
  return choice.length === 0 ? [] : [{ key, role: random.pick(choice) }];
}

function memberPart({ random, lists }: Cast, key: string): DraftPart {
  return random.chance(0.4) ? { key, as: 'member', allow: drawPairs(random, lists, false) } : { key, as: 'member' };
}
