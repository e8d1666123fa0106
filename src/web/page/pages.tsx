import type { JSX } from 'preact';
import { mostTellingFirst, people, place } from '../../render/plan/words.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Person, Project } from '../../model/site.js';
import { infoOf } from '../../plan/subjects.js';
import { isChanged, type Access, type Turn } from './access.js';
import { summary } from './grid.js';
import { whyOn } from './explanation.js';
import { labelText } from './filter.js';
import { heldBy, holdersIn, membershipsOf } from './listing.js';
import { thingOf, type Model } from './model.js';
import { cellOption, routeTo, subjectRoute } from './route.js';
import {
  CellLink,
  Chips,
  Fact,
  Fold,
  kindOf,
  Name,
  placeName,
  Section,
  SubjectLink,
  subjectName,
  Subjects,
  TurnMark,
  turnSigns,
  useSurroundings,
  Where,
} from './ui.js';
import { WayList } from './way.js';

/** What one subject can do, and through what. */
export function PersonPage({ subject }: { readonly subject: string }): JSX.Element {
  const { model } = useSurroundings();
  const name = subjectName(subject);
  const person = model.head.site.people.get(name) ?? model.base?.site.people.get(name);
  const row =
    model.people.find((each) => each.subject === subject) ??
    (person === undefined ? undefined : { info: infoOf(model.head.site, subject) });
  if (row === undefined) return <Missing what={name} />;
  const held = heldBy(model, subject);
  return (
    <>
      <header class="page-head">
        <p class="eyebrow">
          {row.info.type === 'class'
            ? 'A class of people'
            : row.info.type === 'group'
              ? 'Group of the identity provider'
              : row.info.type === 'app'
                ? 'App'
                : 'Person'}
        </p>
        <h1 tabIndex={-1}>
          <Name text={name} />
        </h1>
        <dl class="facts">
          {row.info.displayName === undefined ? null : (
            <Fact word="name">
              <Name text={row.info.displayName} />
            </Fact>
          )}
          {row.info.type === 'class' ? null : (
            <Fact word="audience">
              {row.info.audience === 'external' ? <span class="badge badge-warn">external</span> : 'internal'}
              {row.info.company === undefined ? null : (
                <>
                  {' '}
                  of <Name text={row.info.company} />
                </>
              )}
            </Fact>
          )}
          {person === undefined ? null : <PersonFacts person={person} />}
          {subject.startsWith('user:') ? <Memberships subject={subject} /> : null}
        </dl>
      </header>
      <HeldPlaces subject={subject} held={held} />
    </>
  );
}

function PersonFacts({ person }: { readonly person: Person }): JSX.Element {
  const { model } = useSurroundings();
  const state = model.head.site.people.has(person.name) ? model.head : (model.base ?? model.head);
  return (
    <>
      {person.active ? null : <Fact word="state">not active: no access at all</Fact>}
      {person.until === undefined ? null : <Fact word="until">{person.until}</Fact>}
      {person.products.length === 0 ? null : (
        <Fact word="products">
          {list(person.products.map(({ product, until }) => `${product}${until === undefined ? '' : ` until ${until}`}`))}
        </Fact>
      )}
      {person.guest.length === 0 ? null : <Fact word="guest of">{list(person.guest)}</Fact>}
      <Fact word="written">
        <Where line={state.lineOf({ ...person.at, key: true })} side={state.side} />
      </Fact>
    </>
  );
}

function Memberships({ subject }: { readonly subject: string }): JSX.Element | null {
  const { model } = useSurroundings();
  const memberships = membershipsOf(model, subject);
  if (memberships.length === 0) return null;
  const byName = new Map(memberships.map((each) => [each.group, each]));
  return (
    <Fact word="groups">
      <Chips
        items={memberships.map(({ group }) => group)}
        show={(group) => {
          const { turn = 'same', until } = byName.get(group) ?? {};
          return (
            <>
              {turn === 'same' ? null : <TurnMark turn={turn} word={turn === 'gained' ? 'new in' : 'out of'} />}{' '}
              <SubjectLink subject={`group:${group}`} />
              {until === undefined ? null : <span class="quiet"> until {until}</span>}
            </>
          );
        }}
      />
    </Fact>
  );
}

function HeldPlaces({ subject, held }: { readonly subject: string; readonly held: ReturnType<typeof heldBy> }): JSX.Element {
  const { model } = useSurroundings();
  const changes = held.filter(({ access }) => isChanged(access));
  const others = held.filter(({ access }) => !isChanged(access));
  const isState = model.data.kind === 'state';
  if (held.length === 0) return <p class="empty">They can do nothing anywhere.</p>;
  return (
    <>
      {changes.length === 0 ? null : (
        <Section title="Changes" amount={changes.length}>
          {changes.map((each) => (
            <AccessCard key={each.resource} subject={subject} {...each} open={changes.length <= 3} />
          ))}
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section title={isState ? 'Access' : 'Unchanged'} amount={others.length}>
          {others.map((each) => (
            <AccessCard key={each.resource} subject={subject} {...each} open={false} />
          ))}
        </Section>
      )}
    </>
  );
}

/** One place of somebody: what they can do there, and the shortest way that gives the most telling of it. */
function AccessCard({
  subject,
  resource,
  access,
  open,
}: {
  readonly subject: string;
  readonly resource: string;
  readonly access: Access;
  readonly open: boolean;
}): JSX.Element {
  return (
    <Fold
      class="held"
      open={open}
      title={
        <>
          <span class="chip-kind">{kindOf(resource)}</span> <Name text={placeName(resource)} /> <TurnSummary access={access} />
        </>
      }
    >
      {() => (
        <>
          <AccessList access={access} />
          <Because subject={subject} resource={resource} access={access} />
          <p class="links">
            <CellLink cell={cellOption(subject, resource)}>Every way to each permission</CellLink> ·{' '}
            <a href={routeTo('place', resource)}>{capital(place(resource))}</a>
          </p>
        </>
      )}
    </Fold>
  );
}

function TurnSummary({ access }: { readonly access: Access }): JSX.Element {
  const { model } = useSurroundings();
  const { turn, sign, words } = summary(access, model.data.kind === 'state');
  return (
    <span class={`turn turn-${turn ?? 'same'}`}>
      <span class="turn-sign" aria-hidden="true">
        {sign}
      </span>
      {words}
    </span>
  );
}

const turnOrder: readonly Turn[] = ['gained', 'changed', 'lost', 'same'];

function AccessList({ access }: { readonly access: Access }): JSX.Element {
  const { model } = useSurroundings();
  return (
    <dl class="facts">
      {turnOrder.map((turn) => {
        const names = access.permissions
          .filter((each) => each.turn === turn)
          .map(({ permission, after, before }) => ({ permission, verdict: after ?? before }));
        if (names.length === 0) return null;
        const word =
          model.data.kind === 'state' ? 'can' : ({ gained: 'gain', changed: 'change', lost: 'lose', same: 'hold' } as const)[turn];
        const verdicts = new Map(names.map(({ permission, verdict }) => [permission, verdict]));
        return (
          <Fact word={word} key={turn}>
            <Chips
              items={mostTellingFirst([...verdicts.keys()])}
              most={40}
              show={(name) => (
                <code class={`permission permission-${turn}`}>
                  {turn === 'same' ? '' : `${turnSigns[turn]} `}
                  {visible(name)}
                  {verdicts.get(name) === 'allowed' ? '' : ` ${visible(verdicts.get(name)?.replace(/^if:/, 'if ') ?? '')}`}
                </code>
              )}
            />
          </Fact>
        );
      })}
    </dl>
  );
}

/** The way to the permission that says most: of what changes, where something does. */
function Because({
  subject,
  resource,
  access,
}: {
  readonly subject: string;
  readonly resource: string;
  readonly access: Access;
}): JSX.Element | null {
  const { model } = useSurroundings();
  const changed = access.permissions.filter(({ turn }) => turn !== 'same');
  const those = changed.length > 0 ? changed : access.permissions;
  const [name] = mostTellingFirst(those.map(({ permission }) => permission));
  const found = those.find(({ permission }) => permission === name);
  if (name === undefined || found === undefined) return null;
  const state = found.after === undefined ? model.base : model.head;
  if (state === undefined) return null;
  const then = (text: string): string =>
    state.side === 'head' ? text : (model.data.plan.renames.find(({ to }) => to === text)?.from ?? text);
  const [way] = whyOn(model, state, then(subject), name, then(resource)).ways;
  if (way === undefined) return null;
  return (
    <>
      <p class="quiet">
        How, for <code>{visible(name)}</code>:
      </p>
      <WayList way={way} side={state.side} />
    </>
  );
}

// ---- places

/** Who can do what in a place, and through what. */
export function PlacePage({ resource }: { readonly resource: string }): JSX.Element {
  const { model } = useSurroundings();
  const column = model.places.find((each) => each.resource === resource);
  if (column === undefined) return <Missing what={resource} />;
  const state = thingOf(model.head, resource) === undefined ? (model.base ?? model.head) : model.head;
  const thing = thingOf(state, resource);
  const groups = holdersIn(model, resource);
  const isState = model.data.kind === 'state';
  const changes = groups.filter(({ access }) => isChanged(access));
  const others = groups.filter(({ access }) => !isChanged(access));
  return (
    <>
      <header class="page-head">
        <p class="eyebrow">{capital(column.kind)}</p>
        <h1 tabIndex={-1}>
          <Name text={resource === 'site' ? model.head.site.about.name : placeName(resource)} />
        </h1>
        {thing?.description === undefined ? null : <p class="lead">{visible(thing.description)}</p>}
        <dl class="facts">
          <PlaceFacts model={model} resource={resource} />
          {Object.keys(column.labels).length === 0 ? null : (
            <Fact word="labels">
              <Chips
                items={Object.entries(column.labels).map(([name, value]) => labelText(name, value))}
                show={(label) => (
                  <a class="chip" href={routeTo('matrix', '', { label, show: 'all' })}>
                    {visible(label)}
                  </a>
                )}
              />
            </Fact>
          )}
          {thing === undefined ? null : (
            <Fact word="written">
              <Where line={state.lineOf(thing.at)} side={state.side} />
            </Fact>
          )}
        </dl>
      </header>
      {groups.length === 0 ? <p class="empty">Nobody can do anything here.</p> : null}
      {changes.length === 0 ? null : <HolderCards title="Changes" groups={changes} resource={resource} open />}
      {others.length === 0 ? null : (
        <HolderCards
          title={isState ? 'Who can do what' : 'Unchanged'}
          groups={others}
          resource={resource}
          open={isState && others.length <= 4}
        />
      )}
    </>
  );
}

function HolderCards(props: {
  readonly title: string;
  readonly groups: ReturnType<typeof holdersIn>;
  readonly resource: string;
  readonly open: boolean;
}): JSX.Element {
  return (
    <Section title={props.title} amount={props.groups.reduce((sum, { subjects }) => sum + subjects.length, 0)}>
      {props.groups.map(({ access, subjects }) => (
        <Fold
          key={subjects[0] ?? ''}
          class="held"
          open={props.open}
          title={
            <>
              {subjects.length === 1 ? (
                <Name text={subjectName(subjects[0] ?? '')} />
              ) : (
                <strong>
                  {subjects.every((each) => each.startsWith('user:')) ? people(subjects.length) : count(subjects.length, 'subject')}
                </strong>
              )}{' '}
              <TurnSummary access={access} />
            </>
          }
        >
          {() => (
            <>
              <dl class="facts">
                <Fact word="who">
                  <Subjects subjects={subjects} most={20} />
                </Fact>
              </dl>
              <AccessList access={access} />
              <Because subject={subjects[0] ?? ''} resource={props.resource} access={access} />
              <p class="links">
                <CellLink cell={cellOption(subjects[0] ?? '', props.resource)}>
                  Every way of <Name text={subjectName(subjects[0] ?? '')} />
                </CellLink>
              </p>
            </>
          )}
        </Fold>
      ))}
    </Section>
  );
}

function PlaceFacts({ model, resource }: { readonly model: Model; readonly resource: string }): JSX.Element | null {
  const name = placeName(resource);
  const project = resource.startsWith('project:') ? (model.head.site.projects.get(name) ?? model.base?.site.projects.get(name)) : undefined;
  if (project === undefined) return null;
  return (
    <>
      {project.archived ? <Fact word="state">archived: nothing but BROWSE_PROJECTS is left</Fact> : null}
      <Fact word="product">{project.product}</Fact>
      {project.lead === undefined ? null : (
        <Fact word="lead">
          <SubjectLink subject={`user:${project.lead}`} />
        </Fact>
      )}
      <Fact word="scheme">{project.scheme === undefined ? `team-managed, ${project.access ?? ''}` : visible(project.scheme)}</Fact>
      {project.roles.size === 0 ? null : <Roles project={project} />}
    </>
  );
}

function Roles({ project }: { readonly project: Project }): JSX.Element {
  return (
    <>
      {Array.from(project.roles, ([role, actors]) => (
        <Fact word={visible(role)} key={role}>
          {actors.length === 0 ? (
            <span class="quiet">nobody</span>
          ) : (
            <Subjects subjects={[...new Set(actors.map(({ type, name }) => `${type}:${name}`))]} />
          )}
        </Fact>
      ))}
    </>
  );
}

// ---- groups

/** Who is in a group, and what it is given. */
export function GroupPage({ group }: { readonly group: string }): JSX.Element {
  const { model } = useSurroundings();
  const subject = `group:${group}`;
  const state = model.head.site.groups.has(group) ? model.head : model.base;
  const thing = state?.site.groups.get(group);
  if (state === undefined || thing === undefined) return <Missing what={group} />;
  const outer = [...state.site.groups.values()]
    .filter(({ includes }) => includes.some((each) => each.group === group))
    .map(({ name }) => `group:${name}`);
  const before = model.base?.site.groups.get(group)?.members.map(({ user }) => user);
  const after = model.head.site.groups.get(group)?.members.map(({ user }) => user) ?? [];
  const compares = model.base !== model.head;
  const fresh = compares ? after.filter((user) => before?.includes(user) !== true) : [];
  const gone = before?.filter((user) => !after.includes(user)) ?? [];
  return (
    <>
      <header class="page-head">
        <p class="eyebrow">
          Group{thing.managedBy === 'git' ? '' : thing.managedBy === 'idp' ? ' of the identity provider' : ', open to whoever can log in'}
        </p>
        <h1 tabIndex={-1}>
          <Name text={group} />
        </h1>
        {thing.description === undefined ? null : <p class="lead">{visible(thing.description)}</p>}
        <dl class="facts">
          {fresh.length === 0 ? null : (
            <Fact word="new">
              <Subjects subjects={fresh.map((user) => `user:${user}`)} />
            </Fact>
          )}
          {gone.length === 0 ? null : (
            <Fact word="gone">
              <Subjects subjects={gone.map((user) => `user:${user}`)} />
            </Fact>
          )}
          <Fact word="members">
            {thing.managedBy === 'idp' ? (
              'decided by the identity provider'
            ) : after.length === 0 ? (
              'none of its own'
            ) : (
              <Subjects subjects={after.map((user) => `user:${user}`)} most={30} />
            )}
          </Fact>
          {thing.includes.length === 0 ? null : (
            <Fact word="includes">
              <Subjects subjects={thing.includes.map((each) => `group:${each.group}`)} />
            </Fact>
          )}
          {outer.length === 0 ? null : (
            <Fact word="is in">
              <Subjects subjects={outer} />
            </Fact>
          )}
          {thing.products.length === 0 ? null : <Fact word="gives">{list(thing.products)}</Fact>}
          <Fact word="written">
            <Where line={state.lineOf(thing.at)} side={state.side} />
          </Fact>
        </dl>
      </header>
      <HeldPlaces subject={subject} held={heldBy(model, subject)} />
    </>
  );
}

// ---- finding

/** So many of each kind are shown; the others are counted. */
const mostFound = 40;

/** Looks for people, groups and places by a part of their name. */
export function FindPage(): JSX.Element {
  const { model, route, printing } = useSurroundings();
  const written = route.options['q'] ?? '';
  const words = written
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const matches = ({ words: own }: { readonly words: string }): boolean => words.every((word) => own.includes(word));
  const kinds = [
    [
      'People',
      model.people
        .filter(matches)
        .map(({ subject, changed }) => ({ key: subject, href: subjectRoute(subject), text: subjectName(subject), changed })),
    ],
    [
      'Groups',
      model.groups
        .filter(matches)
        .map(({ subject, changed }) => ({ key: subject, href: subjectRoute(subject), text: subjectName(subject), changed })),
    ],
    [
      'Places',
      model.places
        .filter(matches)
        .map(({ resource, changed }) => ({ key: resource, href: routeTo('place', resource), text: resource, changed })),
    ],
  ] as const;
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1}>Find</h1>
        <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
          <label class="field field-wide">
            <span>A part of the name, company or description</span>
            <input
              type="search"
              value={written}
              onInput={({ currentTarget }) => location.replace(routeTo('find', '', { q: currentTarget.value }))}
            />
          </label>
        </form>
      </header>
      <div class="columns">
        {kinds.map(([title, found]) => {
          const shown = printing ? found : found.slice(0, mostFound);
          return (
            <Section key={title} title={title} amount={found.length}>
              <ul class="lines">
                {shown.map(({ key, href, text, changed }) => (
                  <li key={key}>
                    <a href={href}>
                      <Name text={text} />
                    </a>
                    {changed ? <span class="badge badge-warn">changes</span> : null}
                  </li>
                ))}
              </ul>
              {shown.length < found.length ? <p class="quiet">and {thousands(found.length - shown.length)} more: go on typing.</p> : null}
            </Section>
          );
        })}
      </div>
    </>
  );
}

function Missing({ what }: { readonly what: string }): JSX.Element {
  return (
    <header class="page-head">
      <h1 tabIndex={-1}>There is no such thing here</h1>
      <p>
        The report knows of nothing called <Name text={what} />. <a href={routeTo('find')}>Look for it</a>
      </p>
    </header>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
