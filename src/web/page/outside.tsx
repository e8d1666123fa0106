import type { JSX } from 'preact';
import type { ChangeClass, Plan } from '../../plan/plan.js';
import { permissionWords, tellingStep, thirdPerson, whoBriefly, type Section as Part } from '../../render/plan/words.js';
import { count } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { Chips, Permissions, Places, Section, TurnMark } from './ui.js';

/** So many changes for outsiders are told before they are told in full. */
const most = 6;

/** Who from outside gains or loses what, through what: a line each, before anything else. */
export function Outside({ plan }: { readonly plan: Plan }): JSX.Element | null {
  const isLoss = ({ effect }: ChangeClass): boolean => effect === 'narrower';
  const told = (classes: readonly ChangeClass[], part: Part) => classes.map((each) => ({ each, part }));
  const all = [
    ...told([...plan.gains, ...plan.conditional.filter((each) => !isLoss(each))], 'gain'),
    ...told([...plan.losses, ...plan.conditional.filter(isLoss)], 'loss'),
  ].filter(({ each }) => each.circle !== 'internal');
  if (all.length === 0) return null;
  const shown = all.length <= most + 1 ? all : all.slice(0, most);
  const rest = all.length - shown.length;
  return (
    <Section title="From outside">
      <ul class="outside">
        {shown.map(({ each, part }, index) => (
          <Line key={index} each={each} part={part} subjects={plan.subjects} />
        ))}
      </ul>
      {rest > 0 ? <p class="quiet">and {count(rest, 'more change')} for outsiders, below</p> : null}
    </Section>
  );
}

interface LineProps {
  readonly each: ChangeClass;
  readonly part: Part;
  readonly subjects: Plan['subjects'];
}

function Line({ each, part, subjects }: LineProps): JSX.Element {
  const step = tellingStep(each.witness);
  return (
    <li>
      <TurnMark turn={part === 'gain' ? 'gained' : 'lost'} word={thirdPerson(each, part)} /> <strong>{whoBriefly(each, subjects)}</strong>{' '}
      <Permissions words={permissionWords(each)} /> on <Places resources={each.resources} />
      {step === undefined ? null : (
        <>
          {' '}
          through <Chips items={[step.label]} show={(label) => <span class="chip">{visible(label)}</span>} />
        </>
      )}
    </li>
  );
}
