import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
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

const open = async (path: string, over = server): Promise<Watched> => {
  const watched = await openPage(browser, over, { theme: 'light', width: 1440 });
  await goTo(watched, path);
  return watched;
};

const figure = (page: Page, meaning: string) => page.locator('.key-figures > div', { hasText: meaning }).locator('dd');

test('somebody is looked up by id, and is among those looked at before', async () => {
  const { page, faults } = await open('/people');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('alert').getByText('Enter an id first').waitFor();
  await page.getByRole('searchbox').fill('cust-42');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'cust-42', level: 1 }).waitFor();
  await figure(page, 'orders').waitFor();
  await page.getByRole('link', { name: 'People' }).click();
  expect(await page.locator('.recent-people').innerText()).toBe('cust-42');
  expect(faults).toEqual([]);
});

test('money is money, and a share is in percent', async () => {
  const { page } = await open('/people/cust-42');
  const worth = page.locator('.person-cards section', { hasText: 'What they buy' });
  expect(await worth.locator('dl.facts > div', { hasText: 'Average order' }).innerText()).toContain('£847.51');
  expect(await worth.locator('dl.facts > div', { hasText: 'Still a customer' }).innerText()).toMatch(/\d%$/);
});

test('segments are found by name, and by whether somebody is in', async () => {
  const { page } = await open('/people/cust-42');
  const shown = page.locator('.membership');
  const all = await shown.count();
  await page.getByLabel('Show').selectOption('Only in');
  const inside = await shown.count();
  expect([inside > 0, inside < all]).toEqual([true, true]);
  expect(new Set(await shown.locator('.badge').allInnerTexts())).toEqual(new Set(['In']));
  await page.getByLabel('Search by segment').fill('no such segment');
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await shown.count()).toBe(all);
});

test('the slider shows a day of the past, which the address holds, and the way back', async () => {
  const { page, faults } = await open('/people/cust-42');
  const now = await figure(page, 'orders').innerText();
  const slider = page.getByRole('slider', { name: /^As of/ });
  await slider.press('Home');
  await page.getByText('how things stood then').waitFor();
  expect(page.url()).toContain('at=2026-01-06');
  expect(await figure(page, 'orders').innerText()).toBe('1');
  await slider.press('PageUp');
  await page.waitForURL(/at=2026-01-13/);
  await slider.press('ArrowLeft');
  await page.waitForURL(/at=2026-01-12/);
  await page.reload();
  await page.getByText('how things stood then').waitFor();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByText('how things stood then').waitFor({ state: 'detached' });
  expect(await figure(page, 'orders').innerText()).toBe(now);
  expect(faults).toEqual([]);
});

test('the timeline says what happened in sentences, and why segments changed', async () => {
  const { page } = await open('/people/cust-42?view=timeline');
  await page.getByText('Bought an item for £640.00').waitFor();
  const detractor = page.locator('.entry', { hasText: 'Entered Detractors' }).first();
  expect(await detractor.locator('.note').innerText()).toBe('newest NPS answer is at most 6 (now 3)');
  await page.getByText('Bought an item for £640.00').click();
  await page.getByText('"name": "Armchair"').first().waitFor();
  await page.getByLabel('Show').selectOption('What they did');
  expect(await detractor.count()).toBe(0);
});

test('everything that is known can be kept as a file', async () => {
  const { page } = await open('/people/cust-42');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as JSON' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('cust-42.json');
  expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({
    customerId: 'cust-42',
    segments: expect.any(Array) as unknown,
  });
});

test('whoever is not known, erased, or known by another id is said to be so', async () => {
  const { page } = await open('/people/visitor-40');
  await page.getByRole('heading', { name: 'Nobody is known as visitor-40' }).waitFor();
  await page.getByRole('link', { name: 'Look up the visitor ~visitor-40' }).click();
  await page.getByText('Visitor, not yet known as a customer').waitFor();
  await page.goto(`${server.url}/people/~visitor-169`);
  await page.getByText('The visitor ~visitor-169 is this customer.').waitFor();
  await page.goto(`${server.url}/people/cust-33`);
  await page.getByText('receipt-1').waitFor();
  expect(await page.locator('h1').innerText()).toBe('cust-33 was erased');
});

test('somebody is erased only after their id was typed', async () => {
  const detail = { eventId: 'e-1', customerId: 'ada', occurredAt: '2026-01-01T00:00:00Z', action: 'cart' };
  await putEntries(dev, [{ type: 'VisitMade', detail }]);
  const { page } = await open('/people/ada', dev);
  await page.getByRole('button', { name: 'Erase', exact: true }).click();
  const submit = page.getByRole('button', { name: 'Erase for good' });
  await page.getByLabel('Type ada to confirm').fill('ad');
  expect(await submit.isDisabled()).toBe(true);
  await page.getByLabel('Type ada to confirm').fill('ada');
  await submit.click();
  await page.getByText('The erasure was requested').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('heading', { name: 'ada was erased' }).waitFor();
});
