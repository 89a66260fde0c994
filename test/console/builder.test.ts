import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { goTo, openPage } from './browser.ts';
import { shownDemo } from './shown-demo.ts';

const demo = shownDemo();

const opened = async (path: string) => {
  const watched = await openPage(demo.browser, demo.server, { theme: 'light', width: 1440 });
  await goTo(watched, path);
  return watched;
};

test('a segment is written in sentences, understood, tried, kept over a reload and taken as a file', async () => {
  const { page, faults } = await opened('/builder');
  await page.getByRole('button', { name: 'New segment' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Lapsing lovers of books');
  expect(await page.getByLabel('Key').inputValue()).toBe('lapsing-lovers-of-books');

  await page.getByRole('button', { name: 'Add an event' }).click();
  const event = page.getByRole('group', { name: 'Condition' }).nth(1);
  await event.getByLabel('Length of time', { exact: true }).fill('60');
  await event.getByRole('button', { name: 'Not' }).click();
  await page
    .getByText('Customers whose number of orders is at least 1 and who have no purchase within the last 60 days.')
    .waitFor();
  await page.getByText(/^\d+ of 499 people$/).waitFor();
  expect(await page.locator('.examples > ul > li').count()).toBe(5);

  await page.reload();
  await page.getByRole('tab', { name: 'JSON' }).click();
  const json = page.getByLabel('The segment as JSON');
  expect(JSON.parse(await json.inputValue())).toEqual({
    key: 'lapsing-lovers-of-books',
    name: 'Lapsing lovers of books',
    when: {
      all: [{ trait: 'orders.count', is: { gte: 1 } }, { not: { performed: 'PurchaseMade', within: 'P60D' } }],
    },
  });

  await page.getByRole('button', { name: 'Make a file' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download catalogue.json' }).click();
  const file = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as {
    readonly segments: readonly { readonly key: string }[];
  };
  expect(file.segments.length).toBeGreaterThan(40);
  expect(file.segments.at(-1)?.key).toBe('lapsing-lovers-of-books');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('what does not fit is said beside its condition, and JSON and sentences follow each other', async () => {
  const { page, faults } = await opened('/builder?from=cart-abandoners');
  await page.getByText('This condition has no fields of its own here').waitFor();
  await page.getByText(/^whose latest cart visit .* with no purchase since$/).waitFor();
  await page.getByRole('tab', { name: 'JSON' }).click();
  const json = page.getByLabel('The segment as JSON');
  await json.fill('{ "key": "cart-abandoners", "when": ');
  await page.getByText('This is not JSON yet').waitFor();
  await json.fill('{ "key": "x", "when": { "all": [{ "trait": "orders.revenu", "is": { "gte": 1 } }] } }');
  await page.getByRole('tab', { name: 'Sentences' }).click();
  const clause = page.getByRole('group', { name: 'Condition' });
  await clause.getByRole('alert').waitFor();
  expect(await clause.getByRole('alert').textContent()).toMatch(/orders\.revenue/);
  await clause.getByLabel('Trait').selectOption({ label: 'revenue after refunds' });
  await clause.getByLabel('Value', { exact: true }).fill('250');
  await page.getByText('Customers whose revenue after refunds is at least 250.00 GBP.').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});
