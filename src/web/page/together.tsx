import type { JSX } from 'preact';
import type { Together, TogetherCells } from '../../plan/together.js';
import { count, list } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { Fact, Fold, Name, Permissions, Places, Section, Subjects, TurnMark } from './ui.js';

/** So many groups of people are drawn before the others are asked for. */
const most = 8;

/** What several branches do when they are merged that none of them does alone. */
export function TogetherPart({ together }: { readonly together: Together | undefined }): JSX.Element | null {
  if (together === undefined) return null;
  const { branches, broken, gained, lost } = together;
  const labels = list(branches.map(({ label }) => visible(label)));
  const isNothing = broken.length + gained.length + lost.length === 0;
  return (
    <Section title="Together" note={isNothing ? `Nothing that none of ${labels} does alone.` : `What none of ${labels} does alone.`}>
      {branches.map(({ label, invalidAlone }) =>
        invalidAlone === true ? (
          <p class="surprise" key={label}>
            <Name text={label} /> has errors without the others, so what it does alone is not known.
          </p>
        ) : null,
      )}
      {broken.map((name) => (
        <p class="alarm" key={name}>
          The guardrail <Name text={name} /> breaks.
        </p>
      ))}
      <Cells all={gained} turn="gained" />
      <Cells all={lost} turn="lost" />
    </Section>
  );
}

interface CellsProps {
  readonly all: readonly TogetherCells[];
  readonly turn: 'gained' | 'lost';
}

function Cells({ all, turn }: CellsProps): JSX.Element {
  const shown = all.length <= most + 1 ? all : all.slice(0, most);
  const rest = all.slice(shown.length);
  const cards = (some: readonly TogetherCells[]): JSX.Element[] =>
    some.map((cells, index) => <Card key={index} cells={cells} turn={turn} />);
  return (
    <>
      {cards(shown)}
      {rest.length === 0 ? null : <Fold title={`${count(rest.length, 'more group')} of people`}>{() => cards(rest)}</Fold>}
    </>
  );
}

function Card({ cells, turn }: { readonly cells: TogetherCells; readonly turn: CellsProps['turn'] }): JSX.Element {
  return (
    <article class={`card card-${turn}`}>
      <h3>
        <TurnMark turn={turn} word={turn === 'gained' ? 'gain' : 'lose'} />
      </h3>
      <dl class="facts">
        <Fact word="who">
          <Subjects subjects={cells.subjects} />
        </Fact>
        <Fact word={turn === 'gained' ? 'gain' : 'lose'}>
          <Permissions words={cells.permissions.map(visible)} />
        </Fact>
        <Fact word="on">
          <Places resources={cells.resources} />
        </Fact>
      </dl>
    </article>
  );
}
