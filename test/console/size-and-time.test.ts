import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { consoleFiles } from '#lib/tools/console/console-files.ts';
import { goTo, openPage, whole, type Watched } from './browser.ts';
import { examplePaths } from './example-paths.ts';
import { shownDemo } from './shown-demo.ts';

const demo = shownDemo();
let watched: Watched;

beforeAll(async () => {
  watched = await openPage(demo.browser, demo.server, { theme: 'light', width: 1440 });
});

/** An address that no screen has: the page with nothing to ask. */
const nowhere = '/nowhere';

const rounds = 5;

/** How long a page takes from its address until nothing of it is being waited for, in milliseconds. */
const shownIn = async (page: Page, path: string): Promise<number> => {
  const start = performance.now();
  await page.goto(new URL(path, page.url()).href, { waitUntil: 'commit' });
  await page.locator(whole).waitFor();
  return performance.now() - start;
};

/**
 * The least time of a screen by the least of the page with nothing to ask, in turns, so that both have the same machine. What
 * else the machine does can only add to a time, so the least says most.
 */
const ratioOf = async (page: Page, path: string): Promise<number> => {
  const pairs: (readonly [number, number])[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push([await shownIn(page, path), await shownIn(page, nowhere)]);
  return Math.min(...pairs.map(([one]) => one)) / Math.min(...pairs.map(([, other]) => other));
};

describe('the console', () => {
  test('loads no more than half of its code with the first screen', async () => {
    const all = [...(await consoleFiles()).values()].reduce((sum, { length }) => sum + length, 0);
    const page = await (await demo.browser.newContext()).newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/assets/')) bodies.push(response.body());
    });
    await page.goto(demo.server.address);
    await page.locator(whole).waitFor();
    const files = await Promise.all(bodies);
    const loaded = files.reduce((sum, { length }) => sum + length, 0);
    await page.context().close();
    expect(loaded).toBeGreaterThan(10_000);
    expect(loaded / all).toBeLessThanOrEqual(0.5);
  });

  test.each(Object.values(examplePaths).map(([first = '/']) => first))(
    'shows %s in a few times of what a page takes that asks nothing',
    async (path) => {
      // What everybody is looked at for is found once.
      await goTo(watched, path);
      expect(await ratioOf(watched.page, path)).toBeLessThanOrEqual(5);
    },
  );
});
