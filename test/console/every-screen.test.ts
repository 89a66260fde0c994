import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { screens } from '../../console/screens/screens.ts';
import { goTo, openPage } from './browser.ts';
import { examplePaths } from './example-paths.ts';
import { looks, pictureOf, pictures } from './looks.ts';
import { shownDemo } from './shown-demo.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const demo = shownDemo();

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
});

const pathsOf = (screen: string): readonly string[] => {
  const paths = examplePaths[screen];
  if (paths === undefined)
    throw new Error(`Cannot look at ${screen}: add an address of it to test/console/example-paths.ts`);
  return paths;
};

describe.each(screens.map(({ path }) => path))('the screen %s', (screen) => {
  test.each(looks)('can be used by everybody in $theme at $width pixels', async (look) => {
    const watched = await openPage(demo.browser, demo.server, look);
    const { page, faults } = watched;
    for (const path of pathsOf(screen)) {
      await goTo(watched, path);
      await page.screenshot({ path: join(pictures, pictureOf(path, look)), fullPage: true });
      await page.evaluate(axe);
      const run = `axe.run({ runOnly: { type: 'tag', values: ${JSON.stringify(standards)} } })`;
      const { violations, passes } = await page.evaluate<AxeResults>(run);
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(found).toEqual([]);
      expect(passes.length).toBeGreaterThan(10);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
    }
    await page.context().close();
  });
});
