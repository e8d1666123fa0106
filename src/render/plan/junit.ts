import type { Builder } from 'junit-report-builder';
import { count } from '../../text/plural.js';
import type { Plan } from '../../plan/plan.js';
import { builtXml } from '../escape-xml.js';
import { builder } from '../junit-builder.js';
import { approvalHead } from './approval-words.js';
import { changeText } from './text-changes.js';
import { guardrailText } from './text-guardrails.js';
import type { PlanTextOptions } from './text-parts.js';
import { nameWords, breaking, risks, verbOf, weakening, who, type Section } from './words.js';

/**
 * A test report. A case fails where the plan exits with 1, and only there: a guardrail of severity error that is broken, and a waiver that has
 * ended. Everything else is a case that passes and tells what it is: other guardrails, each change of access, each approval that is needed.
 */
export function planJunit(plan: Plan, options: Omit<PlanTextOptions, 'all'>): string {
  const style = { ...options, all: true };
  const report = builder.newBuilder();
  guardrails(report.testSuite().name('guardrails'), plan, style);
  const access = report.testSuite().name('access');
  const parts: readonly (readonly [Section, Plan['gains']])[] = [
    ['gain', plan.gains],
    ['loss', plan.losses],
    ['conditional', plan.conditional],
  ];
  for (const [part, classes] of parts)
    classes.forEach((each, index) => {
      const words = risks(each);
      access
        .testCase()
        .className(`access.${part}`)
        .name(builtXml(`${String(index + 1)}. ${who(each, plan.subjects)} ${verbOf(each, part)}${words === '' ? '' : `: ${words}`}`))
        .standardOutput(builtXml(changeText(each, index + 1, part, plan, style)));
    });
  if (plan.gains.length + plan.losses.length + plan.conditional.length === 0)
    access.testCase().className('access').name('nobody gains or loses access');
  const needed = plan.approvals.needed;
  if (needed.length > 0) {
    const suite = report.testSuite().name('approvals');
    for (const each of needed)
      suite
        .testCase()
        .className(`approvals.${each.as}`)
        .name(builtXml(approvalHead(each)))
        .standardOutput(each.people.length === 0 ? 'nobody can give it' : builtXml(each.people.map(nameWords).join('\n')));
  }
  return `${report.build().trimEnd()}\n`;
}

type Suite = ReturnType<ReturnType<Builder['newBuilder']>['testSuite']>;

function guardrails(suite: Suite, { guardrails: all }: Plan, style: PlanTextOptions): void {
  const { weakened, newlyBroken, stillBroken, endedWaivers, newlyMended, kept } = all;
  const caseOf = (name: string, kind: string) => suite.testCase().className(`guardrails.${kind}`).name(builtXml(name));
  for (const [kind, those] of [
    ['newly-broken', newlyBroken],
    ['still-broken', stillBroken],
  ] as const)
    for (const each of those) {
      const text = builtXml(guardrailText(each, style));
      if (each.severity === 'error')
        caseOf(each.name, kind)
          .failure(builtXml(breaking(each)), 'guardrail')
          .stacktrace(text);
      else caseOf(each.name, kind).standardOutput(text);
    }
  for (const { name } of endedWaivers)
    caseOf(name, 'ended-waiver').failure('a waiver has ended: remove it, or agree on a new day', 'waiver');
  for (const each of weakened) caseOf(each.name, 'weakened').standardOutput(builtXml(weakening(each)));
  for (const name of newlyMended) caseOf(name, 'mended');
  suite
    .testCase()
    .className('guardrails.kept')
    .name(`${count(kept, 'guardrail')} kept`);
}
