import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goTo, openPage, type Watched } from './browser.ts';
import { shownDemo } from './shown-demo.ts';

const demo = shownDemo();
let watched: Watched;
let page: Page;

beforeEach(async () => {
  watched = await openPage(demo.browser, demo.server, { theme: 'light', width: 1440 });
  ({ page } = watched);
  await goTo(watched, '/segments');
});
afterEach(async () => {
  await page.context().close();
});

/** The name of what has the focus, as it is read out. */
const focused = (): Promise<string> =>
  page.evaluate(`(() => {
    const { activeElement: at } = document;
    return (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent).trim();
  })()`);

/** Presses a key until something of a name has the focus. */
const tabTo = async (name: string, key = 'Tab'): Promise<void> => {
  for (let pressed = 0; pressed < 200; pressed += 1) {
    await page.keyboard.press(key);
    if ((await focused()) === name) return;
  }
  throw new Error(`Cannot reach ${name} with ${key}: the focus is on ${await focused()}`);
};

const shownNames = (): Promise<string[]> => page.locator('tbody th a').allTextContents();

const colourOf = (): Promise<string> => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');

describe('the console by keyboard alone', () => {
  test('begins with a way around the navigation', async () => {
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.querySelector('main').contains(document.activeElement)")).toBe(true);
  });

  test('finds and sorts segments, and opens one', async () => {
    await tabTo('Search by name or meaning');
    await page.keyboard.type('lapsing');
    const found = await shownNames();
    expect(found.length).toBeGreaterThan(1);
    expect(found.length).toBeLessThan(20);
    expect(await page.getByRole('status').textContent()).toMatch(new RegExp(`^${found.length} of \\d+ segments$`));
    await tabTo('Sort by');
    await page.keyboard.type('Si');
    const sizes = (await page.locator('.size').allTextContents()).map(Number);
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    await tabTo((await shownNames())[0] ?? '');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/\/segments\/[\w-]+$/);
  });

  test('moves the focus to the heading of the screen that was gone to', async () => {
    await page.locator('tbody th a').first().click();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.goBack();
    await expect.poll(focused).toBe('Segments');
    expect(await page.title()).toBe('Segments · Patron');
  });

  test('says what to do where nothing is found', async () => {
    await page.getByLabel('Search by name or meaning').fill('nothing at all');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    expect((await shownNames()).length).toBeGreaterThan(20);
  });
});

describe('the address that was printed', () => {
  test('gives its token to this tab and keeps it in no address', async () => {
    expect(page.url()).toBe(`${demo.server.url}/segments`);
    expect(await page.evaluate('history.length')).toBeLessThan(5);
    await page.reload();
    await page.locator('.data-table').waitFor();
    expect(watched.faults).toEqual([]);
  });

  test('without its token says so, and what to do', async () => {
    const stranger = await openPage(
      demo.browser,
      { ...demo.server, address: demo.server.url },
      { theme: 'light', width: 1440 },
    );
    await stranger.page.getByText('This page is not signed in').waitFor();
    expect(await stranger.page.getByRole('alert').textContent()).toContain('everything behind the #');
    await stranger.page.context().close();
  });
});

describe('the theme', () => {
  test('is the system’s until another one is chosen, which is kept', async () => {
    expect(await colourOf()).toBe('rgb(255, 255, 255)');
    await page.getByText('Dark', { exact: true }).click();
    expect(await colourOf()).toBe('rgb(21, 24, 27)');
    await page.reload();
    expect(await colourOf()).toBe('rgb(21, 24, 27)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByText('Light', { exact: true }).click();
    expect(await colourOf()).toBe('rgb(255, 255, 255)');
    await page.getByText('Auto', { exact: true }).click();
    expect(await colourOf()).toBe('rgb(21, 24, 27)');
  });
});

describe('the list of segments', () => {
  test('is there at once, and its lines come when they are counted, without moving anything', async () => {
    let isCounting = true;
    await page.route('**/v1/console/segments', async (route) => {
      const response = await route.fetch();
      const json = (await response.json()) as { items: object[] };
      const items = json.items.map((item) => ({ ...item, year: null }));
      await route.fulfill(isCounting ? { json: { ...json, counting: true, countedSince: null, items } } : { response });
    });
    await page.reload();
    const waiting = page.locator('tbody [aria-busy=true]');
    await waiting.first().waitFor();
    expect(await waiting.count()).toBe((await shownNames()).length);
    expect(await page.locator('.size').first().textContent()).toMatch(/^\d+$/);
    expect(await page.getByRole('status').textContent()).toMatch(
      /segments\. The lines of the past year are still being/,
    );
    const before = await page.locator('tbody').boundingBox();
    isCounting = false;
    await page
      .getByRole('img', { name: / over the past year: / })
      .first()
      .waitFor();
    expect(await waiting.count()).toBe(0);
    expect(await page.locator('tbody').boundingBox()).toEqual(before);
    expect(await page.getByRole('status').textContent()).toMatch(/segments$/);
    expect(watched.faults).toEqual([]);
  });
});

describe('a call that fails', () => {
  test('is said with the way on, and asked again', async () => {
    let isBroken = true;
    await page.route('**/v1/console/segments', async (route) => {
      if (isBroken)
        await route.fulfill({ status: 429, json: { error: 'throttled', message: 'Cannot answer so often' } });
      else await route.continue();
    });
    await page.reload();
    await page.getByText('Too many questions at once').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Cannot answer so often');
    isBroken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.data-table').waitFor();
  });

  test('of code that does not come is said too', async () => {
    await page.route('**/assets/segments-screen-*.js', (route) => route.abort());
    await page.reload();
    const heading = page.getByRole('heading', { level: 1, name: 'This screen cannot be shown' });
    await expect.poll(() => heading.count()).toBe(1);
  });

  test('shows that it waits meanwhile', async () => {
    const released = Promise.withResolvers<void>();
    await page.route('**/v1/console/segments', async (route) => {
      await released.promise;
      await route.continue();
    });
    await page.reload();
    await page.getByText('Loading', { exact: true }).waitFor({ state: 'attached' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Segments');
    released.resolve();
    await page.locator('.data-table').waitFor();
  });
});
