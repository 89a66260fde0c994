import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from '#test/support/folder.ts';
import { goTo, openBrowser, openPage } from './browser.ts';
import { startConsole } from './console-server.ts';

/** One order of long ago. */
const line = {
  source: 'shop',
  'detail-type': 'PurchaseMade',
  time: '2011-12-09T12:50:00Z',
  detail: {
    eventId: 'p-1',
    occurredAt: '2011-12-09T12:50:00Z',
    customerId: 'ada',
    orderId: 'o-1',
    currency: 'GBP',
    total: 4200,
  },
};

test('a store whose data ended long ago is shown as of its end, and as of now for whoever asks', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'events.jsonl'), `${JSON.stringify(line)}\n`);
  const out = join(folder, 'out');
  const args = ['cli/patron.ts', 'replay', '--events', join(folder, 'events.jsonl'), '--out', out];
  execFileSync(process.execPath, [...args, '--store', join(out, 'store.sqlite')]);
  const [browser, server] = await Promise.all([openBrowser(), startConsole(out)]);
  try {
    const watched = await openPage(browser, server, { theme: 'light', width: 1440 });
    const { page, faults } = watched;
    await goTo(watched, '/people/ada');
    const note = page.getByRole('note');
    expect(await note.textContent()).toContain(
      'The data of this store end on 9 December 2011. Everything is shown as of then.',
    );
    await page.getByText('today').first().waitFor();
    await page.getByRole('button', { name: 'Show as of now' }).click();
    await page.getByText('Everything is shown as of now').waitFor();
    await page
      .getByText(/\d+ months ago/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Show as of then' }).click();
    await page.getByText('Everything is shown as of then').waitFor();
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});
