import { expect, test } from 'vitest';
import { goTo, openPage } from './browser.ts';
import { shownDemo } from './shown-demo.ts';

const demo = shownDemo();

test('a segment of the builder is planned over everybody, and a file with a fault is not', async () => {
  const watched = await openPage(demo.browser, demo.server, { theme: 'light', width: 1440 });
  const { page, faults } = watched;
  await goTo(watched, '/builder?from=big-spenders');
  await page.getByLabel('Value').fill('400');
  await page
    .getByText(/at least 400\.00 GBP/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Make a file' }).click();
  await page.getByRole('button', { name: 'Plan it' }).click();
  await page.getByText(/^One segment is defined anew: [1-9]\d* would enter and \d+ would leave\.$/).waitFor();
  const changed = page.getByRole('region', { name: 'Big spenders', exact: true });
  expect(await changed.textContent()).toMatch(/redefined.*now \d+.*then \d+.*[1-9]\d* enter/s);
  await changed.getByText('Who would enter, and why').click();
  await changed
    .getByText(/at least 400\.00 GBP .*\(now £[\d,.]+\)/)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Another file' }).click();
  const text = JSON.stringify({
    currency: 'GBP',
    segments: [{ key: 'a', when: { trait: 'orders.cout', is: { gte: 1 } } }],
  });
  await page
    .getByLabel('Catalogue file')
    .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name: 'The catalogue cannot be deployed' }).waitFor();
  await page.getByText(/orders\.count/).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});
