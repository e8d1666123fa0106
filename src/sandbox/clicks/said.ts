import { fieldsOf, listOf, textOf, textsOf } from '../given.js';

/** One thing that holds on a site, in the words of policies, as `permafrost` tells what differs: a project guest, a member, an app. */
export interface SaidFact {
  readonly type: string;
  /** `project:ACME`, `group:eng`, `site`. */
  readonly of: string;
  readonly says: readonly string[];
}

/** What somebody does in the pages of the administration, all in one go. */
export interface Clicks {
  readonly add: readonly SaidFact[];
  readonly remove: readonly SaidFact[];
  readonly rename?: { readonly from: string; readonly to: string };
  /** Products that are bought for the site. */
  readonly products: readonly string[];
  /** E-mail addresses of customers of the service portal: policies have no fact of them. */
  readonly customers: { readonly add: readonly string[]; readonly remove: readonly string[] };
}

/** What was asked for cannot be clicked: why, in a sentence. */
export class CannotClick extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CannotClick';
  }
}

export function cannot(message: string): never {
  throw new CannotClick(message);
}

const shape = `Send {"facts": {"add": [{"type": "project-guest", "of": "project:ACME", "says": ["user:gus@client.example"]}], "remove": []}}.`;

/** The body of a request; what it does not know it refuses. */
export function clicksIn(body: Readonly<Record<string, unknown>>): Clicks {
  known(body, ['facts', 'rename', 'products', 'customers']);
  const [facts, rename, customers] = [fieldsOf(body['facts']), body['rename'], fieldsOf(body['customers'])];
  known(facts, ['add', 'remove']);
  known(customers, ['add', 'remove']);
  const clicks: Clicks = {
    add: factsIn(facts['add']),
    remove: factsIn(facts['remove']),
    products: textsOf(body['products'] ?? []) ?? cannot('Products are a list of their names.'),
    customers: { add: addresses(customers['add']), remove: addresses(customers['remove']) },
    ...(rename === undefined ? {} : { rename: renameIn(fieldsOf(rename)) }),
  };
  const count =
    clicks.add.length + clicks.remove.length + clicks.products.length + clicks.customers.add.length + clicks.customers.remove.length;
  if (count === 0 && clicks.rename === undefined) cannot(`Nothing is asked for. ${shape}`);
  return clicks;
}

function known(given: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const strange = Object.keys(given).find((name) => !names.includes(name));
  if (strange !== undefined) cannot(`There is no field "${strange}". There are: ${names.join(', ')}.`);
}

function factsIn(value: unknown): readonly SaidFact[] {
  return (listOf(value ?? []) ?? cannot(`Facts stand in a list. ${shape}`)).map((each) => {
    const fact = fieldsOf(each);
    const [type, of, says] = [textOf(fact['type']), textOf(fact['of']), textsOf(fact['says'] ?? [])];
    if (type === undefined || of === undefined || says === undefined)
      cannot(`A fact has a type, what it is of, and what it says. ${shape}`);
    return { type, of, says };
  });
}

function renameIn(given: Readonly<Record<string, unknown>>): { readonly from: string; readonly to: string } {
  const [from, to] = [textOf(given['from']), textOf(given['to'])];
  if (from === undefined || to === undefined) cannot('A new name is said as {"rename": {"from": "group:old", "to": "group:new"}}.');
  return { from, to };
}

function addresses(value: unknown): readonly string[] {
  return textsOf(value ?? []) ?? cannot('Customers are a list of e-mail addresses.');
}

/** The name in a reference of a kind: `group:eng` → `eng`. */
export function nameIn(reference: string | undefined, kind: string): string {
  const [, found, name = ''] = /^([a-z-]+):(.+)$/su.exec(reference ?? '') ?? [];
  return found === kind ? name : cannot(`"${reference ?? ''}" does not name a ${kind}: it would be "${kind}:…".`);
}

/** Whether a reference is of a kind. */
export function isKind(reference: string | undefined, kind: string): boolean {
  return reference?.startsWith(`${kind}:`) === true;
}
