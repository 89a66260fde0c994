import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { openBrowser } from './browser.ts';
import { startConsole, type ConsoleServer } from './console-server.ts';

/** A browser, and a console over the demo: there while the tests of the file run that calls this. */
export const shownDemo = (): { readonly browser: Browser; readonly server: ConsoleServer } => {
  const shown = {} as { browser: Browser; server: ConsoleServer };
  beforeAll(async () => {
    [shown.browser, shown.server] = await Promise.all([openBrowser(), startConsole(inject('demo'))]);
  });
  afterAll(async () => {
    await shown.browser.close();
    await shown.server.close();
  });
  return shown;
};
