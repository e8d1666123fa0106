import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { compareBytes } from '../../text/compare.js';
import { count, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { onlyPermission } from './access.js';
import { columnsOf, filterOf, labelText, noCompany, rowsOf, type Filter } from './filter.js';
import { Grid, summary } from './grid.js';
import type { Model, PlaceColumn, Row } from './model.js';
import { cellOption, formatRoute } from './route.js';
import { Name, placeName, kindOf, subjectName, TurnMark, turnSigns, useSurroundings } from './ui.js';

/** Everybody by every place, narrowed down by what is asked for. */
export function MatrixPage(): JSX.Element {
  const { model, route, printing } = useSurroundings();
  const hasChanges = model.people.some(({ changed }) => changed);
  const filter = filterOf(route, hasChanges);
  const rows = useMemo(() => rowsOf(model, filter), [model, JSON.stringify(filter)]);
  const columns = useMemo(() => columnsOf(model, filter), [model, JSON.stringify(filter)]);
  const open = (row: Row, column: PlaceColumn): void => {
    location.hash = formatRoute({ ...route, options: { ...route.options, cell: cellOption(row.subject, column.resource) } });
  };
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1}>Matrix</h1>
        <p class="quiet" role="status">
          {count(rows.length, filter.rows === 'groups' ? 'group' : 'row')} by {count(columns.length, 'place')}
          {filter.show === 'changes' ? ', where something changes' : ''}
        </p>
      </header>
      <Filters model={model} filter={filter} hasChanges={hasChanges} />
      {model.data.kind === 'state' ? null : <Legend />}
      {filter.rows === 'groups' ? (
        <p class="quiet">What each group is given by name, itself or through groups that include it, whatever products its members have.</p>
      ) : null}
      {rows.length === 0 || columns.length === 0 ? (
        <p class="empty">Nothing is left with these filters.</p>
      ) : printing ? (
        <PrintedMatrix rows={rows} columns={columns} permission={filter.permission} />
      ) : (
        <Grid model={model} rows={rows} columns={columns} permission={filter.permission} open={open} />
      )}
    </>
  );
}

function Legend(): JSX.Element {
  return (
    <p class="legend">
      <TurnMark turn="gained" /> <TurnMark turn="lost" /> <TurnMark turn="changed" word="changed" />{' '}
      <span class="turn turn-changed">
        <span class="turn-sign" aria-hidden="true">
          ±
        </span>
        some of both
      </span>{' '}
      <TurnMark turn="same" word="held as before" /> <span class="quiet">Numbers count permissions.</span>
    </p>
  );
}

interface FiltersProps {
  readonly model: Model;
  readonly filter: Filter;
  readonly hasChanges: boolean;
}

type Option = readonly [value: string, text: string];

function Filters({ model, filter, hasChanges }: FiltersProps): JSX.Element {
  const choices = useMemo(() => choicesOf(model), [model]);
  const changes: readonly Option[] = hasChanges ? [['changes', 'Only what changes']] : [];
  return (
    <FilterForm filter={filter}>
      <Choice
        name="show"
        title="Show"
        value={filter.show}
        options={[...changes, ['all', 'Everything']]}
        initial={hasChanges ? 'changes' : 'all'}
      />
      <Choice
        name="rows"
        title="Rows"
        value={filter.rows}
        initial="people"
        options={[
          ['people', 'People'],
          ['groups', 'Groups'],
        ]}
      />
      <Search name="who" title={filter.rows === 'groups' ? 'Group' : 'Person'} value={filter.who} />
      <Choice name="company" title="Company" value={filter.company} options={[['', 'Any'], ...choices.companies]} />
      <Choice
        name="audience"
        title="Audience"
        value={filter.audience}
        options={[
          ['', 'Any'],
          ['external', 'External'],
          ['internal', 'Internal'],
        ]}
      />
      <Search name="where" title="Place" value={filter.where} />
      <Choice name="kind" title="Type" value={filter.kind} options={[['', 'Any'], ...choices.kinds]} />
      <Choice name="label" title="Label" value={filter.label} options={[['', 'Any'], ...choices.labels]} />
      <Choice name="permission" title="Permission" value={filter.permission} options={[['', 'All'], ...choices.permissions]} />
      <a class="button quiet-button" href={formatRoute({ page: 'matrix', name: '', options: {} })}>
        Clear
      </a>
    </FilterForm>
  );
}

/** On a narrow screen the filters would be all one sees: there they are opened by who wants them. */
function FilterForm({ filter, children }: { readonly filter: Filter; readonly children: ComponentChildren }): JSX.Element {
  const isNarrow = useMemo(() => matchMedia('(max-width: 46rem)').matches, []);
  const { who, company, audience, where, kind, label, permission } = filter;
  const used = [who, company, audience, where, kind, label, permission].filter((value) => value !== '').length;
  const form = (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
  if (!isNarrow) return form;
  return (
    <details class="fold filter-fold">
      <summary>Filters{used === 0 ? '' : `, ${String(used)} in use`}</summary>
      {form}
    </details>
  );
}

interface Choices {
  readonly companies: readonly Option[];
  readonly kinds: readonly Option[];
  readonly labels: readonly Option[];
  readonly permissions: readonly Option[];
}

function choicesOf({ people, places, head, base }: Model): Choices {
  const sorted = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].sort(compareBytes);
  const companies = sorted(people.filter(({ info }) => info.type !== 'class').map(({ info }) => info.company ?? noCompany));
  const kinds = new Set(places.map(({ kind }) => kind));
  const labels = sorted(places.flatMap(({ labels: own }) => Object.entries(own).map(([name, value]) => labelText(name, value))));
  const permissions = sorted(
    [head, base].flatMap((state) => {
      const effects = state?.evaluator.tables.effects;
      return effects === undefined ? [] : Array.from({ length: effects.permissionCount }, (_, id) => effects.permissionName(id));
    }),
  );
  return {
    companies: companies.map((name) => [name, name === noCompany ? 'No company' : visible(name)]),
    kinds: (['project', 'space', 'channel', 'site'] as const).filter((kind) => kinds.has(kind)).map((kind) => [kind, kindWords[kind]]),
    labels: labels.map((label) => [label, visible(label)]),
    permissions: permissions.map((name) => [name, visible(name)]),
  };
}

const kindWords = { project: 'Projects', space: 'Spaces', channel: 'Channels', site: 'The site' } as const;

/** Filters stand in the address; typing leaves no trail for the back button. */
function useOption(): (name: string, value: string) => void {
  const { route } = useSurroundings();
  return (name, value) => {
    location.replace(formatRoute({ ...route, options: { ...route.options, [name]: value } }));
  };
}

interface ChoiceProps {
  readonly name: string;
  readonly title: string;
  readonly value: string;
  readonly options: readonly Option[];
  /** What needs no word in the address. */
  readonly initial?: string;
}

function Choice({ name, title, value, options, initial = '' }: ChoiceProps): JSX.Element {
  const set = useOption();
  return (
    <label class="field">
      <span>{title}</span>
      <select value={value} onChange={({ currentTarget }) => set(name, currentTarget.value === initial ? '' : currentTarget.value)}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Search({ name, title, value }: { readonly name: string; readonly title: string; readonly value: string }): JSX.Element {
  const set = useOption();
  return (
    <label class="field">
      <span>{title}</span>
      <input type="search" value={value} placeholder="contains …" onInput={({ currentTarget }) => set(name, currentTarget.value)} />
    </label>
  );
}

/** More cells than this are nothing to print. */
const mostPrinted = 200_000;

/** All cells of the selection, not only those in sight, as paper can have them: who, where, what. */
function PrintedMatrix({
  rows,
  columns,
  permission,
}: {
  readonly rows: readonly Row[];
  readonly columns: readonly PlaceColumn[];
  readonly permission: string;
}): JSX.Element {
  const { model } = useSurroundings();
  if (rows.length * columns.length > mostPrinted)
    return (
      <p class="alarm">
        {thousands(rows.length)} rows by {thousands(columns.length)} places are too many to print: narrow them down with the filters, or
        write them to a table with “permafrost matrix --format csv”.
      </p>
    );
  const isState = model.data.kind === 'state';
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Where</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {rows.flatMap((row) =>
          columns.map((column) => {
            const whole = model.access(row.subject, column.resource);
            const access = permission === '' ? whole : onlyPermission(whole, permission);
            if (access.permissions.length === 0) return null;
            const { words } = summary(access, isState);
            return (
              <tr key={`${row.subject}\t${column.resource}`}>
                <td>
                  <Name text={subjectName(row.subject)} />
                </td>
                <td>
                  {kindOf(column.resource)} <Name text={placeName(column.resource)} />
                </td>
                <td>
                  {words}:{' '}
                  {access.permissions
                    .map(({ permission: name, turn }) => `${isState || turn === 'same' ? '' : turnSigns[turn]}${visible(name)}`)
                    .join(', ')}
                </td>
              </tr>
            );
          }),
        )}
      </tbody>
    </table>
  );
}
