/**
 * Cuts the operations that src/forge uses, with what they refer to, out of GitHub's description of its API. Words for readers are left out.
 *
 *   node scripts/github-api.mjs api.github.com.json > test/fixtures/github/api.json
 *
 * test/fixtures/github/README.md says where that file is from.
 */
import { readFileSync } from 'node:fs';

const operations = {
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['patch'],
  '/repos/{owner}/{repo}/compare/{basehead}': ['get'],
  '/repos/{owner}/{repo}/git/trees/{tree_sha}': ['get'],
  '/repos/{owner}/{repo}/commits/{ref}': ['get'],
  '/repos/{owner}/{repo}/statuses/{sha}': ['post'],
};

const [file = ''] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(file, 'utf8'));
const kept = { schemas: {}, examples: {}, parameters: {}, responses: {}, headers: {} };

/** The value at `#/components/KIND/NAME`, kept with all it refers to. */
function keep(ref) {
  const [, , kind, name] = ref.split('/');
  if (name in kept[kind]) return;
  kept[kind][name] = undefined;
  kept[kind][name] = bare(whole.components[kind][name]);
}

const forReaders = ['summary', 'description', 'externalDocs', 'tags', 'x-github', 'x-octokit', 'title'];

/** Names of properties are data, however they read: only beside them are these words for readers. */
function bare(value, isNames = false) {
  if (Array.isArray(value)) return value.map((each) => bare(each));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$ref === 'string') keep(value.$ref);
  const entries = Object.entries(value).filter(([key]) => isNames || !forReaders.includes(key));
  return Object.fromEntries(entries.map(([key, each]) => [key, key === 'value' ? each : bare(each, key === 'properties')]));
}

const paths = Object.fromEntries(
  Object.entries(operations).map(([path, methods]) => [
    path,
    Object.fromEntries(methods.map((method) => [method, bare(whole.paths[path][method])])),
  ]),
);
const sorted = Object.fromEntries(
  Object.entries(kept).map(([kind, all]) => [kind, Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))]),
);
process.stdout.write(
  `${JSON.stringify({ openapi: whole.openapi, info: { title: whole.info.title, version: whole.info.version, license: whole.info.license }, paths, components: sorted }, null, 1)}\n`,
);
