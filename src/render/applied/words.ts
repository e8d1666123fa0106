import type { Outcome, WriteOutcome } from '../../apply/outcome.js';
import type { Disagreement } from '../../apply/checked.js';
import type { ApplyResult } from '../../apply/result.js';
import type { Fact } from '../../diff/facts.js';
import { count, list, thousands } from '../../text/plural.js';

type Escape = (text: string) => string;

export const endWords: Readonly<Record<Outcome['end'], string>> = {
  done: 'DONE',
  waiting: 'WAITING',
  stopped: 'STOPPED',
  moved: 'THE SITE HAS MOVED',
  refused: 'REFUSED',
  failed: 'NOT FINISHED',
};

/** How far it came. */
export function standWords({ doing, outcome: { counts, writes } }: ApplyResult): string {
  const stand = counts.made + counts.already;
  const made =
    counts.already === 0 ? '' : `, ${thousands(counts.already)} of them before ${doing === 'undo' ? 'the undo' : 'it'} was started`;
  return `${thousands(stand)} of ${count(writes.length, 'write')} stand${made}`;
}

/** A fact in few words: `member of group:partners: user:ana@acme.example`. */
export function factWords({ type, of, says }: Fact, escape: Escape): string {
  const words = says.map(escape).join(' ');
  return `${type} of ${escape(of)}${words === '' ? '' : `: ${words}`}`;
}

/** Why a write does not stand. */
export function whyNot(write: WriteOutcome, escape: Escape): readonly string[] {
  switch (write.type) {
    case 'made':
    case 'already':
      return [];
    case 'waiting':
      return [`It waits for ${list(write.steps.map((step) => `step ${String(step)}`))} by hand.`];
    case 'moved':
      return [`Somebody else changed what it touches. Expected: ${facts(write.expected, escape)}. Found: ${facts(write.found, escape)}.`];
    case 'unseen':
      return ['The site took it and does not show it: look at it again in a while.'];
    case 'refused':
    case 'not-made':
    case 'unknown':
      return troubleWords(write.trouble, escape);
    case 'not-tried':
      return write.trouble === undefined ? ['Not tried.'] : troubleWords(write.trouble, escape);
  }
}

function facts(all: readonly Fact[], escape: Escape): string {
  return all.length === 0 ? 'nothing' : list(all.map((each) => factWords(each, escape)));
}

function troubleWords(
  { message, said, hint }: { readonly message: string; readonly said?: string; readonly hint?: string },
  escape: Escape,
): readonly string[] {
  return [
    escape(message),
    ...(said === undefined || message.includes(said) ? [] : [`The site says: ${escape(said)}`]),
    ...(hint === undefined ? [] : [escape(hint)]),
  ];
}

/** What to do next, an order each. */
export function nextSteps({ open, outcome: { end, heldBy }, manual, checked }: ApplyResult): readonly string[] {
  const steps: string[] = [];
  if (open) {
    if (end === 'moved') steps.push('End this one with "permafrost apply --abandon", and plan again.');
    else
      steps.push(
        'Go on with "permafrost apply --resume"; nothing is done twice. "permafrost apply --abandon" ends it as it is, and "permafrost undo" then takes back what was made.',
      );
  } else if (end !== 'done' && end !== 'waiting')
    steps.push('Nothing was written, and nothing is kept from others. Mend what is in the way, and plan again.');
  if (manual.some(({ checked: isSeen }) => isSeen))
    steps.push('Do what is to be done by hand, then run "permafrost apply" again: it looks what is done.');
  if (manual.some(({ checked: isSeen }) => !isSeen)) steps.push('Of steps by hand that no reading can see, make sure yourself.');
  if (heldBy !== undefined)
    steps.push(
      'Without it nothing that takes access away is safe, so that only additions were made after it; the next apply makes the rest.',
    );
  if ((checked?.disagreements.length ?? 0) > 0)
    steps.push(
      'Look at those people: "permafrost why" tells the way that we think gives it, "permafrost drift" whether the site is as git says.',
    );
  return steps;
}

export function disagreementWords({ permission, resource, expected }: Disagreement, escape: Escape): string {
  return `${escape(permission)} on ${escape(resource)}: the policies say ${expected ? 'yes' : 'no'}, the site says ${expected ? 'no' : 'yes'}`;
}

/** Changed cells that were too many to ask about. */
export function leftOutWords(leftOut: number | undefined): string {
  return leftOut === undefined ? '' : `; ${thousands(leftOut)} more changed, too many to ask about, of which those are a sample`;
}
