import { printedPermission } from '../permission-names.js';
import type { World } from '../world.js';
import { isInChannel } from './chat.js';
import { inByteOrder, verdictOf } from './condition.js';
import { mayIn, openSpace } from './confluence.js';
import { conditionIn, grantsOf } from './jira.js';
import { siteCells } from './site.js';
import { subjectsOf, type Subject, type Synced } from './subjects.js';

/**
 * Who can do what in this world, one line a cell: subject, resource, permission and verdict with tabs between, in the order of their bytes.
 * A reading of the rules of its own, which shares nothing with the compiler of policies, so that the two can be held against each other.
 */
export function cellsOf(world: World, synced: Synced = 'apart'): readonly string[] {
  const subjects = subjectsOf(world, synced);
  return inByteOrder([
    ...projectCells(world, subjects),
    ...spaceCells(world, subjects),
    ...channelCells(world, subjects, synced),
    ...subjects.flatMap((subject) => siteCells(subject, world).map((permission) => line(subject, 'site', permission, 'allowed'))),
  ]);
}

function projectCells(world: World, subjects: readonly Subject[]): readonly string[] {
  return Object.values(world.projects).flatMap((project) => {
    const granted = grantsOf(project, world);
    return [...granted.grants.keys()].flatMap((permission) =>
      subjects.flatMap((subject) => {
        const verdict = verdictOf(conditionIn(subject, permission, granted, world));
        return verdict === undefined ? [] : [line(subject, `project:${project.key}`, printedPermission(permission), verdict)];
      }),
    );
  });
}

function spaceCells(world: World, subjects: readonly Subject[]): readonly string[] {
  return Object.values(world.spaces).flatMap((space) => {
    const opened = openSpace(space, world);
    return [...opened.holders.keys()].flatMap((operation) =>
      subjects
        .filter((subject) => mayIn(subject, operation, opened, world))
        .map((subject) => line(subject, `space:${space.key}`, operation, 'allowed')),
    );
  });
}

function channelCells(world: World, subjects: readonly Subject[], synced: Synced): readonly string[] {
  const open = Object.values(world.chat.channels).filter(({ archived }) => !archived);
  return open.flatMap((channel) =>
    subjects
      .filter((subject) => isInChannel(subject, channel, world, synced))
      .map((subject) => line(subject, `channel:${channel.name}`, 'member', 'allowed')),
  );
}

function line({ printed }: Subject, resource: string, permission: string, verdict: string): string {
  return [printed, resource, permission, verdict].join('\t');
}
