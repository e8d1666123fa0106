import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isRefused, type BrokenGuardrail, type ChangeClass, type Plan, type PlanBreach, type Witness } from '../../plan/plan.js';
import { twinOf } from '../../render/same-cells.js';
import { numbered, type NumberedFile, type NumberedHunk } from '../../render/plan/places.js';
import {
  nameWords,
  breaking,
  costOf,
  externalsLine,
  guardrailsLine,
  headline,
  isWeaker,
  mostTellingFirst,
  moved,
  oneLine,
  people,
  permissionWords,
  place,
  risks,
  seatWords,
  stateNote,
  surprise,
  verbOf,
  verdictWords,
  weakening,
  who,
  type Section as Part,
} from '../../render/plan/words.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Turn } from './access.js';
import { Overview } from './overview.js';
import { Approvals, approversText } from './approvals.js';
import { Outside } from './outside.js';
import { TogetherPart } from './together.js';
import { cellOption } from './route.js';
import { CellLink, Fact, Fold, Name, Permissions, Places, Section, Subjects, TurnMark, useSurroundings, Where } from './ui.js';
import { WayList } from './way.js';
import { nameOf } from '../../text/reference.js';

/** What changes for whom: the whole plan, what matters most first. */
export function ChangePage(): JSX.Element {
  const { plan, kind, files } = useSurroundings().model.data;
  const isState = kind === 'state';
  return (
    <>
      {isState ? <Overview /> : <Verdict plan={plan} />}
      {isState ? null : <Outside plan={plan} />}
      <Guardrails plan={plan} />
      <Approvals plan={plan} />
      <TogetherPart together={plan.together} />
      <Classes title="Gains" part="gain" classes={plan.gains} plan={plan} />
      <Classes title="Losses" part="loss" classes={plan.losses} plan={plan} />
      <Classes title="Depends on the issue" part="conditional" classes={plan.conditional} plan={plan} />
      <Seats plan={plan} />
      <Renames plan={plan} />
      <MovedEnds plan={plan} />
      <Lapses plan={plan} />
      {isState ? null : <Unchanged plan={plan} />}
      <NotJudged plan={plan} />
      <Files files={numbered(files)} />
    </>
  );
}

// ---- the verdict

const verdictSigns = { broader: '+', narrower: '−', mixed: '±', same: '=' } as const;

function Verdict({ plan }: { readonly plan: Plan }): JSX.Element {
  const note = stateNote(plan);
  const line = headline(plan);
  return (
    <header class="verdict">
      <p class={`verdict-word verdict-${plan.verdict}`}>
        <span aria-hidden="true">{verdictSigns[plan.verdict]}</span> {verdictWords[plan.verdict]}
      </p>
      <h1 tabIndex={-1} class={line.length > 110 ? 'long' : ''}>
        {capital(line)}
      </h1>
      <p class="sides">
        <Name text={plan.base.label} /> → <Name text={plan.head.label} /> · as of {plan.asOf}
      </p>
      {note === undefined ? null : <p class="alarm">{note}</p>}
      {isRefused(plan) ? (
        <p class="alarm">This must not be merged as it is: a guardrail is broken, or a waiver it leans on has ended.</p>
      ) : null}
      <Facts plan={plan} />
    </header>
  );
}

/** What a reviewer asks first, a tile each. */
function Facts({ plan }: { readonly plan: Plan }): JSX.Element {
  const { newlyBroken, stillBroken, weakened, endedWaivers } = plan.guardrails;
  const isOutside =
    plan.counts.externalsGaining > 0 ||
    [...plan.gains, ...plan.conditional].some(({ circle }) => circle === 'public' || circle === 'external');
  const isBad = newlyBroken.length + stillBroken.length + endedWaivers.length > 0 || weakened.some(isWeaker);
  const rights = [
    ['gained', plan.counts.cellsGained],
    ['lost', plan.counts.cellsLost],
    ['changed', plan.counts.cellsChanged],
  ] as const;
  return (
    <ul class="tiles">
      <Tile title="External people" text={after(externalsLine(plan))} tone={isOutside ? 'warn' : 'calm'} />
      <Tile title="Guardrails" text={after(guardrailsLine(plan))} tone={isBad ? 'bad' : 'calm'} />
      <li class="tile">
        <span class="tile-title">Rights</span>
        <span class="tile-text turns">
          {rights.every(([, amount]) => amount === 0) ? 'none change' : null}
          {rights.map(([turn, amount]) =>
            amount === 0 ? null : <TurnMark key={turn} turn={turn} word={`${thousands(amount)} ${turn}`} />,
          )}
        </span>
      </li>
      <Tile
        title="Must approve"
        text={approversText(plan.approvals.needed)}
        tone={plan.approvals.author?.gains === true || plan.approvals.needed.some(({ people: them }) => them.length === 0) ? 'bad' : 'calm'}
      />
    </ul>
  );
}

function Tile({
  title,
  text,
  tone,
}: {
  readonly title: string;
  readonly text: string;
  readonly tone: 'calm' | 'warn' | 'bad';
}): JSX.Element {
  return (
    <li class={`tile tile-${tone}`}>
      <span class="tile-title">{title}</span>
      <span class="tile-text">{text}</span>
    </li>
  );
}

/** The sentence behind its first word. */
function after(sentence: string): string {
  return nameOf(sentence).trim();
}

// ---- guardrails

function Guardrails({ plan }: { readonly plan: Plan }): JSX.Element | null {
  const { weakened, newlyBroken, stillBroken, newlyMended, kept, endedWaivers } = plan.guardrails;
  const isState = useSurroundings().model.data.kind === 'state';
  if (weakened.length + newlyBroken.length + stillBroken.length + newlyMended.length + endedWaivers.length === 0 && !isState) return null;
  return (
    <Section title="Guardrails">
      {weakened.map((each) => (
        <article class="card card-bad" key={`weakened ${each.name}`}>
          <h3>
            <span class={`badge ${isWeaker(each) ? 'badge-bad' : ''}`}>{isWeaker(each) ? 'weakened' : 'changed'}</span>{' '}
            <Name text={each.name} />
          </h3>
          <p>{weakening(each)}</p>
          <Where line={each.where} side={each.side} />
        </article>
      ))}
      {newlyBroken.map((each, index) => (
        <Broken key={`new ${each.name}`} broken={each} word="newly broken" twin={twinOf(newlyBroken, index)} />
      ))}
      {endedWaivers.map(({ name, where }) => (
        <article class="card card-bad" key={`waiver ${name}`}>
          <h3>
            <span class="badge badge-bad">waiver ended</span> <Name text={name} />
          </h3>
          <p>Remove the waiver, or agree on a new day.</p>
          <Where line={where} side="head" />
        </article>
      ))}
      {stillBroken.map((each, index) => (
        <Broken key={`still ${each.name}`} broken={each} word={isState ? 'broken' : 'still broken'} twin={twinOf(stillBroken, index)} />
      ))}
      {newlyMended.length === 0 ? null : <p class="quiet">Mended: {list(newlyMended.map(visible))}.</p>}
      <p class="quiet">
        {kept === 0 && newlyBroken.length + stillBroken.length === 0
          ? 'There are none.'
          : `${count(kept, 'guardrail')} ${kept === 1 ? 'holds' : 'hold'}.`}
      </p>
    </Section>
  );
}

interface BrokenProps {
  readonly broken: BrokenGuardrail;
  readonly word: string;
  /** One before it that is broken by the same cells. */
  readonly twin: BrokenGuardrail | undefined;
}

function Broken({ broken, word, twin }: BrokenProps): JSX.Element {
  const { name, severity, description, counts, where } = broken;
  const { classes, fix } = twin === undefined ? broken : { classes: [], fix: undefined };
  return (
    <article class={`card ${severity === 'error' ? 'card-bad' : 'card-warn'}`}>
      <h3>
        <span class="badge badge-bad">
          <span aria-hidden="true">✕ </span>
          {word}
        </span>{' '}
        <Name text={name} />
        {severity === 'warning' ? <span class="badge">a warning</span> : null}
      </h3>
      <p class="sentence">{capital(breaking(broken))}.</p>
      {description === undefined ? null : <p class="quiet">{visible(oneLine(description))}</p>}
      <Where line={where} side="head" />
      {twin === undefined ? null : (
        <p class="quiet">
          By the same cells as <Name text={twin.name} />.
        </p>
      )}
      {classes.map((breach, index) => (
        <Breach key={index} breach={breach} />
      ))}
      {twin === undefined && classes.length === 0 && counts.length > 0 ? (
        <ul>
          {counts.map((each) => (
            <li key={each.resource}>
              {place(each.resource)}: {thousands(each.count)}
              {each.subjects.length === 0 ? '' : ` (${each.subjects.map(nameWords).join(', ')})`}
            </li>
          ))}
        </ul>
      ) : null}
      {fix === undefined ? null : (
        <div class="fix">
          <strong>Fix</strong> take out{' '}
          {fix.removals.map(({ where: at }, index) => (
            <span key={index}>
              {index === 0 ? '' : ' and '}
              <Where line={at} side="head" />
            </span>
          ))}
          ; {costOf(fix)}. It was tried: the guardrail holds after it.
        </div>
      )}
    </article>
  );
}

function Breach({ breach: { subjects, resources, permissions, witness } }: { readonly breach: PlanBreach }): JSX.Element {
  return (
    <div class="breach">
      <dl class="facts">
        <Fact word="who">
          <Subjects subjects={subjects} />
        </Fact>
        <Fact word={witness === undefined ? 'lack' : 'hold'}>
          <Permissions words={mostTellingFirst(permissions).map(visible)} />
        </Fact>
        <Fact word="on">
          <Places resources={resources} />
        </Fact>
      </dl>
      {witness === undefined ? null : <WitnessFold witness={witness} />}
    </div>
  );
}

function WitnessFold({ witness, open = false }: { readonly witness: Witness; readonly open?: boolean }): JSX.Element {
  const word = witness.side === 'base' ? 'How it was' : 'How';
  return (
    <Fold
      open={open}
      title={
        <>
          {word}, for <Name text={nameWords(witness.subject)} />, <code>{visible(witness.permission)}</code>, {place(witness.resource)}
        </>
      }
    >
      {() => (
        <>
          <WayList way={{ steps: witness.edges }} side={witness.side} />
          {witness.because === undefined ? null : (
            <>
              <p class="quiet">which {visible(witness.because.what)}:</p>
              <WayList way={{ steps: witness.because.edges }} side={witness.side} />
            </>
          )}
          <p>
            <CellLink cell={cellOption(witness.subject, witness.resource)}>Everything they can do there, and why</CellLink>
          </p>
        </>
      )}
    </Fold>
  );
}

// ---- who gains and loses what

const turns: Readonly<Record<Part, Turn>> = { gain: 'gained', loss: 'lost', conditional: 'changed', lapse: 'lost' };

interface ClassesProps {
  readonly title: string;
  readonly part: Part;
  readonly classes: readonly ChangeClass[];
  readonly plan: Plan;
}

/** So many cards are drawn before the others are asked for. */
const manyCards = 30;

function Classes({ title, part, classes, plan }: ClassesProps): JSX.Element | null {
  if (classes.length === 0) return null;
  const rest = classes.slice(manyCards);
  return (
    <Section title={title} amount={classes.length}>
      {classes.slice(0, manyCards).map((each, index) => (
        <ClassCard key={index} each={each} part={part} plan={plan} open={index < 3} />
      ))}
      {rest.length === 0 ? null : (
        <Fold title={`${count(rest.length, 'more change')}, with less risk than these`}>
          {() => rest.map((each, index) => <ClassCard key={index} each={each} part={part} plan={plan} open={false} />)}
        </Fold>
      )}
    </Section>
  );
}

function ClassCard({
  each,
  part,
  plan,
  open,
}: {
  readonly each: ChangeClass;
  readonly part: Part;
  readonly plan: Plan;
  readonly open: boolean;
}): JSX.Element {
  const warning = surprise(each);
  const words = risks(each);
  return (
    <article class={`card card-${turns[part]}`}>
      <h3>
        <TurnMark turn={turns[part]} word={verbWords[verbOf(each, part)]} /> <span class="card-who">{who(each, plan.subjects)}</span>
        {words === ''
          ? null
          : words.split(', ').map((word) => (
              <span class={`badge ${word === word.toUpperCase() ? 'badge-bad' : 'badge-warn'}`} key={word}>
                {word.toLowerCase()}
              </span>
            ))}
      </h3>
      <dl class="facts">
        <Fact word={verbOf(each, part)}>
          <Permissions words={permissionWords(each)} />
        </Fact>
        <Fact word="on">
          <Places resources={each.resources} />
        </Fact>
        <Fact word="who">
          <Subjects subjects={each.subjects} />
        </Fact>
        {each.effect === 'narrower' ? (
          <Fact word="keep">
            {each.firstAccess ? 'nothing there' : <Permissions words={mostTellingFirst(each.remaining).map(visible)} />}
          </Fact>
        ) : null}
      </dl>
      {warning === undefined ? null : (
        <p class="surprise">
          <span aria-hidden="true">! </span>
          {warning}
        </p>
      )}
      {each.witness === undefined ? null : <WitnessFold witness={each.witness} open={open} />}
    </article>
  );
}

const verbWords = { gain: 'gain', lose: 'lose', change: 'change' } as const;

// ---- the rest

function Seats({ plan: { seats } }: { readonly plan: Plan }): JSX.Element | null {
  if (seats.length === 0) return null;
  return (
    <Section title="Licences and guests">
      <ul class="plain">
        {seats.map((each) => (
          <li class="card" key={`${each.product} ${String(each.guests)}`}>
            <h3>
              {capital(visible(seatWords(each)))}: {thousands(each.before)} → {thousands(each.after)}
              {each.seats === undefined ? '' : ` of ${count(each.seats, 'seat')}`}
            </h3>
            <dl class="facts">
              {each.gained.length === 0 ? null : (
                <Fact word="new">
                  <Subjects subjects={each.gained} />
                </Fact>
              )}
              {each.lost.length === 0 ? null : (
                <Fact word="gone">
                  <Subjects subjects={each.lost} />
                </Fact>
              )}
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Renames({ plan: { renames } }: { readonly plan: Plan }): JSX.Element | null {
  if (renames.length === 0) return null;
  return (
    <Section title="Renamed" note="Told under the new name.">
      <ul>
        {renames.map(({ from, to }) => (
          <li key={from}>
            <Name text={from} /> is called <Name text={to} /> now
          </li>
        ))}
      </ul>
    </Section>
  );
}

function MovedEnds({ plan: { movedEnds } }: { readonly plan: Plan }): JSX.Element | null {
  if (movedEnds.length === 0) return null;
  return (
    <Section title="Last days moved" amount={movedEnds.length}>
      <ul class="lines">
        {movedEnds.map((each, index) => (
          <li key={index}>
            <Name text={each.what} />: {moved(each)} <Where line={each.where} side="head" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Lapses({ plan }: { readonly plan: Plan }): JSX.Element | null {
  if (plan.lapses.length === 0) return null;
  return (
    <Section title="Ends within 30 days" note="By date alone, with no further change.">
      {plan.lapses.map(({ until, classes }) => (
        <Fold
          key={until}
          title={
            <>
              After <strong>{until}</strong>:{' '}
              {count(
                classes.reduce((sum, { cells }) => sum + cells, 0),
                'right',
              )}{' '}
              of {people(new Set(classes.flatMap(({ subjects }) => subjects)).size)}
            </>
          }
        >
          {() => classes.map((each, index) => <ClassCard key={index} each={each} part="lapse" plan={plan} open={false} />)}
        </Fold>
      ))}
    </Section>
  );
}

function Unchanged({ plan: { counts } }: { readonly plan: Plan }): JSX.Element {
  return (
    <Section title="Unchanged">
      <p class="quiet">
        {people(counts.peopleUnchanged)} and {count(counts.resourcesUnchanged, 'place')}.
      </p>
    </Section>
  );
}

function NotJudged({ plan: { notJudged } }: { readonly plan: Plan }): JSX.Element | null {
  if (notJudged.length === 0) return null;
  return (
    <Section title="Not judged" note="What decides access besides, and is not in the policies.">
      <ul class="lines">
        {notJudged.map(({ what, names, why }) => (
          <li key={what}>
            <strong>{capital(what)}</strong>
            {names.length === 0 ? '' : ` (${names.map(visible).join(', ')})`}: <span class="quiet">{visible(why)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// ---- the files

const statusWords = { added: 'new', removed: 'removed', modified: 'changed' } as const;

function Files({ files }: { readonly files: readonly NumberedFile[] }): JSX.Element | null {
  const { options } = useSurroundings().route;
  if (files.length === 0) return null;
  return (
    <Section title="The change of the files" amount={files.length}>
      {files.map((file) => {
        const isWanted = file.hunks.some(({ number }) => String(number) === options['hunk']);
        return (
          <Fold
            key={`${file.path} ${isWanted ? (options['hunk'] ?? '') : ''}`}
            class="file"
            open={isWanted}
            title={
              <>
                <code>
                  <Name text={file.path} />
                </code>{' '}
                <span class="badge">{statusWords[file.status]}</span>
                {file.from === undefined ? null : (
                  <span class="quiet">
                    {' '}
                    was <Name text={file.from} />
                  </span>
                )}
              </>
            }
          >
            {() =>
              file.rewritten === true ? (
                <p class="quiet">So much of it is different that the lines are not shown.</p>
              ) : (
                file.hunks.map((hunk) => (
                  <HunkTable key={hunk.number} hunk={hunk} file={file.path} wanted={String(hunk.number) === options['hunk']} />
                ))
              )
            }
          </Fold>
        );
      })}
    </Section>
  );
}

function HunkTable({ hunk, file, wanted }: { readonly hunk: NumberedHunk; readonly file: string; readonly wanted: boolean }): JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (!wanted) return;
    title.current?.focus();
    title.current?.scrollIntoView({ block: 'start' });
  }, [wanted]);
  let [before, after] = [hunk.oldStart, hunk.newStart];
  return (
    <div class="hunk">
      <h3 ref={title} tabIndex={-1} class="hunk-title">
        Change {hunk.number}, line {hunk.newStart}
      </h3>
      <div class="hunk-scroll" tabIndex={0} role="region" aria-label={`Change ${String(hunk.number)} of ${visible(file)}`}>
        <table class="hunk-lines">
          <thead class="unseen">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Line now</th>
              <th scope="col">What happens to it</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          <tbody>
            {hunk.lines.map((line, index) => {
              const sign = line.charAt(0);
              const [old, now] = [sign === '+' ? '' : before++, sign === '-' ? '' : after++];
              return (
                <tr key={index} class={sign === '+' ? 'line-new' : sign === '-' ? 'line-gone' : ''}>
                  <td class="line-number">{old}</td>
                  <td class="line-number">{now}</td>
                  <td class="line-sign">
                    {sign === '+' ? <span aria-label="new">+</span> : sign === '-' ? <span aria-label="gone">−</span> : ''}
                  </td>
                  <td class="line-text">
                    <bdi>{visible(line.slice(1))}</bdi>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
