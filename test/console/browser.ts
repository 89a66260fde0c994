import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { ConsoleServer } from './console-server.ts';

const executablePath = '/usr/bin/chromium';

/** How a page is looked at. */
export interface Look {
  readonly theme: 'light' | 'dark';
  /** Of the window, in pixels. */
  readonly width: number;
}

/** A page with everything it did that it must not do. */
export interface Watched {
  readonly page: Page;
  /** Errors of the console, exceptions, violations of the content policy and requests to elsewhere. */
  readonly faults: string[];
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the browser.
 *
 * @throws {Error} on a machine without one: the tier is not skipped there.
 */
export const openBrowser = async (): Promise<Browser> => {
  if (!existsSync(executablePath))
    throw new Error(`Cannot test the console: there is no ${executablePath}; install it with apt-get install chromium`);
  return chromium.launch({ executablePath, args: flags });
};

const reportViolations = `addEventListener('securitypolicyviolation', (event) =>
  console.error('content policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`;

/** The first look at everybody, which Insight asks for, takes longest. */
export const longestMs = 120_000;

/** Opens a page of a console, signed in as by the address that was printed. */
export const openPage = async (
  browser: Browser,
  { address, url }: ConsoleServer,
  { theme, width }: Look,
): Promise<Watched> => {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(longestMs);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) faults.push(`request to ${request.url()}`);
  });
  await page.addInitScript(reportViolations);
  await page.goto(address);
  return { page, faults };
};

/** The screen once it has a heading, and nothing of it is being waited for. */
export const whole = 'main:has(h1):not(:has(.skeleton))';

/** Waits until the screen is whole and nothing loads. */
const settled = async (page: Page): Promise<void> => {
  await page.locator(whole).waitFor();
  await page.waitForLoadState('networkidle');
};

/** Goes to a path of the console as by its address, and waits until everything is there. */
export const goTo = async ({ page }: Watched, path: string): Promise<void> => {
  await page.goto(new URL(path, page.url()).href);
  await settled(page);
};
