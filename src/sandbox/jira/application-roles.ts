import { jiraProducts } from '../../model/permissions.js';
import { groupNamed, seatHolders } from '../directory.js';
import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { refuseJira } from '../refusals.js';
import type { Product } from '../../model/permissions.js';
import { groupShape } from './shapes.js';

export const applicationRoles: readonly Route[] = [
  {
    method: 'GET',
    path: '/rest/api/3/applicationrole',
    system: 'jira',
    answer: (call) => ok(jiraProducts.filter((each) => isThere(each, call)).map((each) => roleOf(each, call))),
  },
  { method: 'GET', path: '/rest/api/3/applicationrole/{key}', system: 'jira', answer: getRole },
];

const names: Readonly<Partial<Record<Product, string>>> = {
  'jira-software': 'Jira',
  'jira-servicedesk': 'Jira Service Management',
  'jira-core': 'Jira Work Management',
  'jira-product-discovery': 'Jira Product Discovery',
};

function isThere(product: Product, { world }: Call): boolean {
  return (
    world.seats[product] !== undefined || Object.values(world.groups).some(({ roles }) => roles.some((each) => each.product === product))
  );
}

function getRole(call: Call): Reply {
  const product = jiraProducts.find((each) => each === call.params['key'] && isThere(each, call));
  return product === undefined ? refuseJira(404, 'The application role does not exist.') : ok(roleOf(product, call));
}

/** Groups of guests and of those who only administer give no seat, and are none of an application role. */
function roleOf(product: Product, call: Call): Readonly<Record<string, unknown>> {
  const { world } = call;
  const groups = Object.values(world.groups).filter(({ roles }) => roles.some((each) => each.product === product && each.role === 'user'));
  const byDefault = groupNamed(world.defaultGroups[product] ?? '', world);
  const defaults = byDefault === undefined ? [] : [byDefault];
  const holders = seatHolders(product, world).size;
  const seats = world.seats[product];
  return {
    key: product,
    name: names[product] ?? product,
    groups: groups.map(({ name }) => name),
    groupDetails: groups.map((group) => groupShape(group, call)),
    defaultGroups: defaults.map(({ name }) => name),
    defaultGroupsDetails: defaults.map((group) => groupShape(group, call)),
    selectedByDefault: product === 'jira-software',
    defined: true,
    platform: product === 'jira-core',
    numberOfSeats: seats ?? -1,
    remainingSeats: seats === undefined ? -1 : Math.max(0, seats - holders),
    hasUnlimitedSeats: seats === undefined,
    userCount: holders,
    userCountDescription: `${holders} users`,
  };
}
