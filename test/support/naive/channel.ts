import type { Organisation, Subject } from './organisation.js';
import type { WrittenChannel } from './written.js';
import { personIn, splitReference, standing, subjectIn } from './written.js';

/** §5, Channel: whether the subject has the cell `member`. No product is asked for. */
export function isMember(subject: Subject, channel: WrittenChannel, organisation: Organisation): boolean {
  if (subject.is === 'class') return isOpenToClass(subject, channel);
  return isListed(subject, channel, organisation) || isGuest(subject, channel, organisation);
}

/** "`private: false` gives `member` to the class `logged-in` alone"; the other classes "have no cells here". */
function isOpenToClass(subject: Subject, channel: WrittenChannel): boolean {
  return subject.printed === 'logged-in' && channel.private === false;
}

/** "A group that is `open`, or includes such a one, counts with its listed members." */
function isListed(subject: Subject, channel: WrittenChannel, organisation: Organisation): boolean {
  return standing(channel.members, organisation.asOf).some((entry) => {
    const { type, name } = splitReference(subjectIn(entry));
    return type === 'group' ? organisation.isIn(subject, name) : subject.is === 'person' && type === 'user' && subject.name === name;
  });
}

function isGuest(subject: Subject, channel: WrittenChannel, organisation: Organisation): boolean {
  const guests = standing(channel.guests, organisation.asOf).map(personIn);
  return subject.is === 'person' && guests.includes(subject.name);
}
