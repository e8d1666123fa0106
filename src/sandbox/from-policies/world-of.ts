import { products } from '../../model/permissions.js';
import type { Site } from '../../model/site.js';
import { bareWorld } from '../seed.js';
import type { World } from '../world.js';
import { actorsOf, standIns, stands, type Cast } from './cast.js';
import { addChat } from './chat.js';
import { addConfluence } from './confluence.js';
import { addJira } from './jira.js';
import { addPeople } from './people.js';

export function nameOfWorld({ about }: Site): string {
  return about.name.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
}

/**
 * The site that policies describe, as of a day: what has ended before it is not there, and neither is what no site can tell (bundles,
 * collaborations, owners, labels, reasons, guardrails, tests, end dates to come).
 */
export function worldOf(site: Site, asOf: string): World {
  const { about } = site;
  const world = bareWorld({
    name: nameOfWorld(site),
    url: about.url,
    plan: about.plan,
    domains: about.internalDomains,
    guestsPerPaidUser: about.guestsPerPaidUser,
  });
  const cast = addPeople(site, asOf, world);
  for (const product of products) {
    const seats = about.seats[product];
    if (seats !== undefined) world.seats[product] = seats;
  }
  addAdministration(cast);
  addJira(cast);
  addConfluence(cast);
  addChat(cast);
  return world;
}

function addAdministration(cast: Cast): void {
  const { world, site } = cast;
  const admins = actorsOf(site.about.admins, cast);
  for (const id of admins.users) {
    const account = world.accounts[id];
    if (account !== undefined) account.siteAdmin = true;
  }
  for (const id of admins.groups) {
    const group = world.groups[id];
    if (group !== undefined) group.siteAdmin = true;
  }
  for (const grant of site.about.globalPermissions.filter((each) => stands(each, cast)))
    for (const permission of grant.permissions) {
      const holders = grant.to.filter(({ type }) => type === 'group').flatMap(({ name }) => standIns(name, cast));
      world.globalPermissions[permission] = [...new Set([...(world.globalPermissions[permission] ?? []), ...holders])];
    }
}
