import type { Site } from '../model/site.js';

/** Every day on which something of a site ends, sorted, from `first` to `last`. */
export function endDates(site: Site, first: string, last: string): readonly string[] {
  const dates = new Set<string>();
  collect(site.about.globalPermissions, dates);
  for (const person of site.people.values()) {
    add(person.until, dates);
    collect(person.products, dates);
  }
  for (const group of site.groups.values()) collect(group.members, dates);
  for (const { grants } of site.schemes.values()) collect(grants, dates);
  for (const project of site.projects.values()) {
    for (const actors of project.roles.values()) collect(actors, dates);
    collect(project.guests, dates);
  }
  for (const space of site.spaces.values()) {
    collect(space.access, dates);
    collect(space.guests, dates);
  }
  for (const channel of site.channels.values()) {
    collect(channel.members, dates);
    collect(channel.guests, dates);
  }
  return [...dates].filter((date) => date >= first && date <= last).sort();
}

function collect(timed: readonly { readonly until?: string }[], dates: Set<string>): void {
  for (const { until } of timed) add(until, dates);
}

function add(date: string | undefined, dates: Set<string>): void {
  if (date !== undefined) dates.add(date);
}
