import { quote, visible } from '../text/quote.js';
import { calendarFault, mendedDate } from './dates.js';
import type { Finding } from './finding.js';
import { differsByCase, mendedName, mendedProjectKey, mendedSpaceKey, mendedUserId, nameFault } from './forms.js';
import { subjectAt, type ShapeFault } from './shape-fault.js';

type Wording = (fault: ShapeFault, text: string) => Finding;

/** How to word a string whose schema has this `x-form` and whose pattern it does not match. */
const wordings: Readonly<Record<string, Wording>> = {
  name: badName,
  'user-id': badUserId,
  'project-key': badProjectKey,
  'space-key': badSpaceKey,
  date: badDate,
  subject: linesRunTogether,
  person: badPerson,
  url: badUrl,
  domain: badDomain,
  days: badDuration,
  'not-blank': blank,
};

/** Words a string that is not of the form it should have. */
export function wordForm(fault: ShapeFault): Finding {
  const text = fault.wrongKey ?? (typeof fault.value === 'string' ? fault.value : '');
  const wording = wordings[fault.shape['x-form'] ?? ''] ?? badName;
  return wording(fault, text);
}

function at(fault: ShapeFault): Pick<Finding, 'path' | 'key'> {
  return fault.wrongKey === undefined ? { path: fault.path } : { path: fault.path, key: true };
}

function write(mended: string | undefined, otherwise: string): string {
  return mended === undefined ? otherwise : `Write ${visible(mended)}${mended.endsWith('.') ? '' : '.'}`;
}

function badName(fault: ShapeFault, text: string): Finding {
  const hint = write(mendedName(text), 'Write another one, of 1 to 255 characters that can be seen.');
  return { code: 'bad-name', message: `${quote(text)} is no name: ${nameFault(text)}.`, hint, ...at(fault) };
}

function badUserId(fault: ShapeFault, text: string): Finding {
  if (differsByCase(text)) {
    const hint = write(text.toLowerCase(), '');
    return { code: 'user-id-case', message: `${quote(text)} is no user id: with an "@", it must be in lower case.`, hint, ...at(fault) };
  }
  const fault_ = /\S\s+\S/.test(text) ? 'it has a blank in it' : nameFault(text);
  const hint = write(
    text.includes('@') ? mendedUserId(text) : undefined,
    'Write an e-mail address in lower case, or a handle without blanks.',
  );
  return { code: 'bad-user-id', message: `${quote(text)} is no user id: ${fault_}.`, hint, ...at(fault) };
}

function badPerson(fault: ShapeFault, text: string): Finding {
  if (/\s-\s/.test(text)) return linesRunTogether(fault, text);
  const several = text.trim().split(/[\s,]+/);
  const hint =
    several.length > 1 && several.every((each) => each.includes('@'))
      ? 'Write one "- …" line for each person.'
      : write(mendedUserId(text), 'Write the id of one person.');
  return { code: 'bad-user-id', message: `${quote(text)} is no user id: it has a blank in it.`, hint, ...at(fault) };
}

/** `- a` with a deeper `- b` on the next line is the one string "a - b" to YAML. */
function linesRunTogether(fault: ShapeFault, text: string): Finding {
  const message = `YAML reads ${quote(text)} as one string: the second line is indented deeper than the first.`;
  return { code: 'lines-run-together', message, hint: 'Begin each "- " in the same column.', ...at(fault) };
}

function badProjectKey(fault: ShapeFault, text: string): Finding {
  const hint = write(mendedProjectKey(text), 'Write an upper-case letter, then 1 to 9 upper-case letters, digits or underscores.');
  const message = `${quote(text)} is no project key: that is an upper-case letter, then 1 to 9 upper-case letters, digits or underscores.`;
  return { code: 'bad-key', message, hint, ...at(fault) };
}

function badSpaceKey(fault: ShapeFault, text: string): Finding {
  const message = `${quote(text)} is no space key: that is 1 to 255 letters of A–Z, digits or any of ~ . _ -`;
  return { code: 'bad-key', message, hint: write(mendedSpaceKey(text), 'Write letters of A–Z and digits.'), ...at(fault) };
}

/** Also for a number, which is what YAML reads where someone wrote 20270331. */
export function badDate(fault: ShapeFault, text: string): Finding {
  const reason = calendarFault(text);
  const is = reason === undefined ? `is a day as year-month-day; ${quote(text)} is not` : `is no day of the calendar: ${reason}`;
  const message = `${reason === undefined ? subjectAt(fault.path) : quote(text)} ${is}.`;
  return {
    code: 'bad-date',
    message,
    hint: write(mendedDate(text), 'Write the year, the month and the day, such as 2027-03-31.'),
    ...at(fault),
  };
}

function badUrl(fault: ShapeFault, text: string): Finding {
  const host = /^(?:https?:\/\/)?([\w-]+(?:\.[\w-]+)+)\/?$/.exec(text.trim())?.[1];
  const hint = write(
    host === undefined ? undefined : `https://${host}`,
    'Write the address of the site, such as https://acme-corp.atlassian.net',
  );
  return { code: 'bad-url', message: `${quote(text)} is no address of a site: that begins with https://`, hint, ...at(fault) };
}

function badDomain(fault: ShapeFault, text: string): Finding {
  const mended = text
    .slice(text.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
  const hint = write(/^\S+$/.test(mended) ? mended : undefined, 'Write what follows the "@" of your addresses.');
  const message = `${quote(text)} is no mail domain: that is what follows the "@", in lower case.`;
  return { code: 'bad-domain', message, hint, ...at(fault) };
}

/** Also for a number: 180 for 180d. */
export function badDuration(fault: ShapeFault, text: string): Finding {
  const days = /^\s*([1-9]\d{0,4})\s*(?:d|days?)?\s*$/i.exec(text)?.[1];
  const hint = write(days === undefined ? undefined : `${days}d`, 'Write a number of days, such as 180d.');
  return {
    code: 'bad-duration',
    message: `${subjectAt(fault.path)} is a number of days such as 180d; ${quote(text)} is not.`,
    hint,
    ...at(fault),
  };
}

function blank(fault: ShapeFault): Finding {
  return { code: 'empty-value', message: `${subjectAt(fault.path)} is empty.`, hint: 'Write a value, or take the line out.', ...at(fault) };
}
