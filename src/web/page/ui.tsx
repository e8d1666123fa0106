import { createContext, type ComponentChildren, type JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { addressOf, hunkFinder, numbered } from '../../render/plan/places.js';
import { thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Turn } from './access.js';
import type { Model } from './model.js';
import { formatRoute, routeTo, subjectRoute, type Route } from './route.js';
import type { Line, State } from './state.js';
import { nameOf } from '../../text/reference.js';

/** What every part of the page may need. */
export interface Surroundings {
  readonly model: Model;
  readonly route: Route;
  /** The page is about to be printed: nothing is folded, nothing is left to scrolling. */
  readonly printing: boolean;
  /** The address of a line on the code platform, and of the change that a line is in. */
  readonly addressOf: (line: Line, side: State['side']) => string | undefined;
  readonly hunkOf: (line: Line, side: State['side']) => number | undefined;
}

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

export function useSurroundings(): Surroundings {
  const found = useContext(SurroundingsContext);
  if (found === undefined) throw new Error('There is no report around this part.');
  return found;
}

export function surroundingsOf(model: Model, route: Route, printing: boolean): Surroundings {
  const { plan, files, sourceUrl } = model.data;
  const find = hunkFinder(numbered(files));
  return {
    model,
    route,
    printing,
    addressOf: (line, side) => addressOf({ plan, ...(sourceUrl === undefined ? {} : { sourceUrl }) }, { ...line, column: 1 }, side),
    hunkOf: (line, side) => find({ ...line, column: 1 }, side),
  };
}

/** A name from the policies: what cannot be seen in it is written out, and its direction stays its own. */
export function Name({ text }: { readonly text: string }): JSX.Element {
  return <bdi class="name">{visible(text)}</bdi>;
}

/** The name without its type word, leading to its page. */
export function SubjectLink({ subject }: { readonly subject: string }): JSX.Element {
  return (
    <a class="chip" href={subjectRoute(subject)}>
      <Name text={subjectName(subject)} />
    </a>
  );
}

const classNames: Readonly<Record<string, string>> = {
  anyone: 'Anyone, without logging in',
  'logged-in': 'Whoever is logged in',
  'portal-customers': 'Customers of the portal',
};

export function subjectName(subject: string): string {
  return classNames[subject] ?? nameOf(subject);
}

export function placeName(resource: string): string {
  return resource === 'site' ? 'the whole site' : nameOf(resource);
}

export function kindOf(resource: string): string {
  return resource === 'site' ? 'site' : resource.slice(0, resource.indexOf(':'));
}

export function PlaceLink({ resource }: { readonly resource: string }): JSX.Element {
  return (
    <a class="chip" href={routeTo('place', resource)}>
      {resource === 'site' ? null : <span class="chip-kind">{kindOf(resource)} </span>}
      <Name text={placeName(resource)} />
    </a>
  );
}

export const turnWords: Readonly<Record<Turn, string>> = { gained: 'gained', lost: 'lost', changed: 'changed', same: 'unchanged' };
export const turnSigns: Readonly<Record<Turn, string>> = { gained: '+', lost: '−', changed: '~', same: '=' };

/** Gained, lost, changed or unchanged: sign, word and colour. */
export function TurnMark({ turn, word = turnWords[turn] }: { readonly turn: Turn; readonly word?: string }): JSX.Element {
  return (
    <span class={`turn turn-${turn}`}>
      <span class="turn-sign" aria-hidden="true">
        {turnSigns[turn]}
      </span>
      {word}
    </span>
  );
}

/** The line that says so: to the code platform where that is known, and to the change of the file where the line is in one. */
export function Where({ line, side }: { readonly line: Line | undefined; readonly side: State['side'] }): JSX.Element | null {
  const { addressOf: address, hunkOf } = useSurroundings();
  if (line === undefined) return null;
  const text = `${visible(line.file)}:${String(line.line)}`;
  const [href, hunk] = [address(line, side), hunkOf(line, side)];
  return (
    <span class="where">
      {href === undefined ? (
        <code>{text}</code>
      ) : (
        <a href={href} rel="noreferrer">
          <code>{text}</code>
        </a>
      )}
      {hunk === undefined ? null : (
        <a class="where-hunk" href={routeTo('change', '', { hunk: String(hunk) })} aria-label={`Change ${String(hunk)}, in ${text}`}>
          change {hunk}
        </a>
      )}
    </span>
  );
}

/** Something that is opened by a click; in print it always is. What is in it is made when it is opened. */
export function Fold(props: {
  readonly title: ComponentChildren;
  readonly open?: boolean;
  readonly class?: string;
  readonly children: () => ComponentChildren;
}): JSX.Element {
  const { printing } = useSurroundings();
  const [opened, setOpened] = useState(props.open ?? false);
  const isOpen = opened || printing;
  return (
    <details class={`fold ${props.class ?? ''}`} open={isOpen} onToggle={(event) => !printing && setOpened(event.currentTarget.open)}>
      <summary>{props.title}</summary>
      {isOpen ? <div class="fold-inside">{props.children()}</div> : null}
    </details>
  );
}

/** So many of a list are shown before it is folded, and so many are added by each click. */
const few = 12;
const more = 500;

/** A list of chips: the first of many, and a button for the others that says how many they are. */
export function Chips<T extends string>(props: {
  readonly items: readonly T[];
  readonly show: (item: T) => JSX.Element;
  readonly most?: number;
}): JSX.Element {
  const { printing } = useSurroundings();
  const most = props.most ?? few;
  const [limit, setLimit] = useState(most);
  const isWhole = printing || props.items.length <= limit + 1;
  const shown = isWhole ? props.items : props.items.slice(0, limit);
  const rest = props.items.length - shown.length;
  return (
    <span class="chips">
      {shown.map((item) => (
        <span key={item}>{props.show(item)} </span>
      ))}
      {rest === 0 ? null : (
        <button type="button" class="more" onClick={() => setLimit(limit + more)}>
          {rest > more ? `${thousands(more)} of ${thousands(rest)} more` : `${thousands(rest)} more`}
        </button>
      )}
    </span>
  );
}

export function Subjects({ subjects, most }: { readonly subjects: readonly string[]; readonly most?: number }): JSX.Element {
  return <Chips items={subjects} show={(subject) => <SubjectLink subject={subject} />} {...(most === undefined ? {} : { most })} />;
}

export function Places({ resources }: { readonly resources: readonly string[] }): JSX.Element {
  return <Chips items={resources} show={(resource) => <PlaceLink resource={resource} />} />;
}

/** Names of permissions, or words about them. */
export function Permissions({ words }: { readonly words: readonly string[] }): JSX.Element {
  return <Chips items={words} show={(word) => <code class="permission">{word}</code>} />;
}

export function Fact({ word, children }: { readonly word: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A part of a page under its heading. */
export function Section(props: {
  readonly title: string;
  readonly amount?: number;
  readonly note?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="section">
      <h2>
        {props.title}
        {props.amount === undefined ? null : <span class="amount">{thousands(props.amount)}</span>}
      </h2>
      {props.note === undefined ? null : <p class="note">{props.note}</p>}
      {props.children}
    </section>
  );
}

/** Opens the explanation of a cell over the page at hand. */
export function CellLink({ cell, children }: { readonly cell: string; readonly children: ComponentChildren }): JSX.Element {
  const { route } = useSurroundings();
  return <a href={formatRoute({ ...route, options: { ...route.options, cell } })}>{children}</a>;
}
