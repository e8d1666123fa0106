import { below, type Place } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import type { Grant, Holder } from '../../model/site.js';
import { company, projectWith } from '../examples.js';
import { holderText } from '../holder-text.js';
import { Implication, Including, lastsAsLong, type System } from '../implied.js';
import { rosterOf } from '../roster.js';
import type { Finding, Rule, Subject } from '../rule.js';

export const redundantGrant: Rule = {
  code: 'redundant-grant',
  title: 'A grant that another one implies',
  severity: 'warning',
  why: 'Whoever takes the line away believes that access has ended, and it has not. Grants that change nothing also make the site slower, and hide those that do.',
  mend: 'Take the line or the holder out, or the wider grant, if that was the mistake.',
  bad: `${company}${projectWith('  - {to: [role:Administrators], allow: [viewer]}\n')}`,
  good: `${company}${projectWith('')}`,
  *check(subject) {
    const { about, schemes, spaces } = subject.site;
    for (const { grants } of schemes.values()) yield* redundantIn(subject, grants, 'jira');
    for (const { access } of spaces.values()) yield* redundantIn(subject, access, 'confluence');
    yield* redundantIn(subject, about.globalPermissions, 'global');
  },
};

/** One holder of one grant. */
interface Single {
  readonly holder: Holder;
  readonly grant: Grant;
  readonly index: number;
  readonly permissions: ReadonlySet<string>;
}

function placeOf({ grant, index }: Single): Place {
  return below(grant.at, 'to', index);
}

/** From the last to the first, so that of two equal grants the later one is reported, and never both. */
function* redundantIn(subject: Subject, grants: readonly Grant[], system: System): Generator<Finding> {
  const left = new Set(
    grants
      .filter((grant) => !hasEnded(grant, subject.asOf))
      .flatMap((grant): Single[] => {
        const permissions = new Set(grant.permissions);
        return grant.to.map((holder, index) => ({ holder, grant, index, permissions }));
      }),
  );
  const including = new Including(new Implication(system, rosterOf(subject)), [...left]);
  for (const single of [...left].reverse()) {
    const wider = including
      .of(single.holder, single.grant.until)
      .filter((other) => other !== single && left.has(other) && lastsAsLong(other.grant.until, single.grant.until));
    if (wider.length === 0 || !single.grant.permissions.every((each) => wider.some(({ permissions }) => permissions.has(each)))) continue;
    left.delete(single);
    const helping = wider.filter(({ permissions }) => single.grant.permissions.some((each) => permissions.has(each)));
    yield {
      at: placeOf(single),
      message: `This gives ${holderText(single.holder)} nothing that ${helping.length === 1 ? 'another grant does' : 'other grants do'} not give already.`,
      hint: 'Take it out.',
      related: helping.slice(0, 3).map((each) => ({ message: `Given to ${holderText(each.holder)} here.`, at: placeOf(each) })),
    };
  }
}
