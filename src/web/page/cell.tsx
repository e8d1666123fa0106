import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { mostTellingFirst } from '../../render/plan/words.js';
import { count } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Turn, TurnedPermission } from './access.js';
import { whyNot, whyOn, type Way } from './explanation.js';
import type { State } from './state.js';
import { kindOf, Fold, Name, placeName, PlaceLink, SubjectLink, subjectName, TurnMark, useSurroundings, Where } from './ui.js';
import { WayList } from './way.js';

interface CellProps {
  readonly subject: string;
  readonly resource: string;
}

/** What somebody can do somewhere, and through what, over the page at hand. */
export function CellDialog({ subject, resource, close }: CellProps & { readonly close: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // Where one was before, if it is still there once the page is drawn again.
      requestAnimationFrame(() => {
        if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    };
  }, []);
  const cancel = (event: Event): void => {
    event.preventDefault();
    close();
  };
  return (
    <dialog ref={dialog} class="drawer" aria-labelledby="cell-title" onCancel={cancel}>
      <div class="drawer-head">
        <h2 id="cell-title" tabIndex={-1} autofocus>
          <Name text={subjectName(subject)} /> in {kindOf(resource) === 'site' ? '' : kindOf(resource)} <Name text={placeName(resource)} />
        </h2>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
      <CellView subject={subject} resource={resource} />
    </dialog>
  );
}

const turnOrder: readonly Turn[] = ['gained', 'changed', 'lost', 'same'];

/** The permissions of a cell with every way to each. */
export function CellView({ subject, resource }: CellProps): JSX.Element {
  const { model } = useSurroundings();
  const access = model.access(subject, resource);
  const isGroup = subject.startsWith('group:') && !model.people.some((row) => row.subject === subject);
  return (
    <div class="drawer-body">
      <p class="chips">
        <SubjectLink subject={subject} /> <PlaceLink resource={resource} />
      </p>
      {isGroup ? <GroupNote group={subject} /> : null}
      {access.permissions.length === 0 ? <NoAccess subject={subject} resource={resource} /> : null}
      {turnOrder.map((turn) => {
        const those = access.permissions.filter((each) => each.turn === turn);
        if (those.length === 0) return null;
        const names = mostTellingFirst(those.map(({ permission }) => permission));
        return (
          <section key={turn} class="cell-part">
            <h3>
              {model.data.kind === 'state' ? 'Held' : <TurnMark turn={turn} />}{' '}
              <span class="quiet">{count(those.length, 'permission')}</span>
            </h3>
            {names.map((name, index) => {
              const change = those.find(({ permission }) => permission === name);
              return change === undefined ? null : (
                <PermissionFold key={name} subject={subject} resource={resource} change={change} open={index === 0} isGroup={isGroup} />
              );
            })}
          </section>
        );
      })}
    </div>
  );
}

function GroupNote({ group }: { readonly group: string }): JSX.Element {
  return (
    <p class="quiet">
      What group <Name text={subjectName(group)} /> is given here by name, itself or through groups that include it. Whether somebody in it
      can use that depends on their products too.
    </p>
  );
}

interface PermissionProps extends CellProps {
  readonly change: TurnedPermission;
  readonly open: boolean;
  readonly isGroup: boolean;
}

function PermissionFold({ subject, resource, change, open, isGroup }: PermissionProps): JSX.Element {
  const { model } = useSurroundings();
  const { permission, turn, before, after } = change;
  return (
    <Fold
      open={open}
      title={
        <>
          <code class="permission">{visible(permission)}</code> <span class="quiet">{verdictWords(change)}</span>
        </>
      }
    >
      {() => (
        <>
          {turn === 'lost' || (turn === 'changed' && before !== undefined) ? (
            <>
              {turn === 'changed' ? <h4>Before</h4> : null}
              {model.base === undefined ? null : (
                <Ways state={model.base} subject={subject} permission={permission} resource={resource} isGroup={isGroup} />
              )}
            </>
          ) : null}
          {turn === 'changed' ? <h4>Now</h4> : null}
          {after === undefined ? null : (
            <Ways state={model.head} subject={subject} permission={permission} resource={resource} isGroup={isGroup} />
          )}
        </>
      )}
    </Fold>
  );
}

/** On which condition it is held, where on one. */
function verdictWords({ before, after }: TurnedPermission): string {
  const word = (verdict: string | undefined): string =>
    verdict === undefined
      ? 'nothing'
      : verdict === 'allowed'
        ? 'always'
        : `only if ${visible(verdict.replace(/^if:/, '').replaceAll('|', ' or ').replaceAll('&', ' and '))}`;
  if (before !== undefined && after !== undefined && before !== after) return `${word(before)} → ${word(after)}`;
  const only = after ?? before;
  return only === 'allowed' ? '' : word(only);
}

interface WaysProps extends CellProps {
  readonly state: State;
  readonly permission: string;
  readonly isGroup: boolean;
}

function Ways({ state, subject, permission, resource, isGroup }: WaysProps): JSX.Element {
  const { model } = useSurroundings();
  if (isGroup) return <WaysOfGroup state={state} group={subject} permission={permission} resource={resource} />;
  const { plan } = model.data;
  // On the side before, things have the names they had then.
  const then = (name: string): string => (state.side === 'head' ? name : (plan.renames.find(({ to }) => to === name)?.from ?? name));
  const why = whyOn(model, state, then(subject), permission, then(resource));
  return (
    <>
      {why.ways.length > 1 ? <p class="quiet">{count(why.ways.length, 'way')}; each of them is enough.</p> : null}
      <EveryWay ways={why.ways} side={state.side} />
      {why.gate === undefined ? null : (
        <>
          <p class="quiet">which needs {why.gate.needs}:</p>
          <First ways={why.gate.ways} side={state.side} />
        </>
      )}
      {why.beneath === undefined ? null : (
        <>
          <p class="quiet">
            and <code>{visible(why.beneath.permission)}</code>:
          </p>
          <First ways={why.beneath.ways} side={state.side} />
        </>
      )}
    </>
  );
}

/** So many ways are drawn before the others are asked for, and so many by each click. */
const waysAtOnce = 20;

/** Each way that is enough, the shortest first: the first few, the number of the others, and a button for more of them. */
function EveryWay({ ways, side }: { readonly ways: readonly Way[]; readonly side: State['side'] }): JSX.Element {
  const { printing } = useSurroundings();
  const [amount, setAmount] = useState(waysAtOnce);
  const shown = printing || ways.length <= amount + 1 ? ways : ways.slice(0, amount);
  const rest = ways.length - shown.length;
  return (
    <>
      {shown.map((way, index) => (
        <WayList key={index} way={way} side={side} />
      ))}
      {rest === 0 ? null : (
        <button type="button" class="button" onClick={() => setAmount(amount + 10 * waysAtOnce)}>
          {count(rest, 'more way')}
        </button>
      )}
    </>
  );
}

function First({ ways: [way], side }: { readonly ways: readonly Way[]; readonly side: State['side'] }): JSX.Element | null {
  return way === undefined ? null : <WayList way={way} side={side} />;
}

/** A group has no way of its own to anything: the way of somebody in it shows what the group opens. */
function WaysOfGroup({
  state,
  group,
  permission,
  resource,
}: Omit<WaysProps, 'subject' | 'isGroup'> & { readonly group: string }): JSX.Element {
  const { model } = useSurroundings();
  const name = group.slice('group:'.length);
  const members = state.site.groups.get(name)?.members ?? [];
  for (const { user } of members) {
    const why = whyOn(model, state, `user:${user}`, permission, resource);
    const way = why.ways.find(({ steps }) => steps.some(({ label }) => label === `group ${name}`));
    if (way === undefined) continue;
    return (
      <>
        <p class="quiet">
          For example, for <Name text={user} />:
        </p>
        <WayList way={way} side={state.side} />
      </>
    );
  }
  return <p class="quiet">{members.length === 0 ? 'Nobody is in the group itself.' : 'Nobody in the group itself can use it today.'}</p>;
}

/** The permission that says whether somebody gets in at all. */
const entrance: Readonly<Record<string, string>> = {
  project: 'BROWSE_PROJECTS',
  space: 'read/space',
  channel: 'member',
  site: 'use:jira-software',
};

function NoAccess({ subject, resource }: CellProps): JSX.Element {
  const { model } = useSurroundings();
  const permission = entrance[kindOf(resource)] ?? 'BROWSE_PROJECTS';
  const reasons = subject.startsWith('group:') ? [] : whyNot(model.head, subject, permission, resource);
  return (
    <section class="cell-part">
      <h3>No access</h3>
      <ul class="lines">
        {reasons.map(({ text, where }, index) => (
          <li key={index}>
            <bdi>{visible(text)}</bdi> <Where line={where} side="head" />
          </li>
        ))}
      </ul>
    </section>
  );
}
