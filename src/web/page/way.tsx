import type { JSX } from 'preact';
import { visible } from '../../text/quote.js';
import type { Step, Way } from './explanation.js';
import type { State } from './state.js';
import { Where } from './ui.js';

/** A way from somebody to what they can do, step by step; a step that is on one side only is marked. */
export function WayList({ way, side }: { readonly way: Pick<Way, 'steps'>; readonly side: State['side'] }): JSX.Element {
  return (
    <ol class="way">
      {way.steps.map((step, index) => (
        <StepItem key={index} step={step} side={side} />
      ))}
    </ol>
  );
}

function StepItem({ step, side }: { readonly step: Step; readonly side: State['side'] }): JSX.Element {
  const mark = !step.fresh
    ? undefined
    : side === 'head'
      ? ({ sign: '+', word: 'new', turn: 'gained' } as const)
      : ({ sign: '−', word: 'gone', turn: 'lost' } as const);
  return (
    <li class={mark === undefined ? 'step' : `step step-${mark.turn}`}>
      <span class="step-sign" aria-hidden="true">
        {mark?.sign ?? ''}
      </span>
      <span class="step-label">
        <bdi>{visible(step.label)}</bdi>
        {step.until === undefined ? null : <span class="until"> until {step.until}</span>}
        {mark === undefined ? null : (
          <>
            {' '}
            <strong class={`badge badge-${mark.turn}`}>{mark.word}</strong>
          </>
        )}
      </span>
      <Where line={step.where} side={side} />
    </li>
  );
}
