import { hasErrors } from '../../diagnostics/diagnostic.js';
import { Lookup } from '../../edit/lookup.js';
import { folderFor, labelsOfTeams, objectionsTo, onboard as bring, roomsOfOthers, type Objection, type Team } from '../../edit/onboard.js';
import { Refusal } from '../../edit/refusal.js';
import { shownFolder } from '../../load/shown-path.js';
import type { Labels, Site } from '../../model/site.js';
import { locate, type Policies } from '../../pipeline.js';
import { list } from '../../text/plural.js';
import { quote, visible } from '../../text/quote.js';
import { canAsk, questions } from '../ask.js';
import { textOption, type Call } from '../call.js';
import { carryOut } from '../carry-out.js';
import { showFindings } from '../findings.js';
import { judge } from '../states.js';
import { folderTree } from '../trees.js';
import { UsageError } from '../usage-error.js';

/** `permafrost onboard`: an outside team, its few rooms and nothing else, in one new file; then what that changes. */
export async function onboard(call: Call): Promise<number> {
  const policies = await judge(call, folderTree(call, call.flags.policies));
  const { site } = policies;
  if (site === undefined || hasErrors(policies.diagnostics)) {
    await showFindings(call, policies);
    return 1;
  }
  const given = answersOf(call);
  const missing = missingFrom(given);
  if (missing.length > 0 && !canAsk()) throw new UsageError(`${list(missing)} ${missing.length === 1 ? 'is' : 'are'} needed.`, example);
  const answers = missing.length > 0 ? await askFor(site, given) : given;
  const own = labelsOf(call);
  const team = { ...teamOf(answers), labels: { ...labelsOfTeams(site), ...own } };
  const objections = objectionsTo(site, team, call.flags.asOf);
  if (objections.length > 0) return refuse(call, policies, objections);
  tellOfLabels(call, site, team, own);
  const folder = folderFor(site, shownFolder(call.flags.policies, call.flags.cwd));
  return carryOut(call, policies, [bring(site, team, folder)], (guardrails) => `Change ${guardrails} or the team.`);
}

/** The labels of --label. */
function labelsOf({ options }: Call): Labels {
  const written = options['label'];
  const pairs = (Array.isArray(written) ? written.map(String) : []).map((words) => {
    const [, name, value] = /^([^=]+)=(.+)$/su.exec(words) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`${quote(words)} is no label.`, 'Write it as name=value: --label relation=customer');
    return [name, value] as const;
  });
  return Object.fromEntries(pairs);
}

/** What guardrails may make of the team without anybody having said so. */
function tellOfLabels({ talk }: Call, site: Site, team: Team, own: Labels): void {
  for (const [name, value] of Object.entries(team.labels))
    if (!Object.hasOwn(own, name)) talk.note(visible(`As all other teams have it, the label ${name}: ${value} is given to this one.`));
  for (const room of roomsOfOthers(site, team)) talk.note(visible(room));
}

/** All that is wrong at once; what means nothing was a call that cannot work. */
async function refuse({ talk }: Call, { tree }: Policies, objections: readonly Objection[]): Promise<number> {
  const position = await locate(
    tree,
    objections.flatMap(({ at }) => at ?? []),
  );
  const said = objections.map(({ what, at }) => (at === undefined ? what : `${what} (${at.file}:${position(at).line}).`)).join(' ');
  const hints = [...new Set(objections.flatMap(({ hint }) => hint ?? []))].join(' ');
  if (objections.some(({ unknown }) => unknown)) throw new UsageError(said, hints || 'Add it to the policies first.');
  talk.fail(said, hints || undefined);
  return 1;
}

const example =
  'Such as: permafrost onboard acme --sponsor user:pm@corp.example --project ACME:Customers --until 2027-06-30 --people a@acme.example';

/** What was said about the team, as it was written. */
type Answers = Readonly<Partial<Record<'company' | 'name' | 'sponsor' | 'until' | 'people' | 'project' | 'space' | 'channel', string>>>;

function answersOf(call: Call): Answers {
  const company = call.words[0];
  const given = (['name', 'sponsor', 'until', 'people', 'project', 'space', 'channel'] as const).map(
    (name) => [name, textOption(call, name)] as const,
  );
  return Object.fromEntries([['company', company], ...given].filter(([, value]) => value !== undefined)) as Answers;
}

function missingFrom({ company, sponsor, until, people, project, space, channel }: Answers): readonly string[] {
  const needed = { COMPANY: company, '--sponsor': sponsor, '--until': until, '--people': people };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  return (project ?? space ?? channel) === undefined ? [...missing, '--project, --space or --channel'] : missing;
}

function teamOf({
  company = '',
  name = company,
  sponsor = '',
  until = '',
  people,
  project,
  space,
  channel,
}: Answers): Omit<Team, 'labels'> {
  return {
    company,
    name,
    sponsor,
    until,
    people: [...new Set(split(people))],
    projects: split(project),
    spaces: split(space),
    channels: split(channel),
  };
}

function split(written = ''): readonly string[] {
  return written.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}

/** The questions that are still open, one by one; an answer that cannot be right is asked for again. */
async function askFor(site: Site, given: Answers): Promise<Answers> {
  const find = new Lookup(site);
  const asking = questions();
  const open = async (name: keyof Answers, question: string, check?: (answer: string) => unknown): Promise<string> =>
    given[name] ?? asking.ask(question, (answer) => objection(answer, check));
  try {
    const company = await open('company', 'Which company are they from?', nonEmpty);
    const people = await open('people', 'Their mail addresses, with commas between:', nonEmpty);
    const sponsor = await open('sponsor', 'Who of your own people answers for them (mail address)?', (answer) => find.person(answer));
    const until = await open('until', 'The last day of their access, such as 2027-06-30?', (answer) => find.date(answer));
    const project = await open('project', 'Their project and role there, as KEY:Role (KEY alone for Jira guests; empty for none)?');
    const space = await open('space', 'Their space (its KEY, empty for none)?');
    const channel = await open('channel', 'Their channel (its name, empty for none)?');
    return { ...given, company, people, sponsor, until, project, space, channel };
  } finally {
    asking.close();
  }
}

function nonEmpty(answer: string): void {
  if (answer === '') throw new Refusal('This is needed.');
}

function objection(answer: string, check: ((answer: string) => unknown) | undefined): string | undefined {
  try {
    check?.(answer);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return visible([error.message, error.hint ?? ''].join(' ').trim());
    throw error;
  }
}
