import type { JSX } from 'preact';
import type { ApprovalRole, NeededApproval } from '../../plan/approvals.js';
import type { Plan } from '../../plan/plan.js';
import { authorNote, thing, whyNobody } from '../../render/plan/approval-words.js';
import { nameWords } from '../../render/plan/words.js';
import { count, list } from '../../text/plural.js';
import { Chips, PlaceLink, Section, SubjectLink, Subjects, useSurroundings } from './ui.js';

const words: Readonly<Record<ApprovalRole, string>> = {
  owner: 'owner',
  sponsor: 'sponsor',
  security: 'security',
  'second-pair-of-eyes': 'a second pair of eyes',
};

/** `2 owners, a sponsor and security`: how many yeses it takes, by capacity. */
export function approversText(needed: readonly NeededApproval[]): string {
  if (needed.length === 0) return 'nobody';
  const roles = [...new Set(needed.map(({ as }) => as))];
  const parts = roles.map((role) => {
    const amount = needed.filter(({ as }) => as === role).length;
    const word = words[role];
    if (role === 'security' || role === 'second-pair-of-eyes') return word;
    return amount === 1 ? `${role === 'owner' ? 'an' : 'a'} ${word}` : count(amount, word);
  });
  return list(parts);
}

/** Whose yes the change needs, for what, and who can give it. */
export function Approvals({ plan }: { readonly plan: Plan }): JSX.Element | null {
  const isState = useSurroundings().model.data.kind === 'state';
  const { needed, author } = plan.approvals;
  if (isState || (needed.length === 0 && author === undefined)) return null;
  const note = authorNote(plan);
  return (
    <Section
      title="Who must approve"
      {...(needed.length === 0 ? {} : { note: 'By what the change does, whatever files it touches. One person of each is enough.' })}
    >
      {note === undefined ? null : (
        <p class={author?.gains === true ? 'alarm' : 'surprise'}>
          {note}
          {author?.gains === true ? ' Somebody else has to agree.' : ''}
        </p>
      )}
      {needed.length === 0 ? (
        <p class="quiet">Nobody has to.</p>
      ) : (
        <div class="card approvals">
          <table class="approvals-table">
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">For</th>
                <th scope="col">Any one of</th>
              </tr>
            </thead>
            <tbody>
              {needed.map((each, index) => (
                <Approval key={index} needed={each} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

const titles: Readonly<Record<ApprovalRole, string>> = {
  owner: 'An owner',
  sponsor: 'A sponsor',
  security: 'Security',
  'second-pair-of-eyes': 'A second pair of eyes',
};

function Approval({ needed }: { readonly needed: NeededApproval }): JSX.Element {
  const { as, of, people, insteadOf = [], unknownMembers = [], observedMembers = [] } = needed;
  const about = (name: string): JSX.Element => {
    const isReference = as === 'owner' || as === 'second-pair-of-eyes';
    if (isReference && /^(?:site$|(?:project|space|channel):)/.test(name)) return <PlaceLink resource={name} />;
    if (isReference && /^(?:user|group):/.test(name)) return <SubjectLink subject={name} />;
    return <span class="chip">{thing(name, as)}</span>;
  };
  return (
    <tr>
      <th scope="row">{titles[as]}</th>
      <td>
        <Chips items={of} show={about} />
      </td>
      <td>
        {people.length === 0 ? (
          <span class="alarm-text">Nobody can give it, for {whyNobody(needed)}.</span>
        ) : (
          <Subjects subjects={people.map((person) => (person.startsWith('user:') ? person : `user:${person}`))} />
        )}
        {insteadOf.length === 0 ? null : (
          <p class="quiet">instead of {list(insteadOf.map(({ who, why }) => `${nameWords(who)} (${unableWords[why]})`))}</p>
        )}
        {people.length === 0 || unknownMembers.length === 0 ? null : (
          <p class="quiet">or somebody in {list(unknownMembers.map(nameWords))}, of whom the policies know nothing</p>
        )}
        {observedMembers.length === 0 ? null : <p class="quiet">as an import saw who is in {list(observedMembers.map(nameWords))}</p>}
      </td>
    </tr>
  );
}

const unableWords = {
  author: 'wrote the change',
  inactive: 'is inactive',
  ended: 'has ended',
  app: 'is an app',
  gone: 'is gone',
  empty: 'comes to nobody',
} as const;
