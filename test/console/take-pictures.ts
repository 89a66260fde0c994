/** Takes pictures of an address of the console over a store, in both themes and three widths. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { goTo, openBrowser, openPage } from './browser.ts';
import { startConsole } from './console-server.ts';
import { looks, pictureOf, pictures } from './looks.ts';

const { store, path } = parseArgs({ options: { store: { type: 'string' }, path: { type: 'string' } } }).values;
if (store === undefined || path === undefined)
  throw new Error('Cannot take pictures: give --store PATH and --path /screen');

mkdirSync(pictures, { recursive: true });
const [browser, server] = await Promise.all([openBrowser(), startConsole(store)]);
for (const look of looks) {
  const watched = await openPage(browser, server, look);
  await goTo(watched, path);
  const file = join(pictures, pictureOf(path, look));
  await watched.page.screenshot({ path: file, fullPage: true });
  console.log(file, ...watched.faults);
}
await browser.close();
await server.close();
