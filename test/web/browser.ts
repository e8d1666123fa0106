import { afterAll, beforeAll, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const places = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = places.find((path) => path !== '' && existsSync(path));
const inCi = !['', 'false'].includes(process.env['CI'] ?? '');

/** A test that needs Chromium: where there is none it is skipped, and says so; in CI it fails. */
export const inBrowser = executablePath === undefined && !inCi ? test.skip : test;
if (executablePath === undefined)
  console.warn('SKIPPED: there is no Chromium here, so that the page of reports is not looked at. CHROMIUM says where one is.');

/** A page of a report, and what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Everything it asked for besides its own file. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, what was thrown, and whatever the security policy kept out. */
  readonly complaints: readonly string[];
}

/** Opens files in one Chromium for all tests of a file, without any network. */
export function browserForTests(): (file: string, hash?: string, options?: BrowserContextOptions) => Promise<OpenPage> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());
  return async (file, hash = '', options = {}) => {
    if (browser === undefined) throw new Error('There is no Chromium here. Install one, or say with CHROMIUM where it is.');
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options, offline: true });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    const address = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== address) requests.push(request.url());
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(address + hash);
    await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true');
    // After the listener of the page itself, so that what this one has heard the page has drawn.
    await page.evaluate(() => {
      const heard = (): void => {
        document.documentElement.dataset['heard'] = location.hash;
      };
      addEventListener('hashchange', heard);
      heard();
    });
    return { page, requests, complaints };
  };
}

/** Goes to another part of the report, as a link would. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await settled(page);
}

/**
 * Waits until the page has done what it was asked for last. A new address is heard of later than the click that leads to
 * it has ended, and effects of drawing wait for the frame after it, so that whoever looks at once sees the page before it.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset['heard'] === location.hash);
  await page.evaluate(async () => {
    // Twice, for what the effects of the first drawing draw.
    for (let round = 0; round < 2; round++)
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  });
}
