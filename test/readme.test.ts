import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { command, root, run } from './support/run.js';

const asOf = '2026-11-21';
const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Line {
  readonly words: readonly string[];
  readonly line: string;
}

/** The commands of a page's shell blocks that call us, with the comment at their end taken off and lines that go on joined. */
function commandsIn(markdown: string): readonly Line[] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text = '']) => text.replaceAll('\\\n', ''));
  return blocks.flatMap((text) =>
    text.split('\n').flatMap((whole) => {
      const [, line] = /^npx permafrost (.*?)\s*(?:\s# .*|\s#)?$/.exec(whole) ?? [];
      return line === undefined ? [] : [{ line, words: [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b ?? '') }];
    }),
  );
}

/** A repository that holds the example company, with one commit before the last. */
function exampleClone(): string {
  const clone = mkdtempSync(join(tmpdir(), 'permafrost-readme-'));
  cpSync(join(root, 'policies'), join(clone, 'policies'), { recursive: true });
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...words], { cwd: clone, encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Begin');
  git('commit', '--quiet', '--message', 'Go on', '--allow-empty');
  return clone;
}

describe('the commands of the README', () => {
  // They are what the page says: a plan that breaks guardrails.
  const refused = 'plan --with "add user:alma@orrin.example to group:rollout-watchers"';
  // `init` begins a folder of its own, a sandbox goes on until it is stopped and others read its file, and coverage of the whole example takes long: test/cli runs them.
  const elsewhere = ['init', 'sandbox', 'import', 'drift', 'apply', 'undo'];
  const isElsewhere = (words: readonly string[]): boolean =>
    elsewhere.includes(words[0] ?? '') || words.includes('--coverage') || words.includes('--live');
  const commands = commandsIn(readme).filter(({ words }) => !isElsewhere(words));
  let clone = '';
  beforeAll(() => {
    clone = exampleClone();
  });

  test('are many', () => {
    expect(commands.length).toBeGreaterThanOrEqual(15);
    expect(commands.filter(({ line }) => line === refused)).toHaveLength(1);
  });

  test.each(commands)('$line', ({ line, words }) => {
    const dated = words[0] === 'cache' ? words : [...words, '--as-of', asOf];
    const { code, stdout, stderr } = run(dated, { cwd: clone });
    expect({ code, error: code === 0 || line === refused ? '' : stderr }).toEqual({ code: line === refused ? 1 : 0, error: '' });
    const [, file] = / --out (\S+)/.exec(line) ?? [];
    expect(file === undefined ? stdout : readFileSync(join(clone, file), 'utf8')).not.toBe('');
  });
});

test.each(['README.md', 'docs/demo/README.md'])('the plan in %s is what the demo prints, but for lines that are left out', (page) => {
  const excerpt =
    /^```text\n(.*?)^```/ms
      .exec(readFileSync(join(root, page), 'utf8'))?.[1]
      ?.trimEnd()
      .split('\n') ?? [];
  const env = { ...process.env, NO_COLOR: '1' };
  const demo = execFileSync(process.execPath, [join(root, 'scripts/demo.mjs'), '--as-of', asOf], { cwd: root, env, encoding: 'utf8' });
  const printed = demo.split('\n');
  let at = 0;
  let mayLeaveOut = false;
  for (const line of excerpt) {
    if (line === '…') {
      mayLeaveOut = true;
      continue;
    }
    const next = mayLeaveOut ? printed.indexOf(line, at) : at;
    expect({ line: printed[next] }).toEqual({ line });
    at = next + 1;
    mayLeaveOut = false;
  }
  expect(excerpt.length).toBeGreaterThan(15);
  expect(excerpt.length).toBeLessThanOrEqual(32);
  expect(existsSync(command)).toBe(true);
});

describe('every link leads somewhere', () => {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => join('docs', path));
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...inDocs.filter((path) => path.endsWith('.md'))];

  function brokenIn(page: string, text: string): readonly string[] {
    const prose = text.replace(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`(?!\])/g, '');
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const paths = targets.filter((target) => !/^(https?:|mailto:|#)/.test(target)).map((target) => target.replace(/#.*/, ''));
    return paths.filter((path) => !existsSync(join(root, dirname(page), path)));
  }

  test('in the pages', () => {
    const broken = pages.flatMap((page) => brokenIn(page, readFileSync(join(root, page), 'utf8')).map((path) => `${page}: ${path}`));
    expect(broken).toEqual([]);
    expect(pages.length).toBeGreaterThan(100);
  });

  test('or is found out', () => {
    expect(brokenIn('docs/plan.md', 'See [a](../README.md), [b](gone.md#x), [c](https://a.example), [`d`](lost.md).')).toEqual([
      'gone.md',
      'lost.md',
    ]);
  });
});
