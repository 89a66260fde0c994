import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { goTo, openBrowser, openPage, type Watched } from './browser.ts';
import { startConsole, startDevConsole, type ConsoleServer } from './console-server.ts';
import { putEntries } from './put-entries.ts';

let browser: Browser;
let server: ConsoleServer;
let dev: ConsoleServer;

beforeAll(async () => {
  [browser, server, dev] = await Promise.all([openBrowser(), startConsole(inject('demo')), startDevConsole()]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.close(), dev.close()]);
});

const open = async (over: ConsoleServer): Promise<Watched> => {
  const watched = await openPage(browser, over, { theme: 'light', width: 1440 });
  await goTo(watched, '/data');
  return watched;
};

test('what was refused stands by reason, with what to do, who sent it and an example as it came', async () => {
  const { page, faults } = await open(server);
  const invalid = page.locator('.refused > section', { hasText: 'Does not fit the contract' });
  expect(await invalid.locator('h2').innerText()).toBe('Does not fit the contract (3)');
  const total = invalid.locator('tbody tr', { hasText: 'must be an integer of at least 0' });
  expect(await total.innerText()).toContain('shop.checkout');
  await total.getByText('An example as it came').first().click();
  await total.getByText('"total": "25.00"').waitFor();
  // The store is only read.
  await page.getByText('patron redrive does it in a terminal').waitFor();
  expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
  expect(faults).toEqual([]);
});

test('nothing refused is good news; a field that nobody reads is named with the one that was meant', async () => {
  const { page } = await open(dev);
  await page.getByText('All is well: nothing was refused').waitFor();
  const detail = { eventId: 'v-1', customerId: 'ada', occurredAt: '2026-01-01T00:00:00Z', divice: 'phone' };
  await putEntries(dev, [{ source: 'shop.web', type: 'VisitMade', detail }]);
  await page.reload();
  const line = page.locator('tr', { hasText: 'divice' });
  expect(await line.innerText()).toMatch(/divice\s+device\s+VisitMade\s+shop\.web\s+1/);
});

test('entries are sent again when that was confirmed, and the page says how many', async () => {
  const detail = { eventId: 'p-1', customerId: 'ada', occurredAt: '2026-01-02T00:00:00Z', action: 'cart' };
  await putEntries(dev, [{ source: 'shop.web', type: 'VisitMade', detail }]);
  const { page } = await open(dev);
  await page.getByText('From the future (1)').waitFor();
  await fetch(`${dev.url}/advance?by=P2D`, { method: 'POST' });
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('button', { name: 'Send them again' }).click();
  await page.getByText('1 sent again.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByText('All is well: nothing was refused').waitFor();
  expect(await page.locator('.refused').count()).toBe(0);
});
