import { describe, expect, test } from 'vitest';
import { eventsPage } from '#lib/tools/schemas/events-page.ts';
import { example } from '#test/events/entries.ts';
import { contracts } from '#test/events/schema-agreement.ts';

const page = eventsPage(new Map(contracts.map(({ type }) => [type, example(type).detail])));

/** The cells of the row of a field in an event's table. */
const rowOf = (type: string, field: string): readonly string[] => {
  const [, section = ''] = page.split(`### ${type}\n`);
  const row = section.split('\n').find((line) => line.startsWith(`| \`${field}\` |`)) ?? '';
  return row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''));
};

describe('docs/events.md', () => {
  test('is what the events say; npm run docs:schemas writes it', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/events.md');
  });

  test.each([
    ['PurchaseMade', 'total', '`orders.revenue`, `orders.average`, `orders.refundRate`, `rfm.monetary`'],
    ['PurchaseMade', 'discount', '`orders.discountShare`'],
    ['PurchaseMade', 'items.category', '`categories.top`, `categories.counts`'],
    ['PurchaseMade', 'orderId', ''],
    ['FeedbackGiven', 'text', '`feedback.topics`, `feedback.topicCounts`'],
    ['VisitMade', 'sessionId', '`visits.sessions`'],
    ['CustomerDescribed', 'traits.demographic.birthDate', '`demographic.age`, `demographic.birthDate`'],
    ['CustomerDescribed', 'traits.custom', '`custom.NAME`'],
    ['ConsentChanged', 'granted', '`consent.PURPOSE`'],
    ['ErasureRequested', 'occurredAt', ''],
  ])('tells of %s which traits depend on %s', (type, field, changes) => {
    expect(rowOf(type, field)[5]).toBe(changes);
  });

  test('shows an example of every field but of one that excludes others, and of lists of objects', () => {
    const rows = [...page.matchAll(/^\| `([\w.]+)` \|(.*)\|$/gm)].map(([, name = '', cells = '']) => [
      name,
      cells.split(' | ')[3],
    ]);
    const without = rows.filter(([, shown = '']) => !shown.trim().startsWith('`')).map(([name]) => name);
    expect(new Set(without)).toEqual(new Set(['items', 'because', 'supersededBy', 'quality.calibration']));
  });
});
