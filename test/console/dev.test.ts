import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goTo, openBrowser, openPage } from './browser.ts';
import { startDevConsole, type ConsoleServer } from './console-server.ts';

let browser: Browser;
let server: ConsoleServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDevConsole()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('patron dev shows the console without a token', async () => {
  const watched = await openPage(browser, server, { theme: 'light', width: 1440 });
  await goTo(watched, '/segments');
  expect(await watched.page.locator('tbody th a').count()).toBeGreaterThan(20);
  expect(await watched.page.locator('.place').textContent()).toContain('Patron for development');
  expect(watched.faults).toEqual([]);
});
