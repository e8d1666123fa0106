import { stringify } from 'yaml';
import type { Collaboration, Member, Site, Timed } from '../model/site.js';

/** What a Collaboration stands for, written out as the documents somebody would write without it. Fragments name only what they add. */
export function expansionOf({ groups, projects }: Site, collaboration: Collaboration): string {
  const group = `ext-${collaboration.name}`;
  const members = collaboration.members.map((member) => ending(collaboration, member));
  const actor = dated({ subject: `group:${group}` }, collaboration);
  const parts: [comment: string, document: object][] = [
    ['The team', { kind: 'Group', name: group, products: groups.get(group)?.products ?? [], members }],
    ...collaboration.projects.map(({ key, role }): [string, object] =>
      role === undefined
        ? [`Added to project ${key}`, { kind: 'Project', key, guests: members }]
        : [
            `Added to project ${key}${projects.get(key)?.scheme === undefined ? '' : ', whose scheme says what the role may do'}`,
            { kind: 'Project', key, roles: { [role]: [actor] } },
          ],
    ),
    ...collaboration.spaces.map(({ key, as, allow }): [string, object] =>
      as === 'guest'
        ? [`Added to space ${key}`, { kind: 'Space', key, guests: members }]
        : [
            `Added to space ${key}`,
            { kind: 'Space', key, access: [dated({ to: [`group:${group}`], allow: allow ?? ['space-editor'] }, collaboration)] },
          ],
    ),
    ...collaboration.channels.map(({ name }): [string, object] => [`Added to channel ${name}`, { kind: 'Channel', name, guests: members }]),
    [
      'And they reach nothing else, but for the rooms of other collaborations they are in and what is public',
      { kind: 'Guardrail', name: `confine-${collaboration.name}`, confine: { who: [`group:${group}`], to: roomsOf(collaboration) } },
    ],
  ];
  return parts.map(([comment, document]) => `# ${comment}\n${stringify(document, { lineWidth: 0 })}`).join('---\n');
}

function roomsOf({ projects, spaces, channels }: Collaboration): readonly string[] {
  return [
    ...projects.map(({ key }) => `project:${key}`),
    ...spaces.map(({ key }) => `space:${key}`),
    ...channels.map(({ name }) => `channel:${name}`),
  ];
}

/** A member as it stands elsewhere: it ends with the Collaboration, or at its own earlier date. */
function ending(collaboration: Collaboration, { user, until, reason }: Member): string | object {
  const ends = [collaboration.until, until].filter((date) => date !== undefined).sort()[0];
  if (ends === undefined && reason === undefined) return user;
  return { user, ...(ends === undefined ? {} : { until: ends }), ...(reason === undefined ? {} : { reason }) };
}

function dated<T extends object>(entry: T, { until }: Timed): T & Timed {
  return until === undefined ? entry : { ...entry, until };
}
