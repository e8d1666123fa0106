import { expect } from '@jest/globals';
import { judge, type Judgement } from '../../../src/check/judge.js';
import type { Subject } from '../../../src/check/rule.js';
import { compile } from '../../../src/compile/compile.js';
import { asOf, compiled } from '../../support/compiled.js';
import { sortedByBytes } from '../../support/naive/condition.js';
import { naiveGuardrails, type NaiveJudgement } from '../../support/naive/guardrails.js';
import { readDocuments } from '../../support/naive/naive.js';

export const site = `
kind: Site
name: corp
url: https://corp.atlassian.net
internalDomains: [corp.test]
`;

export const people = `
kind: Users
name: people
defaults: {products: [jira-software, confluence]}
users:
  ann@corp.test: {labels: {team: red}}
  ben@corp.test: {}
  xia@client.test: {company: client}
  bot: {type: app, audience: internal}
`;

/**
 * The one guardrail `rule` over a small organisation (ann and ben, internal; xia, external of company client; the app bot; all with
 * Jira and Confluence) and more documents. What the engine says is first held against the naive evaluator.
 */
export async function judgedRule(rule: string, documents: readonly string[], { day = asOf, admins = '' } = {}): Promise<NaiveJudgement> {
  const whole = admins === '' ? site : `${site}admins: [${admins}]\n`;
  const all = await judgedRoot([whole, people, ...documents, `kind: Guardrail\nname: rule\n${rule}\n`], day);
  const judgement = all.find(({ name }) => name === 'rule');
  if (judgement === undefined) throw new Error('The guardrail was not judged.');
  return judgement;
}

/** Every guardrail of a root that has the small organisation in it. */
export function judgedWithPeople(documents: readonly string[], day = asOf): Promise<readonly NaiveJudgement[]> {
  return judgedRoot([site, people, ...documents], day);
}

async function judgedRoot(documents: readonly string[], day: string): Promise<readonly NaiveJudgement[]> {
  const text = documents.join('---\n');
  const result = await compiled([['policy.yaml', text]], day);
  const subject: Subject = { ...result, matrixOn: (other) => compile(result.site, other) };
  const judgements = judge(subject).map((judgement) => inLines(subject, judgement));
  expect(judgements).toEqual(naiveGuardrails(readDocuments(text), day));
  return judgements;
}

/** What the engine found, in the words of the naive evaluator: each class of cells written out again. */
export function inLines(subject: Subject, judgement: Judgement): NaiveJudgement {
  const { guardrail, ok, counts, matchesNothing, diagnostics } = judgement;
  const found = guardrail.rule.type === 'atLeast' ? counts.map(({ resource }) => resource) : linesOf(subject, judgement);
  // The number that is shown, and what it counts.
  expect({ guardrail: guardrail.name, cells: judgement.cells }).toEqual({ guardrail: guardrail.name, cells: found.length });
  return {
    name: guardrail.name,
    ok,
    severity: guardrail.severity,
    cells: sortedByBytes(found),
    endedWaivers: diagnostics.filter(({ code }) => code === 'waiver-ended').length,
    unusedWaivers: diagnostics.filter(({ code }) => code === 'waiver-unused').length,
    matchesNothing: matchesNothing.length > 0,
  };
}

function linesOf({ matrix }: Subject, { classes }: Judgement): string[] {
  return classes.flatMap(({ subjects, resources, permissions, witness }) =>
    subjects.flatMap((who) =>
      resources.flatMap((resource) =>
        permissions.map((permission) => {
          const verdict = witness.verdict === '-' ? '-' : matrix.verdict(who, permission, resource);
          return [who, resource, permission, verdict].join('\t');
        }),
      ),
    ),
  );
}

/** The cells of a judgement without tabs, to be read. */
export function words({ cells }: NaiveJudgement): string[] {
  return cells.map((cell) => cell.replaceAll('\t', ' '));
}

/** A space with its access, one grant a line: `{to: […], allow: […]}`. */
export function space(key: string, ...access: readonly string[]): string {
  return `kind: Space\nkey: ${key}\naccess: [${access.join(', ')}]\n`;
}

/** A project with a scheme of its own. */
export function project(key: string, ...grants: readonly string[]): string {
  return `kind: Scheme\nname: of ${key}\ngrants: [${grants.join(', ')}]\n---\nkind: Project\nkey: ${key}\nscheme: of ${key}\n`;
}

/** An `idp` group with both products. */
export function idpGroup(name: string, more = ''): string {
  return `kind: Group\nname: ${name}\nmanagedBy: idp\nproducts: [jira-software, confluence]\n${more}\n`;
}
