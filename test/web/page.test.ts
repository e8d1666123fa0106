import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { organisationRepository } from '../../bench/organisation/repository.mjs';
import { scratchFolder } from '../load/scratch.js';
import { run } from '../support/run.js';
import { browserForTests, goTo, inBrowser, settled } from './browser.js';
import type {} from '../../src/web/page/window.js';
import { hostile, hostilePolicies, reportFile } from './reports.js';

const scratch = scratchFolder();
afterAll(scratch.remove);
const open = browserForTests();
const minute = 60_000;

let change = '';
let state = '';
let evil = '';
let large = '';

beforeAll(() => {
  change = reportFile(
    scratch.root,
    'change.html',
    'plan',
    '--patch',
    'docs/demo/pull-request.patch',
    '--format',
    'html',
    '--source-url',
    'https://git.example/o/r/blob/0123abc',
  );
  state = reportFile(scratch.root, 'state.html', 'report');
  const before = hostilePolicies(join(scratch.root, 'before'), '');
  const after = hostilePolicies(join(scratch.root, 'after'), `, ${JSON.stringify(`user:${hostile.person}`)}`);
  evil = reportFile(scratch.root, 'evil.html', 'plan', '--from', before, '--to', after, '--format', 'html');
}, minute);

const pages = [
  '#/change',
  '#/matrix',
  '#/matrix?show=all',
  '#/matrix?rows=groups&show=all',
  '#/find',
  '#/person/user%3Aalma%40orrin.example',
  '#/place/project%3APELL',
  '#/group/ext-orrin',
];
const cell = `cell=${encodeURIComponent('user:alma@orrin.example\tproject:PELL')}`;

describe('a report', () => {
  inBrowser(
    'opens from disk, asks for nothing and complains of nothing, on any of its pages',
    async () => {
      for (const file of [change, state]) {
        const { page, requests, complaints } = await open(file);
        for (const hash of pages) await goTo(page, hash);
        await goTo(page, `#/matrix?${cell}`);
        expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
      }
    },
    minute,
  );

  inBrowser('tells the verdict first, in its title too, and each line leads to where it stands', async () => {
    const { page } = await open(change);
    expect(await page.locator('h1').innerText()).toBe('7 people gain access to 2 projects, nobody loses any');
    expect(await page.title()).toContain('7 people gain access to 2 projects');
    expect(await page.locator('.verdict-word').innerText()).toBe('+ BROADER');
    const link = page.locator('.step-gained').first().locator('.where a').first();
    expect(await link.innerText()).toBe('policies/groups/rollout-watchers.yaml:9');
    expect(await link.getAttribute('href')).toBe('https://git.example/o/r/blob/0123abc/policies/groups/rollout-watchers.yaml#L9');
    await page.locator('.step-gained').first().getByRole('link', { name: 'Change 1, in policies/groups/rollout-watchers.yaml:9' }).click();
    await settled(page);
    expect(await page.locator('.line-new').innerText()).toContain('ext-orrin # to see the workflow of their project');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Change 1');
  });

  inBrowser('says who must approve', async () => {
    const { page } = await open(change);
    const rows = await page.locator('.approvals tbody tr').allInnerTexts();
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.find((row) => row.startsWith('Security'))).toContain('confine-orrin');
    expect(rows.find((row) => row.startsWith('A sponsor'))).toContain('orrin');
    expect(rows.find((row) => row.includes('rollout-watchers'))).toMatch(/^An owner\s+rollout-watchers\s+carmen@brightfell\.example$/);
  });

  inBrowser('begins with who from outside gains what through what', async () => {
    const { page } = await open(change);
    const lines = await page.locator('.outside > li').allInnerTexts();
    expect(lines[0]?.replaceAll(/\s+/g, ' ')).toMatch(
      /^\+ gain 7 people of orrin \(external\) BROWSE_PROJECTS.* on project PELL through group rollout-watchers$/,
    );
  });

  inBrowser('goes back where one came from, to the page and to its filters', async () => {
    const { page } = await open(change, '#/matrix?show=all&who=alma');
    await goTo(page, '#/place/project%3APELL');
    expect(await page.locator('h1').innerText()).toBe('PELL');
    await page.goBack();
    await settled(page);
    expect(await page.locator('h1').innerText()).toBe('Matrix');
    expect(await page.getByRole('searchbox', { name: 'Person' }).inputValue()).toBe('alma');
  });
});

describe('the matrix in the page', () => {
  inBrowser('has the cells of "permafrost matrix", all of them and no others', async () => {
    const { page } = await open(state);
    const cells = await page.evaluate(() =>
      Array.from(window.permafrost?.head.matrix.cells() ?? [], (each) =>
        [each.subject, each.resource, each.permission, each.verdict].join('\t'),
      ),
    );
    const told = run(['matrix', '--as-of', '2026-11-21']).stdout.trimEnd().split('\n');
    expect(cells.length).toBeGreaterThan(1000);
    expect(cells).toEqual(told);
  });

  inBrowser('has the changed cells of "permafrost plan --format tsv", and no others', async () => {
    const { page } = await open(change);
    const changed = await page.evaluate(() => {
      const model = window.permafrost;
      if (model === undefined) return [];
      return model.people.flatMap(({ subject }) =>
        model.places.flatMap(({ resource }) =>
          model
            .access(subject, resource)
            .permissions.filter(({ turn }) => turn !== 'same')
            .map(({ permission, before, after }) => [subject, resource, permission, before ?? '-', after ?? '-'].join('\t')),
        ),
      );
    });
    const told = run(['plan', '--patch', 'docs/demo/pull-request.patch', '--as-of', '2026-11-21', '--format', 'tsv'])
      .stdout.trimEnd()
      .split('\n');
    expect(changed).toHaveLength(28);
    expect(changed.toSorted()).toEqual(told.map((line) => line.slice(2)).toSorted());
  });

  inBrowser('shows sign and word of a change, and opens the way with the lines of its steps', async () => {
    const { page } = await open(change, '#/matrix');
    const gained = page
      .getByRole('row', { name: /alma@orrin.example/ })
      .getByRole('gridcell')
      .nth(1);
    expect((await gained.innerText()).replace(/\s+/g, ' ')).toBe('+ 3 gained');
    await gained.click();
    await settled(page);
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('h2').innerText()).toBe('alma@orrin.example in project PELL');
    const steps = await dialog.locator('.way').first().locator('.step').allInnerTexts();
    expect(steps.map((step) => step.replace(/\s+/g, ' '))).toEqual([
      expect.stringContaining('alma@orrin.example until 2027-06-30 policies/customers/orrin.yaml:13'),
      expect.stringContaining('group ext-orrin until 2027-06-30 policies/customers/orrin.yaml:27'),
      expect.stringContaining('+ group rollout-watchers new policies/groups/rollout-watchers.yaml:9'),
      expect.stringContaining('role Viewers in PELL policies/projects/PELL.yaml:13'),
      expect.stringContaining(
        'scheme customer-projects gives role Viewers BROWSE_PROJECTS (viewer) policies/schemes/customer-projects.yaml:9',
      ),
      expect.stringContaining('project PELL uses scheme customer-projects policies/projects/PELL.yaml:6'),
    ]);
    await page.keyboard.press('Escape');
    await settled(page);
    expect(await dialog.count()).toBe(0);
  });

  inBrowser('explains what does not change, and what is not there', async () => {
    const { page } = await open(change, `#/matrix?show=all&cell=${encodeURIComponent('user:alma@orrin.example\tproject:ORRIN')}`);
    expect(await page.getByRole('dialog').locator('h3').allInnerTexts()).toEqual([
      expect.stringContaining('gained'),
      expect.stringContaining('unchanged'),
    ]);
    await goTo(page, `#/matrix?show=all&cell=${encodeURIComponent('user:alma@orrin.example\tspace:PELLDOCS')}`);
    expect(await page.getByRole('dialog').innerText()).toContain('No access');
    expect(await page.getByRole('dialog').innerText()).toMatch(/policies\/\S+\.yaml:\d+/);
  });

  inBrowser('is narrowed down by person, company, audience, place, type, label and permission', async () => {
    const { page } = await open(change, '#/matrix');
    const choose = async (name: string, option: string): Promise<void> => {
      await page.getByRole('combobox', { name, exact: true }).selectOption(option);
      await settled(page);
    };
    const search = async (name: string, text: string): Promise<void> => {
      await page.getByRole('searchbox', { name }).fill(text);
      await settled(page);
    };
    const kinds = async (): Promise<Set<string>> => new Set(await page.locator('.grid-place .chip-kind').allInnerTexts());
    const size = (): Promise<string> => page.locator('[role=status]').innerText();
    expect(await size()).toBe('7 rows by 2 places, where something changes');
    await search('Person', 'alma');
    expect(await size()).toContain('1 row by 2 places');
    await search('Person', '');
    await choose('Show', 'all');
    await choose('Company', 'orrin');
    expect(await size()).toContain('7 rows');
    await choose('Company', '');
    await choose('Audience', 'external');
    const external = Number.parseInt(await size(), 10);
    await choose('Audience', 'internal');
    const internal = Number.parseInt(await size(), 10);
    await choose('Audience', '');
    // Everybody is one or the other, but for the three classes.
    expect(external + internal + 3).toBe(Number.parseInt(await size(), 10));
    await choose('Type', 'space');
    expect(await kinds()).toEqual(new Set(['space']));
    expect(await page.locator('.grid-place').count()).toBeGreaterThan(1);
    await choose('Type', '');
    await search('Place', 'pell');
    expect(await size()).toMatch(/by [1-9]\d? places?/);
    await search('Place', '');
    await choose('Permission', 'read/space');
    expect(await kinds()).toEqual(new Set(['space']));
    await choose('Permission', '');
    await choose('Label', 'company: orrin');
    expect((await page.locator('.grid-place').allInnerTexts()).join()).toContain('ORRIN');
  });

  inBrowser('is walked through by keys: one stop, arrows to the ends, Enter opens, Escape comes back', async () => {
    const { page } = await open(change, '#/matrix?show=all');
    const focused = (): Promise<readonly (string | null)[]> =>
      page.evaluate(() => {
        const element = document.activeElement;
        return [
          element?.getAttribute('role') ?? null,
          element?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? null,
          element?.getAttribute('aria-colindex') ?? null,
        ];
      });
    const press = async (key: string): Promise<void> => {
      await page.keyboard.press(key);
      await settled(page);
    };
    await page.locator('.grid [tabindex="0"]').focus();
    expect(await page.locator('.grid [tabindex="0"]').count()).toBe(1);
    expect(await focused()).toEqual(['gridcell', '2', '2']);
    await press('ArrowRight');
    await press('ArrowDown');
    expect(await focused()).toEqual(['gridcell', '3', '3']);
    await press('Control+End');
    const grid = page.getByRole('grid');
    const [rows, columns] = [await grid.getAttribute('aria-rowcount'), await grid.getAttribute('aria-colcount')];
    expect(await focused()).toEqual(['gridcell', rows, columns]);
    await press('ArrowDown');
    expect(await focused()).toEqual(['gridcell', rows, columns]);
    await press('Enter');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await focused()).toEqual(['gridcell', rows, columns]);
    await press('Home');
    expect(await focused()).toEqual(['rowheader', rows, '1']);
    await press('Control+Home');
    expect(await focused()).toEqual(['columnheader', '1', '1']);
    await press('ArrowRight');
    await press('Enter');
    expect(await page.evaluate(() => location.hash)).toContain('#/place/');
  });

  inBrowser('shows what groups are given by name', async () => {
    const { page } = await open(change, '#/matrix?rows=groups');
    expect(await page.getByRole('rowheader').locator('a').allInnerTexts()).toEqual(['ext-orrin']);
    await page.getByRole('gridcell').nth(1).click();
    await settled(page);
    expect(await page.getByRole('dialog').innerText()).toContain('group rollout-watchers');
  });

  inBrowser(
    'keeps few cells however many there are: 5,000 people by 800 places',
    async () => {
      large = join(scratch.root, 'large.html');
      const cwd = organisationRepository('M', { scratch: scratch.root });
      expect(run(['plan', 'HEAD~1', 'HEAD', '--format', 'html', '--as-of', '2026-11-21', '--out', large], { cwd }).code).toBe(0);
      const { page, complaints } = await open(large, '#/matrix?show=all');
      const grid = page.getByRole('grid');
      expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(4_500);
      expect(Number(await grid.getAttribute('aria-colcount'))).toBeGreaterThan(800);
      const most = await grid.evaluate(async (element) => {
        let cells = 0;
        for (let step = 0; step < 60; step++) {
          element.scrollTop += step < 40 ? 300 : 4_000;
          element.scrollLeft += 900;
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          cells = Math.max(cells, element.querySelectorAll('[role=gridcell]').length);
        }
        return cells;
      });
      expect(most).toBeGreaterThan(100);
      expect(most).toBeLessThan(900);
      // What is in sight after scrolling is what belongs there.
      const [label, verdicts] = await page.evaluate(() => {
        const row = [...document.querySelectorAll('.grid-row')].at(-3);
        const cells = [...(row?.querySelectorAll('[role=gridcell]') ?? [])].map(
          (each) => [each.getAttribute('aria-colindex'), each.getAttribute('aria-label')] as const,
        );
        return [row?.getAttribute('aria-rowindex'), cells] as const;
      });
      const expected = await page.evaluate(
        ([row, columns]) => {
          const model = window.permafrost;
          const subject = model?.people[Number(row) - 2]?.subject ?? '';
          return columns.map((column) => {
            const access = model?.access(subject, model.places[Number(column) - 2]?.resource ?? '');
            return access === undefined || access.permissions.length === 0 ? 'no access' : `${String(access.permissions.length)} held`;
          });
        },
        [label, verdicts.map(([column]) => column)] as const,
      );
      const told = verdicts.map(([, words]) => words ?? '');
      expect(told.filter((words) => /gained|lost|changed/.test(words)).length).toBeLessThan(told.length);
      for (const [index, words] of told.entries()) if (!/gained|lost|changed/.test(words)) expect(words).toBe(expected[index]);
      expect(complaints).toEqual([]);
    },
    2 * minute,
  );
});

describe('names that would do harm', () => {
  inBrowser(
    'are text wherever they are shown, and nothing else',
    async () => {
      const { page, requests, complaints } = await open(evil);
      const hashes = [
        '#/change',
        '#/matrix?show=all',
        '#/matrix?show=all&rows=groups',
        '#/find',
        `#/person/${encodeURIComponent(`user:${hostile.person}`)}`,
        `#/group/${encodeURIComponent(hostile.group)}`,
        `#/group/${encodeURIComponent(hostile.script)}`,
        '#/place/project%3AACME',
        `#/matrix?show=all&cell=${encodeURIComponent(`user:${hostile.person}\tproject:ACME`)}`,
      ];
      for (const hash of hashes) {
        await goTo(page, hash);
        const found = await page.evaluate(() => ({
          elements: [...document.querySelectorAll('img, iframe, svg, i, b, u, script:not(#report):not(:last-of-type)')].map(
            (each) => each.outerHTML,
          ),
          handlers: [...document.querySelectorAll('*')].filter((each) => each.getAttributeNames().some((name) => name.startsWith('on')))
            .length,
          links: [...document.querySelectorAll('a')].map((each) => each.getAttribute('href') ?? '').filter((href) => !href.startsWith('#')),
        }));
        expect({ hash, ...found }).toEqual({ hash, elements: [], handlers: 0, links: [] });
      }
      await goTo(page, `#/group/${encodeURIComponent(hostile.group)}`);
      expect(await page.locator('h1').innerText()).toBe(hostile.group);
      expect(await page.locator('.lead').innerText()).toContain('\\u{202e}');
      await goTo(page, `#/person/${encodeURIComponent(`user:${hostile.person}`)}`);
      expect(await page.locator('.page-head').innerText()).toContain(`${hostile.closing}\\u{202e}\\u{1b}[31mred`);
      expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    },
    minute,
  );

  inBrowser('make no page wider than a phone, however long they are', async () => {
    const { page } = await open(evil, '', { viewport: { width: 390, height: 844 } });
    for (const hash of [
      '#/change',
      '#/matrix?show=all&rows=groups',
      '#/find',
      `#/group/${hostile.long}`,
      `#/person/${encodeURIComponent(`user:${hostile.person}`)}`,
    ]) {
      await goTo(page, hash);
      expect({ hash, width: await page.evaluate(() => document.documentElement.scrollWidth) }).toEqual({ hash, width: 390 });
    }
  });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has to say against the page as it is. In the dark nothing is different but the colours. */
async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<readonly string[]> {
  // The page lets in no script but its own, so the judge comes in from outside.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(colorScheme === 'dark' ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}),
  };
  const { violations: found } = await page.evaluate(
    (how) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(how),
    options,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

describe('for everybody', () => {
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const)
      inBrowser(
        `axe finds nothing, ${colorScheme}, ${String(width)} pixels wide, and nothing is wider than the page`,
        async () => {
          const walks = [
            [change, [...pages.map((hash) => (hash.startsWith('#/matrix?') ? `${hash}&where=pell` : hash)), `#/matrix?${cell}`]],
            [state, ['#/change', '#/place/space%3APELLDOCS']],
          ] as const;
          for (const [file, hashes] of walks) {
            const { page } = await open(file, '', { viewport: { width, height: 700 }, colorScheme, reducedMotion: 'reduce' });
            for (const hash of hashes) {
              await goTo(page, hash);
              const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
              expect({ hash, overflow, violations: await violations(page, colorScheme) }).toEqual({ hash, overflow: 0, violations: [] });
            }
          }
        },
        2 * minute,
      );

  inBrowser('the first stop of the Tab key leads past the head, and a link leads to the heading of its page', async () => {
    const { page } = await open(change);
    await page.keyboard.press('Tab');
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.getByRole('link', { name: 'project PELL' }).first().click();
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('PELL');
  });

  inBrowser('nothing moves for those who want it still', async () => {
    const { page } = await open(change, `#/matrix?${cell}`, { reducedMotion: 'reduce' });
    expect(await page.getByRole('dialog').evaluate((dialog) => getComputedStyle(dialog).animationName)).toBe('none');
  });
});

describe('on paper', () => {
  inBrowser('everything is there: what is folded, and the cells that are out of sight', async () => {
    const { page } = await open(change, '#/matrix?show=all&where=pell');
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('.table');
    const rows = await page.locator('.table tbody tr').allInnerTexts();
    const cells = await page.evaluate(() => {
      const model = window.permafrost;
      const places = model?.places.filter(({ words }) => words.includes('pell')) ?? [];
      return model?.people.flatMap(({ subject }) => places.filter(({ resource }) => model.access(subject, resource).permissions.length > 0))
        .length;
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(rows).toHaveLength(cells ?? -1);
    expect(rows.find((row) => row.includes('alma@orrin.example') && row.includes('project PELL'))).toContain('+BROWSE_PROJECTS');

    await goTo(page, '#/change');
    const text = await page.locator('main').innerText();
    expect(text).toContain('ext-orrin # to see the workflow of their project');
    expect(text).toContain('policies/customers/orrin.yaml:13');
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('button.more').count()).toBe(0);
  });

  inBrowser('a printer gets all of it, without being told of its medium beforehand', async () => {
    const { page } = await open(change, '#/change');
    expect(await page.locator('.line-new').count()).toBe(0);
    const opened = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      const lines = document.querySelectorAll('.line-new').length;
      dispatchEvent(new Event('afterprint'));
      return lines;
    });
    expect(opened).toBe(1);
  });

  inBrowser('a selection that is too large is not cut, but refused', async () => {
    const { page } = await open(large === '' ? state : large, '#/matrix?show=all');
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('.table, .alarm');
    const text = await page.locator('main').innerText();
    expect(text).toMatch(large === '' ? /BROWSE_PROJECTS/ : /too many to print/);
  });
});
