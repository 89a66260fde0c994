import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { goTo, openBrowser, openPage, type Watched } from './browser.ts';
import { startConsole, startDevConsole, type ConsoleServer } from './console-server.ts';

let browser: Browser;
let dev: ConsoleServer;
let store: ConsoleServer;

beforeAll(async () => {
  [browser, dev, store] = await Promise.all([openBrowser(), startDevConsole(), startConsole(inject('demo'))]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([dev.close(), store.close()]);
});
beforeEach(async () => {
  await fetch(`${dev.url}/reset`, { method: 'POST' });
});

/** Puts a purchase of each customer, as a producer does. */
const buy = async (...customers: readonly string[]): Promise<void> => {
  const entries = customers.map((customerId) => ({
    EventBusName: 'patron',
    Source: 'shop.checkout',
    DetailType: 'PurchaseMade',
    Detail: JSON.stringify({
      eventId: `order-of-${customerId}`,
      customerId,
      occurredAt: '2026-01-01T00:00:00Z',
      orderId: `order-of-${customerId}`,
      currency: 'EUR',
      total: 1999,
    }),
  }));
  const headers = { 'x-amz-target': 'AWSEvents.PutEvents', 'content-type': 'application/x-amz-json-1.1' };
  const body = JSON.stringify({ Entries: entries });
  const answer = (await (await fetch(dev.url, { method: 'POST', headers, body })).json()) as object;
  expect(answer).toMatchObject({ FailedEntryCount: 0 });
};

const letPass = (time: string): Promise<Response> => fetch(`${dev.url}/advance?by=${time}`, { method: 'POST' });

/** Opens the changes of a page whose timers run when they are told to, too. */
const openChanges = async (server: ConsoleServer, path = '/live'): Promise<Watched> => {
  const watched = await openPage(browser, server, { theme: 'light', width: 1440 });
  await watched.page.clock.install();
  await goTo(watched, path);
  return watched;
};

const linesOf = (page: Page) => page.locator('.feed-turn');

test('changes appear as they happen, with who, what, why and by what', async () => {
  const { page, faults } = await openChanges(dev);
  await page.getByText('Nobody has entered or left a segment yet').waitFor();
  await buy('ada');
  await page.clock.runFor(2000);
  const first = linesOf(page).filter({ hasText: 'by something that happened' });
  await first.getByText('New customers').waitFor();
  await letPass('P60D');
  await page.clock.runFor(2000);
  const later = linesOf(page).filter({ hasText: 'as time passed' }).filter({ hasText: 'Active customers' });
  await later.waitFor();
  expect(await later.innerText()).toMatch(/ada[^]*31 Jan 2026[^]*Left[^]*last order was at least 30 days ago/);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a reader who pauses is left alone until they go on', async () => {
  const { page } = await openChanges(dev);
  await page.getByRole('button', { name: 'Pause' }).click();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await buy('ada');
  await page.clock.runFor(20_000);
  expect(asked).toEqual([]);
  expect(await linesOf(page).count()).toBe(0);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.clock.runFor(2000);
  await linesOf(page).first().waitFor();
  await page.context().close();
});

test('what is new waits while older changes are read', async () => {
  await buy('a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9');
  const { page } = await openChanges(dev);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  await buy('zoe');
  await page.clock.runFor(2000);
  const pill = page.getByRole('button', { name: /^\d+ new changes?$/ });
  await pill.waitFor();
  expect(await linesOf(page).filter({ hasText: 'zoe' }).count()).toBe(0);
  await pill.click();
  expect(await linesOf(page).first().innerText()).toContain('zoe');
  expect(await page.evaluate('scrollY')).toBe(0);
  await page.context().close();
});

test('a server that does not answer is asked again, and what was read stays', async () => {
  await buy('ada');
  const { page } = await openChanges(dev);
  await page.route('**/v1/console/changes*', (route) => route.abort());
  await page.clock.runFor(2000);
  await page.getByText('Patron does not answer').waitFor();
  expect(await linesOf(page).count()).toBeGreaterThan(0);
  await page.unroute('**/v1/console/changes*');
  await page.clock.runFor(2000);
  await page.getByText('new changes appear by themselves').waitFor();
  await page.context().close();
});

test('the address keeps what the changes are narrowed down by, and older ones come on demand', async () => {
  const { page, faults } = await openChanges(store);
  await page.getByLabel('Segment').selectOption('Champions');
  await page.getByLabel('What brought it').selectOption('Something that happened');
  expect(new URL(page.url()).search).toBe('?segment=champions&origin=live');
  const shown = page.locator('.more [role=status]');
  await page.getByRole('button', { name: 'Show older ones' }).waitFor();
  const before = await linesOf(page).count();
  await page.getByRole('button', { name: 'Show older ones' }).click();
  await expect.poll(() => linesOf(page).count()).toBeGreaterThan(before);
  for (const line of await linesOf(page).all())
    expect(await line.innerText()).toMatch(/by something that happened[^]*Champions/);
  expect(await shown.innerText()).toBe(`${await linesOf(page).locator('.feed-changes > li').count()} changes shown`);
  expect(faults).toEqual([]);
  await page.context().close();
});
