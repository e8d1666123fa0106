import { compile } from '../../compile/compile.js';
import { factKey, type Fact } from '../../diff/facts.js';
import { siteOfFacts } from '../../diff/site-of-facts.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { About, Person } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { Administration, type Lost } from './administration.js';
import type { Atom } from './atom.js';
import { Between, type Cells } from './between.js';
import { inBestOrder, type Placed } from './canonical.js';
import { hasCircle } from './circle.js';
import { precedence } from './precedence.js';

export interface OrderInput<T extends Atom> {
  /** All that holds before, and after; with what is taken to hold on both sides. */
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
  /** In any order. Together they lead from before to after. */
  readonly atoms: readonly T[];
  /** Of the site: its plan and limits count. */
  readonly about: About;
  /** Of both sides, by name: who they are. */
  readonly people: ReadonlyMap<string, Person>;
  readonly asOf: string;
  /** The name of the person whose rights the writes are made with: they keep what they administer. */
  readonly caller?: string;
}

/** How a state in between stands to before and after. */
export interface Judgement {
  /** What it gives beyond both. */
  readonly more: readonly Cells[];
  /** What administration it loses that both have. */
  readonly lost: readonly Lost[];
  /** What both have and it has not. */
  readonly missing: readonly Cells[];
  /** Groups would be within each other in a circle, which no site allows. */
  readonly circle: boolean;
}

/** Before everything and, as nothing is left over, after it. */
const atAnEnd: Judgement = { more: [], lost: [], missing: [], circle: false };

/** What is to be put into order, with every state on the way that was looked at. Atoms are numbers, in the order that is best if nothing speaks against it. */
export class Problem<T extends Atom> {
  readonly input: OrderInput<T>;
  readonly placed: readonly Placed<T>[];
  /** What has to be made before each. */
  readonly earlier: readonly (readonly number[])[];
  /** How many sites were compiled. */
  compiles = 0;
  private readonly facts: ReadonlyMap<string, Fact>;
  private readonly known = new Map<string, Judgement>();
  private readonly mayCircle: boolean;
  private readonly givesUnasked: boolean;
  private sides: { readonly between: Between; readonly administration: Administration } | undefined;

  constructor(input: OrderInput<T>) {
    this.input = input;
    this.placed = inBestOrder(input.atoms);
    this.earlier = precedence(
      this.placed.map(({ atom }) => atom),
      input.before,
    );
    this.facts = new Map(input.before.map((fact) => [factKey(fact), fact]));
    this.givesUnasked = input.atoms.some(({ alsoGives = [] }) => alsoGives.length > 0);
    this.mayCircle = input.atoms.some(({ changes }) => changes.some(({ after }) => after?.type === 'inclusion'));
  }

  atom(number: number): T {
    const placed = this.placed[number];
    if (placed === undefined) throw new Error(`There is no atom ${String(number)}.`);
    return placed.atom;
  }

  /** What holds once some atoms are made, whatever their order was. */
  factsWith(done: Iterable<number>): readonly Fact[] {
    const facts = new Map(this.facts);
    const atoms = Array.from(done, (number) => this.atom(number));
    // What is given unasked is changed by others later, if at all.
    for (const { alsoGives = [] } of atoms) for (const fact of alsoGives) facts.set(factKey(fact), fact);
    for (const { changes } of atoms) for (const { after } of changes) if (after !== undefined) facts.set(factKey(after), after);
    for (const { changes } of atoms)
      for (const { before, after } of changes) if (after === undefined && before !== undefined) facts.delete(factKey(before));
    return [...facts.values()];
  }

  judge(done: Iterable<number>): Judgement {
    const numbers = [...done].sort((a, b) => a - b);
    if (numbers.length === 0 || (numbers.length === this.placed.length && !this.givesUnasked)) return atAnEnd;
    const key = numbers.join();
    const known = this.known.get(key) ?? this.judgeFacts(this.factsWith(numbers));
    this.known.set(key, known);
    return known;
  }

  isOk(done: Iterable<number>): boolean {
    return isOk(this.judge(done));
  }

  judgeFacts(facts: readonly Fact[]): Judgement {
    if (this.mayCircle && hasCircle(facts)) return { ...atAnEnd, circle: true };
    const { between, administration } = (this.sides ??= this.compileSides());
    const now = this.compiled(facts);
    const standing = between.standing(now);
    const { more, missing } = standing;
    return { more, missing, lost: administration.lostIn(now, standing), circle: false };
  }

  private compileSides(): { readonly between: Between; readonly administration: Administration } {
    const { before, after, about, people, caller } = this.input;
    const [was, is] = [this.compiled(before), this.compiled(after)];
    const site = { ...siteOfFacts([], { about, people }), people };
    return { between: new Between(was, is), administration: new Administration(was, is, site, caller) };
  }

  private compiled(facts: readonly Fact[]): Matrix {
    this.compiles++;
    return compile(siteOfFacts(facts, this.input), this.input.asOf);
  }
}

export function isOk({ more, lost, circle }: Judgement): boolean {
  return more.length === 0 && lost.length === 0 && !circle;
}

/** Facts by which what the atoms come to is not what is wanted afterwards, what was given unasked aside; sorted. */
export function strayFacts<T extends Atom>(problem: Problem<T>): readonly Fact[] {
  const { after, atoms } = problem.input;
  const made = new Map(problem.factsWith(atoms.keys()).map((fact) => [wordsOf(fact), fact]));
  const wanted = new Map(after.map((fact) => [wordsOf(fact), fact]));
  const unasked = new Set(atoms.flatMap(({ alsoGives = [] }) => alsoGives.map(wordsOf)));
  const stray = [
    ...[...made].filter(([words]) => !wanted.has(words) && !unasked.has(words)),
    ...[...wanted].filter(([words]) => !made.has(words)),
  ];
  return stray.sort(([a], [b]) => compareBytes(a, b)).map(([, fact]) => fact);
}

function wordsOf({ type, of, says }: Fact): string {
  return JSON.stringify([type, of, ...says]);
}
