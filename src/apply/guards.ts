import type { Subject } from '../check/rule.js';
import type { Judgement } from '../check/judge.js';
import { below } from '../diagnostics/place.js';
import type { MatrixChange } from '../diff/access-change.js';
import type { Matrix } from '../matrix/matrix.js';
import { products } from '../model/permissions.js';
import type { Site } from '../model/site.js';
import type { ChangeClass } from '../plan/plan.js';
import { count, list, thousands } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { Guard } from './apply-plan.js';
import type { Ordering } from './ordering.js';
import { nameOf } from '../text/reference.js';

/** At most so much of the access that is there may go in one plan. */
export function maxRemoval(
  change: MatrixChange,
  before: Matrix,
  { about, people, groups }: Site,
  less: readonly ChangeClass[] = [],
): Guard {
  const limit = about.limits.maxRemovalPercent;
  const there = before.counts.cells;
  const gone = change.blocks.reduce(
    (sum, { subjects, delta }) => sum + subjects.size * delta.permissions.filter(({ after }) => after === undefined).length,
    0,
  );
  // Compared without a division, so that the limit itself is still allowed.
  const ok = gone * 100 <= limit * there;
  const percent = there === 0 ? 0 : Math.round((gone * 1000) / there) / 10;
  return {
    name: 'max-removal',
    ok,
    message: `${thousands(gone)} of the ${count(there, 'cell')} of access that are there go: ${String(percent)} %. The limit is ${String(limit)} %.`,
    at: below(about.at, 'limits', 'maxRemovalPercent'),
    ...(ok
      ? {}
      : {
          hint: `${strangerWords(less, people, groups)}Look at who loses what. If it is meant, raise limits.maxRemovalPercent of the Site to ${String(Math.ceil((gone * 100) / there))} for this change, commit that and plan again; or take the access away in several changes.`,
        }),
  };
}

/** On a site that is new to the policies it is mostly its first administrator who loses something. */
function strangerWords(less: readonly ChangeClass[], people: Site['people'], groups: Site['groups']): string {
  const losers = [...new Set(less.flatMap(({ subjects }) => subjects))];
  const strangers = losers.filter((subject) => {
    const name = nameOf(subject);
    return subject.startsWith('user:') ? !people.has(name) : subject.startsWith('group:') && !groups.has(name);
  });
  if (strangers.length === 0) return '';
  const shown = [
    ...strangers.slice(0, 3).map((each) => nameOf(each)),
    ...(strangers.length > 3 ? [count(strangers.length - 3, 'other')] : []),
  ];
  return `In no policy, and losing what they have: ${list(shown)}. Declare whoever is to keep it. `;
}

/** People who are active and no programs, and administer the site afterwards. */
export function minAdmins({ site, matrix }: Subject, { about }: Site): Guard {
  const limit = about.limits.minAdmins;
  const holders = administratorsIn(site, matrix);
  const ok = holders.length >= limit;
  return {
    name: 'min-admins',
    ok,
    message: `${count(holders.length, 'person administers', 'people administer')} the site afterwards. The limit is ${String(limit)}.`,
    at: below(about.at, 'limits', 'minAdmins'),
    ...(ok
      ? {}
      : {
          hint: 'Add active people to the groups under admins of the Site, or lower limits.minAdmins if so few are meant. Groups that the identity provider fills are not counted.',
        }),
  };
}

function administratorsIn(site: Site, matrix: Matrix): readonly string[] {
  return matrix.holders('admin:site', 'site').flatMap(({ subject, verdict }) => {
    const person = subject.startsWith('user:') ? site.people.get(subject.slice('user:'.length)) : undefined;
    return verdict === 'allowed' && person?.type === 'person' && person.active ? [subject] : [];
  });
}

const own = ['admin:site', 'ADMINISTER'];

/** Whoever applies keeps what they administer with. */
export function ownRights(before: Subject, after: Subject, caller: string | undefined, givesUp: boolean): Guard {
  if (caller === undefined)
    return { name: 'own-rights', ok: true, message: 'Not judged: who applies it is not known yet; apply asks the site.' };
  const subject = `user:${caller}`;
  const has = ({ matrix }: Subject, permission: string): boolean => matrix.verdict(subject, permission, 'site') === 'allowed';
  const lost = own.filter((permission) => has(before, permission) && !has(after, permission));
  const ok = lost.length === 0 || givesUp;
  return {
    name: 'own-rights',
    ok,
    message:
      lost.length === 0
        ? `${caller}, who applies it, keeps all rights to administer.`
        : `${caller}, who applies it, loses ${list(lost)} on the site${givesUp ? ', and gives it up' : ''}.`,
    ...(ok ? {} : { hint: 'Let another administrator apply it, add yourself to the policies, or go on with --give-up-own-rights.' }),
  };
}

/** Seats that are bought, against everybody who holds a product afterwards: people of no policy take seats as well. */
export function seats({ matrix }: Subject, live: Site, { about }: Site): Guard {
  const lines = products.flatMap((product) => {
    const limit = about.seats[product];
    if (limit === undefined) return [];
    const holders = new Set(
      matrix.holders(`use:${product}`, 'site').flatMap(({ subject }) => {
        if (subject.startsWith('user:')) return [subject];
        const group = live.groups.get(subject.slice('group:'.length));
        return (group?.observed?.members ?? []).map((name) => `user:${name}`);
      }),
    );
    return [{ product, limit, taken: holders.size }];
  });
  const over = lines.filter(({ taken, limit }) => taken > limit);
  const words = (all: typeof lines): string =>
    list(all.map(({ product, taken, limit }) => `${product} ${thousands(taken)} of ${thousands(limit)}`));
  const [first] = over;
  return {
    name: 'seats',
    ok: over.length === 0,
    message:
      lines.length === 0
        ? 'The Site names no seats.'
        : first === undefined
          ? `Seats taken afterwards: ${words(lines)}.`
          : `More people than seats afterwards: ${words(over)}.`,
    at: first === undefined ? below(about.at, 'seats') : below(about.at, 'seats', first.product),
    ...(first === undefined
      ? {}
      : { hint: 'Buy seats and write their number under seats of the Site, or take the product from somebody.' }),
  };
}

/** What the policies of the commit break by themselves. */
export function guardrail(judged: readonly Judgement[]): Guard {
  const broken = judged.filter(({ ok, guardrail: { severity } }) => !ok && severity === 'error');
  const ended = judged.flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => code === 'waiver-ended'));
  const at = broken[0]?.guardrail.at ?? ended[0]?.at;
  const words = [
    ...(broken.length === 0
      ? []
      : [`The policies break ${count(broken.length, 'guardrail')}: ${list(broken.map((each) => quote(each.guardrail.name)))}.`]),
    ...(ended.length === 0 ? [] : [`${count(ended.length, 'waiver')} ${ended.length === 1 ? 'has' : 'have'} ended.`]),
  ];
  return {
    name: 'guardrail',
    ok: words.length === 0,
    message: words.length === 0 ? `The policies keep ${count(judged.length, 'guardrail')}.` : words.join(' '),
    ...(at === undefined ? {} : { at }),
    ...(words.length === 0 ? {} : { hint: '"permafrost test" names each cell, and "permafrost test --fix" mends what it can.' }),
  };
}

/** Whether an order was found in which nobody has more on the way than before or afterwards. */
export function orderGuard(ordering: Ordering): Guard {
  if (ordering.type === 'ordered')
    return {
      name: 'order',
      ok: true,
      message: `${count(ordering.pieces.length, 'step')} in an order that at no point gives anybody more than before or afterwards, and takes no administrator away.`,
    };
  return {
    name: 'order',
    ok: false,
    message: ordering.reasons.join(' '),
    hint: 'Make the change in two: first what is in the way, then the rest.',
  };
}
