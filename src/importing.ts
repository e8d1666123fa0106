import { compile } from './compile/compile.js';
import { diffMatrices, type AccessChange } from './diff/access-change.js';
import { factKey, factsOf, type Fact } from './diff/facts.js';
import { hasErrors } from './diagnostics/diagnostic.js';
import { additions, type Additions } from './edit/import/additions.js';
import { comparedFacts, type ComparedFacts, type ReadApi } from './edit/import/compared-facts.js';
import type { LeftOut } from './edit/import/left-out.js';
import type { NewFiles } from './edit/import/new-things.js';
import { policyFiles, type PolicyFile } from './edit/import/policy-files.js';
import { renamedPeople } from './edit/import/renamed-people.js';
import { writableSite } from './edit/import/writable-site.js';
import type { SourceTree } from './load/source-file.js';
import type { Matrix } from './matrix/matrix.js';
import type { Site } from './model/site.js';
import { compilePolicies, readPolicies, type Compiled, type Policies } from './pipeline.js';

export interface ImportRequest {
  readonly live: Site;
  readonly asOf: string;
  readonly internalDomains: readonly string[];
  /** Where editors find the schemas; see `policyFiles`. */
  readonly schemas?: string;
}

/** A site as policies, and what they cannot say of it. */
export interface Imported {
  readonly files: readonly PolicyFile[];
  readonly site: Site;
  /** Of the site, as far as policies can say it: what the files must come to. */
  readonly matrix: Matrix;
  readonly leftOut: readonly LeftOut[];
  /** How the cells of the site differ from it; undefined: not at all. */
  readonly unsaid: AccessChange | undefined;
}

/** Policy files for a site that has none yet. Whether they are right `provenFiles` says. */
export function importAnew({ live, asOf, internalDomains, schemas }: ImportRequest): Imported {
  const { site, leftOut } = writableSite(live, { internalDomains, on: asOf });
  const matrix = compile(site, asOf);
  return { files: policyFiles(site, schemas), site, matrix, leftOut, unsaid: differenceOf(compile(live, asOf), matrix) };
}

function differenceOf(before: Matrix, after: Matrix): AccessChange | undefined {
  return before.digest === after.digest ? undefined : diffMatrices(before, after);
}

/** Whether files say what they were written for. */
export type Proof =
  | { readonly type: 'same'; readonly compiled: Compiled }
  | { readonly type: 'invalid'; readonly policies: Policies }
  /** From the site to the files. */
  | { readonly type: 'differs'; readonly change: AccessChange };

/** Reads files, links and compiles them, and holds the cells to those of the site. */
export async function provenFiles(tree: SourceTree, matrix: Matrix, root: string): Promise<Proof> {
  const policies = await readPolicies(tree, matrix.asOf, root);
  const compiled = compilePolicies(policies);
  if (compiled === undefined || hasErrors(policies.diagnostics)) return { type: 'invalid', policies };
  const change = differenceOf(matrix, compiled.matrix);
  return change === undefined ? { type: 'same', compiled } : { type: 'differs', change };
}

export interface MergeRequest extends Omit<ImportRequest, 'schemas' | 'internalDomains'> {
  readonly policies: Policies & { readonly site: Site };
  readonly apis: readonly ReadApi[];
  readonly files: NewFiles;
}

export interface Merge extends Additions, ComparedFacts {
  readonly leftOut: readonly LeftOut[];
}

/** What policies lack of a site, as edits; see `additions`. */
export function importOnto({ live, policies, asOf, apis, files }: MergeRequest): Merge {
  const { site: written } = policies;
  const { internalDomains } = written.about;
  const { site, leftOut } = writableSite(renamedPeople(live, written.people), { internalDomains, on: asOf });
  const compared = comparedFacts(written, site, asOf, apis);
  const documents = policies.documents.map(({ document }) => document);
  return { ...compared, ...additions({ written, documents, live: site, missing: compared.missing, asOf, files }), leftOut };
}

/** Facts that an import would have lost, or not have brought: none, or it is at fault. */
export function brokenPromises(before: Site, after: Site, added: readonly Fact[], asOf: string): readonly Fact[] {
  const facts = factsOf(after, asOf);
  const says = new Map(facts.map((fact) => [factKey(fact), fact.says.join('\0')]));
  const has = (fact: Fact): boolean => says.get(factKey(fact)) === fact.says.join('\0');
  return [...factsOf(before, asOf), ...added].filter((fact) => !has(fact));
}
