import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { visible } from '../../text/quote.js';
import { isChanged, onlyPermission, type Access, type Turn } from './access.js';
import type { Model, PlaceColumn, Row } from './model.js';
import { routeTo, subjectRoute } from './route.js';
import { kindOf, Name, placeName, subjectName, turnSigns, turnWords } from './ui.js';
import { inSight, moved, scrollTo, type Span } from './virtual.js';

export interface GridProps {
  readonly model: Model;
  readonly rows: readonly Row[];
  readonly columns: readonly PlaceColumn[];
  /** Narrows what a cell tells to one permission. */
  readonly permission: string;
  readonly open: (row: Row, column: PlaceColumn) => void;
}

const rowHeight = 36;
const headHeight = 76;
const columnWidth = 108;
const around = { rows: 4, columns: 2 };

type Position = readonly [row: number, column: number];

/**
 * People or groups by places. Only cells in sight are there, so that it does not matter how many there are. It is one stop for the Tab
 * key; arrows, Home, End, PageUp and PageDown move in it, Enter opens a cell or the page of a header.
 */
export function Grid(props: GridProps): JSX.Element {
  const { rows, columns } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, left: 0, height: 600, width: 1200 });
  const [active, setActive] = useState<Position>([0, 0]);
  const wantsFocus = useRef(false);
  const headWidth = sight.width < 600 ? 132 : 260;
  const at: Position = [Math.min(active[0], rows.length - 1), Math.min(active[1], columns.length - 1)];

  const look = (): void => {
    const element = frame.current;
    if (element === null) return;
    const { scrollTop: top, scrollLeft: left, clientHeight: height, clientWidth: width } = element;
    setSight((old) =>
      old.top === top && old.left === left && old.height === height && old.width === width ? old : { top, left, height, width },
    );
  };
  useLayoutEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    frame.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  const go = (to: Position): void => {
    const element = frame.current;
    if (element === null) return;
    const top = to[0] < 0 ? undefined : scrollTo(to[0], element.scrollTop, element.clientHeight - headHeight, rowHeight);
    const left = to[1] < 0 ? undefined : scrollTo(to[1], element.scrollLeft, element.clientWidth - headWidth, columnWidth);
    if (top !== undefined) element.scrollTop = top;
    if (left !== undefined) element.scrollLeft = left;
    wantsFocus.current = true;
    setActive(to);
    look();
  };
  const press = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((sight.height - headHeight) / rowHeight) - 1);
    const to = moved(event, at, { rows: rows.length, columns: columns.length, page });
    if (to === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (to !== undefined) go(to);
    else enter(props, at);
  };

  const down = inSight(sight.top, sight.height - headHeight, rowHeight, rows.length, around.rows);
  const right = inSight(sight.left, sight.width - headWidth, columnWidth, columns.length, around.columns);
  // The cell that has the focus stays, wherever one scrolls to.
  const shownRows = withActive(down, at[0]);
  const shownColumns = withActive(right, at[1]);
  const width = headWidth + columns.length * columnWidth;
  return (
    <div
      ref={frame}
      class="grid"
      style={{ height: `min(${String(headHeight + rows.length * rowHeight + 18)}px, max(22rem, calc(100vh - 19rem)))` }}
      role="grid"
      aria-label="Who can do what where"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-readonly="true"
      onScroll={look}
      onKeyDown={press}
    >
      <div class="grid-head" role="row" aria-rowindex={1} style={{ width: px(width), height: px(headHeight) }}>
        <HeadCell
          class="grid-corner"
          position={[-1, -1]}
          active={at}
          style={{ width: px(headWidth), height: px(headHeight) }}
          role="columnheader"
          label={`${String(rows.length)} rows and ${String(columns.length)} places`}
        >
          <span>{rows.length === 1 ? '1 row' : `${String(rows.length)} rows`}</span>
        </HeadCell>
        {shownColumns.map((index) => {
          const column = columns[index];
          if (column === undefined) return null;
          return (
            <HeadCell
              key={column.resource}
              class={`grid-place ${column.changed ? 'grid-changed' : ''}`}
              position={[-1, index]}
              active={at}
              role="columnheader"
              label={`${kindOf(column.resource)} ${visible(placeName(column.resource))}`}
              style={{ left: px(headWidth + index * columnWidth), width: px(columnWidth), height: px(headHeight) }}
              onClick={() => go([-1, index])}
            >
              <span class="chip-kind">{column.kind}</span>
              <a href={routeTo('place', column.resource)} tabIndex={-1} title={visible(placeName(column.resource))}>
                <Name text={placeName(column.resource)} />
              </a>
            </HeadCell>
          );
        })}
      </div>
      <div class="grid-body" role="rowgroup" style={{ width: px(width), height: px(rows.length * rowHeight) }}>
        {shownRows.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={row.subject}
              class="grid-row"
              role="row"
              aria-rowindex={index + 2}
              style={{ top: px(index * rowHeight), width: px(width), height: px(rowHeight) }}
            >
              <HeadCell
                class={`grid-who ${row.changed ? 'grid-changed' : ''}`}
                position={[index, -1]}
                active={at}
                role="rowheader"
                label={subjectWords(row)}
                style={{ width: px(headWidth), height: px(rowHeight) }}
                onClick={() => go([index, -1])}
              >
                <a href={subjectRoute(row.subject)} tabIndex={-1} title={visible(subjectName(row.subject))}>
                  <Name text={subjectName(row.subject)} />
                </a>
                {row.info.audience === 'external' && row.info.type !== 'class' ? (
                  <span class="tag">{row.info.company === undefined ? 'external' : visible(row.info.company)}</span>
                ) : null}
              </HeadCell>
              {shownColumns.map((place) => (
                <Cell
                  key={place}
                  {...props}
                  row={row}
                  column={columns[place]}
                  index={[index, place]}
                  active={at}
                  headWidth={headWidth}
                  go={go}
                />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function enter({ rows, columns, open }: GridProps, [row, column]: Position): void {
  const [who, place] = [rows[row], columns[column]];
  if (who !== undefined && place !== undefined) open(who, place);
  else if (who !== undefined) location.hash = subjectRoute(who.subject);
  else if (place !== undefined) location.hash = routeTo('place', place.resource);
}

function withActive({ from, to }: Span, active: number): readonly number[] {
  const span = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  if (active < 0 || (active >= from && active < to)) return span;
  return active < from ? [active, ...span] : [...span, active];
}

function px(size: number): string {
  return `${String(size)}px`;
}

interface HeadCellProps {
  readonly class: string;
  readonly position: Position;
  readonly active: Position;
  readonly role: 'columnheader' | 'rowheader';
  readonly label: string;
  readonly style: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
  readonly children: JSX.Element | (JSX.Element | null)[];
}

function HeadCell({ position: [row, column], active, label, children, ...rest }: HeadCellProps): JSX.Element {
  const isActive = row === active[0] && column === active[1];
  return (
    <div {...rest} aria-label={label} aria-colindex={column + 2} tabIndex={isActive ? 0 : -1}>
      {children}
    </div>
  );
}

interface CellProps extends Pick<GridProps, 'model' | 'permission' | 'open'> {
  readonly row: Row;
  readonly column: PlaceColumn | undefined;
  readonly index: Position;
  readonly active: Position;
  readonly headWidth: number;
  readonly go: (to: Position) => void;
}

function Cell({ model, permission, open, row, column, index, active, headWidth, go }: CellProps): JSX.Element | null {
  if (column === undefined) return null;
  const whole = model.access(row.subject, column.resource);
  const access = permission === '' ? whole : onlyPermission(whole, permission);
  const isState = model.data.kind === 'state';
  const { turn, sign, words } = summary(access, isState);
  const isActive = index[0] === active[0] && index[1] === active[1];
  return (
    <div
      role="gridcell"
      class={`grid-cell ${turn === undefined ? '' : `cell-${turn}`}`}
      aria-colindex={index[1] + 2}
      aria-label={words === '' ? 'no access' : words}
      tabIndex={isActive ? 0 : -1}
      style={{ left: px(headWidth + index[1] * columnWidth), width: px(columnWidth), height: px(rowHeight) }}
      onClick={() => {
        go(index);
        open(row, column);
      }}
    >
      {turn === undefined ? null : (
        <>
          <span class="turn-sign" aria-hidden="true">
            {sign}
          </span>
          <span class="cell-words">{words}</span>
        </>
      )}
    </div>
  );
}

/** What a cell says: what changes, else what is held. */
export function summary(
  access: Access,
  isState: boolean,
): { readonly turn: Turn | undefined; readonly sign: string; readonly words: string } {
  const { gained, lost, changed, same } = access;
  if (gained + lost + changed + same === 0) return { turn: undefined, sign: '', words: '' };
  if (!isChanged(access)) return { turn: 'same', sign: isState ? '' : turnSigns.same, words: `${String(same)} held` };
  const turn: Turn = gained > 0 && lost > 0 ? 'changed' : gained > 0 ? 'gained' : lost > 0 ? 'lost' : 'changed';
  const parts = [
    [gained, 'gained'],
    [lost, 'lost'],
    [changed, 'changed'],
  ] as const;
  const words = parts.filter(([amount]) => amount > 0).map(([amount, word]) => `${String(amount)} ${turnWords[word]}`);
  return { turn, sign: turn === 'changed' && gained > 0 ? '±' : turnSigns[turn], words: words.join(', ') };
}

function subjectWords({ subject, info }: Row): string {
  const company = info.company === undefined ? '' : `, ${visible(info.company)}`;
  return `${visible(subjectName(subject))}${info.type === 'class' ? '' : `, ${info.audience}${company}`}`;
}
