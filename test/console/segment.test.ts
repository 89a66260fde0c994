import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goTo, openPage, type Watched } from './browser.ts';
import { shownDemo } from './shown-demo.ts';

const demo = shownDemo();

const open = async (path: string): Promise<Watched> => {
  const watched = await openPage(demo.browser, demo.server, { theme: 'light', width: 1440 });
  await goTo(watched, path);
  return watched;
};

/** What the API answers to a question of the page. */
const ask = async <Answer>(path: string): Promise<Answer> => {
  const headers = { authorization: `Bearer ${new URL(demo.server.address).hash.slice(1)}` };
  return (await (await fetch(`${demo.server.url}${path}`, { headers })).json()) as Answer;
};

const cardOf = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

test('the size is drawn as the API tells it, over the span that is chosen', async () => {
  const { page, faults } = await open('/segments/champions');
  const answered = page.waitForResponse((response) => response.url().includes('/history?'));
  await page.getByText('30 days').click();
  const steps = (await (await answered).json()) as { members: number; entered: number; exited: number }[];
  expect(new URL(page.url()).search).toBe('?range=month');
  const size = page.getByRole('region', { name: 'Members over time' });
  await page.getByText('Show as a table').first().click();
  expect(await size.locator('td').allInnerTexts()).toEqual(steps.map(({ members }) => `${members} members`));
  await page.getByText('Show as a table').last().click();
  const moved = page.getByRole('region', { name: 'Who came and who left, by day' });
  expect(await moved.locator('td').allInnerTexts()).toEqual(
    steps.map(({ entered, exited }) => `${entered} came, ${exited} left`),
  );
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a condition is told sentence by sentence, with its neighbours and its JSON', async () => {
  const { page } = await open('/segments/unhappy-big-spenders');
  const definition = cardOf(page, 'Who is in it');
  const told = await ask<{ meaning: string; refersTo: string[]; definition: unknown }>(
    '/v1/console/segments/unhappy-big-spenders',
  );
  expect(await definition.innerText()).toContain(told.meaning);
  await definition.getByText('Show the definition as JSON').click();
  expect(JSON.parse(await definition.locator('pre').innerText())).toEqual(told.definition);
  const [neighbour = ''] = told.refersTo;
  await cardOf(page, 'In the catalogue').locator(`a[href="/segments/${neighbour}"]`).click();
  await page.waitForURL(`**/segments/${neighbour}`);
  await page.context().close();
});

interface Metrics {
  readonly flows: { flows: { from: string | null; to: string | null; people: number }[] }[];
  readonly periods: { adds: number; drops: number }[];
}

test('the ways of the latest week are those of the pass over everybody', async () => {
  const { page, faults } = await open('/segments/champions?view=movement');
  const { flows, periods } = await ask<Metrics>('/v1/insight/metrics?segment=champions');
  const [latest, period] = [flows.at(-1), periods.at(-1)];
  const card = cardOf(page, 'Where members come from and go to');
  await card.getByLabel('Together').selectOption('1 week');
  expect(await card.locator('.finding').innerText()).toBe(`${period?.adds} came in and ${period?.drops} left.`);
  await card.getByText('Show as a table').click();
  const sides = [
    { caption: 'Came from', flows: latest?.flows.filter(({ to }) => to === 'champions') ?? [] },
    { caption: 'Went to', flows: latest?.flows.filter(({ from }) => from === 'champions') ?? [] },
  ];
  for (const side of sides) {
    expect(side.flows.length).toBeGreaterThan(0);
    const counts = await card.getByRole('table', { name: side.caption }).locator('td').allInnerTexts();
    expect(counts).toEqual(side.flows.map(({ people }) => String(people)).toSorted((a, b) => Number(b) - Number(a)));
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test('who will leave is counted by day, and leads to the people', async () => {
  const watched = await open('/segments/champions');
  const { page, faults } = watched;
  const days = [3, 0, 0, 2, 0, 0, 0].map((leaving, day) => ({ day: `2026-12-0${day + 1}`, leaving }));
  const soonest = [
    { customerId: 'ada', at: '2026-12-01T09:00:00.000Z' },
    { anonymousId: 'phone', at: '2026-12-01T10:00:00.000Z' },
  ];
  // Who leaves within a week of the present depends on the day on which the test runs.
  await page.route('**/leavers', (route) =>
    route.fulfill({ json: { asOf: '2026-12-01T00:00:00.000Z', days, soonest } }),
  );
  await page.getByRole('tab', { name: 'Movement' }).click();
  const card = cardOf(page, 'Who will leave in the next seven days');
  await card.getByText('As of 1 Dec 2026').waitFor();
  const { members } = await ask<{ members: number }>('/v1/console/segments/champions');
  expect(await card.locator('.finding').innerText()).toBe(`5 of ${members} members will leave.`);
  const hrefs = await card.locator('.soonest a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(hrefs).toEqual(['/people/ada', '/people/~phone']);
  await card.getByRole('slider').press('Home');
  expect(await card.locator('.reading').innerText()).toBe('Tuesday 1 December: 3 leave');
  await page.unroute('**/leavers');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('views are gone through by the arrow keys, and members page by page', async () => {
  const { page, faults } = await open('/segments/champions');
  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowLeft');
  expect(new URL(page.url()).search).toBe('?view=members');
  await page.getByText('25 shown').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByText('50 shown').waitFor();
  const people = page.locator('tbody th');
  expect(new Set(await people.allInnerTexts()).size).toBe(50);
  expect(await page.locator('pre').innerText()).toContain('patron members --segment champions --format csv');
  const first = await people.first().innerText();
  await people.first().getByRole('link').click();
  await page.waitForURL(`**/people/${first}`);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('of fewer than twenty members nothing is told, and a key that is not known names the nearest', async () => {
  const { page } = await open('/segments/new-customers?view=portrait');
  await page.getByText('Too few members to tell what they are like').waitFor();
  await page.getByText('What they are like is told of no fewer than 20 members.').waitFor();
  await page.getByRole('tab', { name: 'Movement' }).click();
  await page.getByText('not told of fewer than 20 people').first().waitFor();
  await goTo({ page, faults: [] }, '/segments/champion');
  expect(await page.getByRole('alert').innerText()).toContain('champions');
  await page.context().close();
});
