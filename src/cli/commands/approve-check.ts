import type { Repository, Revision } from '../../load/git.js';
import type { PlanApprovals } from '../../plan/approvals.js';
import { approversBehind, peopleBehind, type AuthorClaim } from '../../plan/author.js';
import { coverOf } from '../../plan/cover.js';
import { approveCheckJson } from '../../render/plan/approve-check-json.js';
import { approveCheckText } from '../../render/plan/approve-check-text.js';
import { authorOption, requireAuthor } from '../author.js';
import { readApprovals, type GivenApproval } from '../approvals-file.js';
import { isSet, textOption, type Call } from '../call.js';
import { showFindings } from '../findings.js';
import { judgeApprovals } from '../judge-approvals.js';
import { readFromPlan, type PlannedCommits } from '../plan-of-commits.js';
import { repositoryAround } from '../states.js';
import { UsageError } from '../usage-error.js';

/** `permafrost approve-check`: whether everybody who must agree has. */
export async function approveCheck(call: Call): Promise<number> {
  const file = textOption(call, 'approvals');
  if (file === undefined)
    throw new UsageError('No approvals were named.', 'Name the file that has them: --approvals FILE, or - for stdin.');
  const given = await readApprovals(call.flags.cwd, file);
  const author = authorOption(call) ?? given.author;
  const repository = await repositoryAround(call);
  const { target, head } = await revisions(call, repository);
  const base = await repository.mergeBase(target, head);
  if (base === undefined) throw new UsageError('The two commits have no history in common, so that nothing can be said of the change.');
  const question = { repository, base, head, ...(author === undefined ? {} : { author }) };
  const found = await readFromPlan(call, question, (planned) => atStake(planned, given.approvals, author));
  if ('invalid' in found) {
    await showFindings(call, found.invalid);
    call.talk.fail('A change with these errors cannot be approved.');
    return 1;
  }
  const { approvals, people, authors } = found.answer;
  requireAuthor({ approvals }, authorOption(call));
  const stake = { ...question, target, digest: approvals.digest, needed: approvals.needed, people, authors };
  const cover = coverOf(approvals.needed, await judgeApprovals(call, stake, given.approvals));
  const report = { ...cover, digest: approvals.digest, ...(approvals.author === undefined ? {} : { author: approvals.author }) };
  const style = { ...call.output.style, all: isSet(call, 'all') };
  await call.output.write(call.flags.format === 'json' ? approveCheckJson(report) : approveCheckText(report, style));
  return cover.isCovered ? 0 : 1;
}

async function revisions(call: Call, repository: Repository): Promise<{ readonly target: Revision; readonly head: Revision }> {
  const [targetName, headName = 'HEAD'] = call.words;
  const head = await repository.resolve(headName);
  const target = targetName === undefined ? await repository.defaultBranch() : await repository.resolve(targetName);
  if (target === undefined)
    throw new UsageError(
      'The repository has no default branch to compare with.',
      'Name the branch that is merged into: approve-check main',
    );
  return { target, head };
}

interface Stake {
  readonly approvals: PlanApprovals;
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly authors: ReadonlySet<string>;
}

/** All that is wanted of the plan, taken at once. */
function atStake({ plan, before, after }: PlannedCommits, given: readonly GivenApproval[], author: AuthorClaim | undefined): Stake {
  const { needed, digest, author: told } = plan.approvals;
  const ground = { before, after, renames: plan.renames };
  const references = (names: readonly string[]): readonly string[] => names.map((name) => `user:${name}`);
  return {
    approvals: { needed, digest, ...(told === undefined ? {} : { author: told }) },
    people: new Map(given.map(({ name, who }) => [name, references(approversBehind(ground, who))])),
    authors: new Set(author === undefined ? [] : references(peopleBehind(ground, author))),
  };
}
