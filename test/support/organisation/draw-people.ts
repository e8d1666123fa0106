import type { Cast } from './cast.js';
import { anchor, jiraProducts } from './cast.js';
import type { DraftItem, DraftPerson, DraftUsers } from './documents.js';
import { drawDate } from './names.js';
import type { Random } from './random.js';

const handles = [
  'deploy-bot',
  'Build.Bot',
  'role:bot',
  '日本-bot',
  "o'neil@corp.test",
  'odd@name@corp.test',
  'x.y+z@mail.corp.test',
  'müller@client1.test',
];

/** Ids of people of four sorts; the first sort may bear hostile ones. */
export function drawIds(random: Random, count: number): Pick<Cast, 'staff' | 'externals' | 'confluenceGuests' | 'jiraGuests'> {
  const cast = { staff: [] as string[], externals: [] as string[], confluenceGuests: [] as string[], jiraGuests: [] as string[] };
  const odd = random.shuffled(handles);
  for (let index = 0; index < count; index += 1) {
    const sort = random.between(1, 10);
    const hostile = random.chance(0.12) ? odd.pop() : undefined;
    if (sort <= 4) cast.staff.push(hostile ?? `s${String(index)}@corp.test`);
    else if (sort <= 7) cast.externals.push(hostile ?? `x${String(index)}@client${String(index % 3)}.test`);
    else drawGuest(random, `g${String(index)}@client${String(index % 3)}.test`, cast);
  }
  return cast;
}

function drawGuest(random: Random, id: string, cast: { confluenceGuests: string[]; jiraGuests: string[] }): void {
  const ofBoth = random.chance(0.3);
  if (ofBoth || random.chance(0.5)) cast.confluenceGuests.push(id);
  if (ofBoth || !cast.confluenceGuests.includes(id)) cast.jiraGuests.push(id);
}

export function drawUsers(cast: Cast): DraftUsers[] {
  const guests = [...new Set([...cast.confluenceGuests, ...cast.jiraGuests])];
  return [
    { kind: 'Users', name: 'root', users: { [anchor]: { products: ['jira-software', 'confluence'], audience: 'internal' } } },
    ...drawStaff(cast),
    ...drawExternals(cast),
    ...drawGuests(cast, guests),
  ];
}

function drawStaff({ random, staff }: Cast): DraftUsers[] {
  const defaults: DraftPerson = { products: drawProducts(random), labels: { team: 'red', floor: '1' } };
  const users = people(staff, (id) => {
    const person = drawPerson(random);
    if (random.chance(0.1)) person.accountId = `5b10:${id}`;
    if (random.chance(0.1)) person.formerly = `old-${id}`;
    if (random.chance(0.3)) person.products = drawProducts(random);
    if (!id.includes('@') && random.chance(0.6)) Object.assign(person, { type: 'app', audience: 'internal' });
    return person;
  });
  return staff.length === 0 ? [] : [{ kind: 'Users', name: 'staff', defaults, users }];
}

function drawExternals({ random, externals }: Cast): DraftUsers[] {
  const defaults: DraftPerson = { company: 'acme', audience: 'external', products: random.some(jiraProducts, 0, 1) };
  if (random.chance(0.15)) defaults.active = false;
  if (random.chance(0.2)) defaults.until = drawDate(random);
  const users = people(externals, () => {
    const person = drawPerson(random);
    if (random.chance(0.45)) person.products = drawProducts(random);
    if (defaults.active === false && random.chance(0.6)) person.active = true;
    return person;
  });
  return externals.length === 0 ? [] : [{ kind: 'Users', name: 'ext: "people"', defaults, users }];
}

/** Guests, half of them declared by the defaults of their document and half by their own entry. */
function drawGuests({ random, confluenceGuests, jiraGuests }: Cast, guests: readonly string[]): DraftUsers[] {
  const byDefault = random.chance(0.5);
  const users = people(guests, (id) => {
    const person = drawPerson(random);
    const kinds = [...(confluenceGuests.includes(id) ? ['confluence'] : []), ...(jiraGuests.includes(id) ? ['jira'] : [])];
    const isDefault = kinds.length === 1 && kinds[0] === 'confluence' && byDefault;
    if (!isDefault) person.guest = kinds.length === 1 && random.chance(0.7) ? (kinds[0] ?? '') : random.shuffled(kinds);
    // A guest of one product may be licensed for the other.
    if (kinds.length === 1 && random.chance(0.25)) {
      person.products = kinds[0] === 'jira' ? ['confluence'] : [random.pick(jiraProducts)];
    } else if (!byDefault) person.products = [];
    return person;
  });
  const defaults: DraftPerson = { products: [], company: 'client', ...(byDefault ? { guest: 'confluence' } : {}) };
  return guests.length === 0 ? [] : [{ kind: 'Users', name: 'guests', defaults, users }];
}

function people(ids: readonly string[], draw: (id: string) => DraftPerson): Record<string, DraftPerson> {
  return Object.fromEntries(ids.map((id) => [id, draw(id)]));
}

function drawPerson(random: Random): DraftPerson {
  const person: DraftPerson = {};
  if (random.chance(0.15)) person.name = 'Bo "the bee" Lind: Ünïcode';
  if (random.chance(0.08)) person.active = false;
  if (random.chance(0.18)) person.until = drawDate(random);
  if (random.chance(0.2)) person.labels = { team: random.pick(['blue', 'green']), 'cost: centre': '007' };
  return person;
}

/** Products of a person, some with an end. */
export function drawProducts(random: Random): DraftItem[] {
  const products = random.chance(0.5) ? ['jira-software', 'confluence'] : random.some([...jiraProducts, 'confluence', 'confluence'], 0, 3);
  return [...new Set(products)].map((product) => (random.chance(0.2) ? { product, until: drawDate(random) } : product));
}
