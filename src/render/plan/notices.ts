import type { BrokenGuardrail, ChangeClass, Plan, WeakenedGuardrail, Witness } from '../../plan/plan.js';
import { list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Notice, NoticePlace, NoticeStep } from '../notice.js';
import {
  nameWords,
  breaking,
  costOf,
  isGrave,
  isWeaker,
  mostTellingFirst,
  oneLine,
  permissionWords,
  place,
  surprise,
  tellingStep,
  thirdPerson,
  weakening,
  whoBriefly,
} from './words.js';

/** Names in a sentence before the rest is counted; the whole is in the plan. */
const few = 8;

/** What reviewers should see on the lines that a change makes: what it does to guardrails, and risky gains, the worst first. */
export function planNotices(plan: Plan): readonly Notice[] {
  const { weakened, newlyBroken, stillBroken, endedWaivers } = plan.guardrails;
  const gains = [...plan.gains, ...plan.conditional.filter(({ effect }) => effect !== 'narrower')];
  return [
    ...newlyBroken.map((each) => broken('guardrail-broken', each)),
    ...weakened.map(weaker),
    ...stillBroken.map((each) => broken('guardrail-still-broken', each)),
    ...endedWaivers.map(({ name, where }): Notice => ({
      rule: 'waiver-ended',
      level: 'error',
      message: `A waiver of guardrail ${visible(name)} has ended: remove it, or agree on a new day.`,
      at: where,
      related: [],
      way: [],
      identity: [name],
    })),
    ...gains.filter(isGrave).map((each) => gain(each, plan)),
  ];
}

function weaker(each: WeakenedGuardrail): Notice {
  const { name, how, side, where, waivers } = each;
  return {
    rule: 'guardrail-weakened',
    level: isWeaker(each) ? 'warning' : 'note',
    message: `Guardrail ${weakening(each)}`,
    // A line that is gone is nowhere on the new side.
    at: where === undefined ? undefined : side === 'head' ? where : { file: where.file },
    related: [],
    way: [],
    identity: [name, how, waivers],
  };
}

function broken(rule: string, each: BrokenGuardrail): Notice {
  const { name, severity, description, where, classes, fix } = each;
  const first = classes.find(({ witness }) => witness !== undefined) ?? classes[0];
  const step = tellingStep(first?.witness);
  const through = step === undefined ? '' : ` through ${visible(step.label)}`;
  const witness =
    first === undefined
      ? []
      : [
          `${some(first.subjects.map(nameWords))} ${first.witness === undefined ? 'without' : 'with'} ${some(mostTellingFirst(first.permissions).map(visible))} on ${some(first.resources.map(place))}${through}.`,
        ];
  const lines = fix?.removals.map((removal) => (removal.where === undefined ? 'a line' : placeText(removal.where))) ?? [];
  return {
    rule,
    level: severity,
    message: [
      `Guardrail ${visible(name)} is broken: ${breaking(each)}.`,
      ...(description === undefined ? [] : [visible(oneLine(description))]),
      ...witness,
      ...(classes.length > 1 ? [`And ${thousands(classes.length - 1)} more like it.`] : []),
      ...(fix === undefined ? [] : [`Fix: take out ${some(lines)}; ${costOf(fix)}.`]),
    ].join('\n'),
    at: freshPlace(first?.witness) ?? where,
    related: [
      ...(where === undefined ? [] : [{ message: `guardrail ${visible(name)}`, where }]),
      ...(fix?.removals.map((removal) => ({
        message: 'take this out to mend it',
        ...(removal.where === undefined ? {} : { where: removal.where }),
      })) ?? []),
    ],
    way: stepsOf(first?.witness),
    identity: [name, classes.map(({ subjects, resources, permissions }) => [subjects, resources, permissions]), each.counts],
  };
}

function gain(each: ChangeClass, plan: Plan): Notice {
  const { subjects, resources, permissions, risks, circle, witness } = each;
  const step = tellingStep(witness);
  const reach = surprise(each);
  const rule = circle === 'internal' ? 'administration' : circle;
  const names = subjects.length === 1 ? '' : ` (${some(subjects.map(nameWords))})`;
  const verb = thirdPerson(each, 'gain');
  return {
    rule: `${rule}-gain`,
    level: 'warning',
    message: [
      `${whoBriefly(each, plan.subjects)}${names} ${verb} ${some(permissionWords(each))} on ${some(resources.map(place))}${risks.includes('first-access') ? ', with no access there before' : ''}.`,
      ...(step === undefined ? [] : [`Through ${visible(step.label)}.`]),
      ...(reach === undefined ? [] : [reach]),
    ].join('\n'),
    at: freshPlace(witness) ?? lastPlace(witness) ?? firstFile(plan),
    related: [],
    way: stepsOf(witness),
    identity: [subjects, resources, permissions],
  };
}

function some(names: readonly string[]): string {
  return names.length <= few + 1 ? list(names) : `${names.slice(0, few).join(', ')} and ${thousands(names.length - few)} more`;
}

function freshPlace(witness: Witness | undefined): NoticePlace | undefined {
  return witness?.side === 'head' ? tellingStep(witness)?.where : undefined;
}

function lastPlace(witness: Witness | undefined): NoticePlace | undefined {
  return witness?.side === 'head' ? witness.edges.findLast(({ where }) => where !== undefined)?.where : undefined;
}

/** Nothing in a file gives it, or what did is gone: it is told of the file that changes. */
function firstFile({ changedFiles }: Plan): NoticePlace | undefined {
  const file = changedFiles.find(({ status }) => status !== 'removed') ?? changedFiles[0];
  return file && { file: file.path };
}

function stepsOf(witness: Witness | undefined): readonly NoticeStep[] {
  return [...(witness?.edges ?? []), ...(witness?.because?.edges ?? [])].map(({ label, until, where, fresh }) => ({
    message: `${visible(label)}${until === undefined ? '' : ` until ${until}`}${fresh ? (witness?.side === 'base' ? ' (gone)' : ' (new)') : ''}`,
    // A line of the old side is no line of what is looked at.
    ...(where === undefined || witness?.side === 'base' ? {} : { where }),
  }));
}

function placeText({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${visible(file)}:${String(line)}`;
}
