import type {
  Entry,
  WrittenChannel,
  WrittenCollaboration,
  WrittenDocument,
  WrittenGroup,
  WrittenProject,
  WrittenSpace,
} from './written.js';
import { actorsOf, listOf, ofKind, personIn } from './written.js';

/** The documents with each Collaboration written out as the group, actors, grants and placements it makes. */
export function expandCollaborations(documents: readonly WrittenDocument[]): WrittenDocument[] {
  const collaborations = ofKind(documents, 'Collaboration');
  const expanded = documents
    .filter((document) => document.kind !== 'Collaboration')
    .map((document) => collaborations.reduce(joined, document));
  return [...expanded, ...collaborations.map((collaboration) => groupOf(collaboration, documents))];
}

/** "It makes group `ext-NAME` (products: the project's, if by role; `confluence`, if `as: member`)." */
function groupOf(collaboration: WrittenCollaboration, documents: readonly WrittenDocument[]): WrittenGroup {
  const byRole = listOf(collaboration.project).filter((part) => part.role !== undefined);
  const projects = ofKind(documents, 'Project').filter((project) => byRole.some((part) => part.key === project.key));
  const products = projects.map((project) => project.product ?? 'jira-software');
  if (listOf(collaboration.space).some((part) => part.as === 'member')) products.push('confluence');
  return {
    kind: 'Group',
    name: groupName(collaboration),
    members: peopleOf(collaboration),
    products: [...new Set(products)],
  };
}

function groupName(collaboration: WrittenCollaboration): string {
  return `ext-${collaboration.name}`;
}

/** "Every access below ends then, or at the entry's own earlier date." */
function peopleOf(collaboration: WrittenCollaboration): { user: string; until?: string }[] {
  return (collaboration.members ?? []).map((entry) => {
    const dates = [typeof entry === 'string' ? undefined : entry.until, collaboration.until];
    const until = dates.filter((date) => date !== undefined).sort()[0];
    return until === undefined ? { user: personIn(entry) } : { user: personIn(entry), until };
  });
}

function joined(document: WrittenDocument, collaboration: WrittenCollaboration): WrittenDocument {
  if (document.kind === 'Project') return projectJoined(document, collaboration);
  if (document.kind === 'Space') return spaceJoined(document, collaboration);
  if (document.kind === 'Channel') return channelJoined(document, collaboration);
  return document;
}

/** "Gets group `ext-acme` as actor of that role; or `as: guest`": each member is placed. */
function projectJoined(project: WrittenProject, collaboration: WrittenCollaboration): WrittenProject {
  let result = project;
  for (const part of listOf(collaboration.project).filter(({ key }) => key === project.key)) {
    if (part.role === undefined) {
      result = { ...result, guests: [...(result.guests ?? []), ...peopleOf(collaboration)] };
    } else {
      const actors = [...actorsOf(result, part.role), groupEntry(collaboration)];
      result = { ...result, roles: { ...result.roles, [part.role]: actors } };
    }
  }
  return result;
}

/** "`as: guest`; or `as: member` (licensed; `space-editor` unless `allow` says otherwise)". */
function spaceJoined(space: WrittenSpace, collaboration: WrittenCollaboration): WrittenSpace {
  let result = space;
  for (const part of listOf(collaboration.space).filter(({ key }) => key === space.key)) {
    if (part.as === 'guest') {
      result = { ...result, guests: [...(result.guests ?? []), ...peopleOf(collaboration)] };
    } else {
      const grant = {
        to: [`group:${groupName(collaboration)}`],
        allow: part.allow ?? ['space-editor'],
        ...ending(collaboration),
      };
      result = { ...result, access: [...(result.access ?? []), grant] };
    }
  }
  return result;
}

/** "members as guests" */
function channelJoined(channel: WrittenChannel, collaboration: WrittenCollaboration): WrittenChannel {
  if (!listOf(collaboration.channel).includes(channel.name)) return channel;
  return { ...channel, guests: [...(channel.guests ?? []), ...peopleOf(collaboration)] };
}

function groupEntry(collaboration: WrittenCollaboration): Entry {
  return { subject: `group:${groupName(collaboration)}`, ...ending(collaboration) };
}

function ending(collaboration: WrittenCollaboration): { until?: string } {
  return collaboration.until === undefined ? {} : { until: collaboration.until };
}
