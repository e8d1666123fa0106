import type { ChangeBlock, MatrixChange, PermissionChange } from '../diff/access-change.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { nameList } from '../matrix/name-list.js';
import { products } from '../model/permissions.js';
import type { Site } from '../model/site.js';
import type { SeatChange } from './plan.js';

const guestKinds = ['confluence', 'jira'] as const;

/** Products whose number of holders, or of guests, changes. */
export function seatsOf(change: MatrixChange, before: Matrix | undefined, after: Matrix, { about }: Site): readonly SeatChange[] {
  const onSite = change.blocks.filter(({ resource }) => change.pairing.resourceName(resource) === 'site');
  const seatsFor = (product: SeatChange['product'], guests: boolean, bit: number): readonly SeatChange[] => {
    const permission = `${guests ? 'guest' : 'use'}:${product}`;
    const of = (has: (each: PermissionChange) => boolean): readonly string[] =>
      peopleOf(
        change,
        onSite.filter(({ delta }) => delta.permissions.some((each) => each.permission === permission && has(each))),
      );
    const gained = of(({ before: had }) => had === undefined);
    const lost = of(({ after: has }) => has === undefined);
    if (gained.length === 0 && lost.length === 0) return [];
    const seats = guests ? undefined : Object.entries(about.seats).find(([name]) => name === product)?.[1];
    return [
      {
        product,
        guests,
        gained,
        lost,
        before: before === undefined ? 0 : holders(before, guests, bit),
        after: holders(after, guests, bit),
        ...(seats === undefined ? {} : { seats }),
      },
    ];
  };
  return [
    ...products.flatMap((product, bit) => seatsFor(product, false, bit)),
    ...guestKinds.flatMap((product, bit) => seatsFor(product, true, bit)),
  ];
}

/** The people of some blocks. */
function peopleOf({ pairing: { naming } }: MatrixChange, blocks: readonly ChangeBlock[]): readonly string[] {
  const people: number[] = [];
  for (const { subjects } of blocks) subjects.visit((subject) => people.push(subject), 0, naming.people);
  return nameList(naming.sets.of(people), naming);
}

/** How many people have a bit of the product mask, or of the guest kinds. */
function holders(matrix: Matrix, guests: boolean, bit: number): number {
  const { people, products: masks, guestKinds: kinds } = evaluatorOf(matrix).tables;
  const held = guests ? kinds : masks;
  let amount = 0;
  for (let person = 0; person < people.length; person++) amount += ((held[person] ?? 0) >>> bit) & 1;
  return amount;
}
