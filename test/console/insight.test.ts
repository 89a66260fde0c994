import { expect, test } from 'vitest';
import { goTo, openPage } from './browser.ts';
import { shownDemo } from './shown-demo.ts';

const demo = shownDemo();

test('each view of Insight says something in a sentence, and the address holds what is looked at', async () => {
  const watched = await openPage(demo.browser, demo.server, { theme: 'light', width: 1440 });
  const { page, faults } = watched;
  await goTo(watched, '/insight?view=compare&of=champions');
  expect(await page.locator('.says').textContent()).toMatch(/^What tells them apart most is “.+”: \d+% of them/);
  await page.getByLabel('Whom to look at').selectOption({ label: 'Left with a full cart' });
  await page.getByText('others with something in the cart').first().waitFor();
  expect(page.url()).toMatch(/view=compare&of=abandoned$/);

  await page.getByRole('tab', { name: 'Predictions' }).click();
  await page.getByRole('img', { name: /^Expected and seen shares: expected \d+%/ }).waitFor();
  await page.keyboard.press('ArrowLeft');
  const champions = page.getByRole('row', { name: /^Champions Order most/ });
  expect(await champions.textContent()).toMatch(/Buyers[1-9]\d*Of all buyers\d+%/);

  await page.keyboard.press('ArrowLeft');
  const group = page.getByRole('region', { name: 'Bargain hunters' });
  expect(await group.textContent()).toContain('Customers whose share of orders with a discount is at least 50%.');
  const link = await group.getByRole('link', { name: 'Open in the builder' }).getAttribute('href');
  expect(new URLSearchParams(link?.split('?')[1]).get('when')).toBe(
    '{"trait":"orders.discountShare","is":{"gte":0.5}}',
  );

  await page.getByRole('tab', { name: 'Personas' }).click();
  await page.getByLabel('Persona of').selectOption({ label: 'Champions' });
  await page.getByRole('heading', { name: 'Generous Gina' }).waitFor();
  expect(faults).toEqual([]);
});
