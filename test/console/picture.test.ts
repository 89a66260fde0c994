import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { goTo, openBrowser, openPage } from './browser.ts';
import { startConsole } from './console-server.ts';
import { pictures } from './looks.ts';

const root = join(import.meta.dirname, '..', '..');
const shown = 'docs/pictures/console.png';
const look = { theme: 'light', width: 1280 } as const;

/** The size that a PNG's first chunk says (PNG, third edition, 11.2.1). */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

test('the picture in the README is of this console: copy reports/console/readme.png over it where it has become old', async () => {
  mkdirSync(pictures, { recursive: true });
  const [browser, server] = await Promise.all([openBrowser(), startConsole(inject('demo'))]);
  const watched = await openPage(browser, server, look);
  await goTo(watched, '/segments/champions?view=movement');
  const { page, faults } = watched;
  expect(await page.locator('h2').allTextContents()).toContain('Who will leave in the next seven days');
  const taken = await page.screenshot({ path: join(pictures, 'readme.png') });
  const committed = readFileSync(join(root, shown));
  expect(sizeOf(committed)).toEqual(sizeOf(taken));
  // Another look, or another screen, would not be of nearly as many bytes.
  expect(Math.abs(committed.length / taken.length - 1)).toBeLessThan(0.25);
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`](${shown})`);
  expect(faults).toEqual([]);
  await browser.close();
  await server.close();
});
