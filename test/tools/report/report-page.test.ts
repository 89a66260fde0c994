import { describe, expect, test } from 'vitest';
import { reportPage } from '#lib/tools/report/report-page.ts';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import { emptyReport, soldReport } from './a-report.ts';
import { wholeReport } from './a-whole-report.ts';
import { parsedPage } from './parsed-page.ts';

const pageOf = (report: Report) => parsedPage(reportPage(report));

const whole = pageOf(wholeReport);
const empty = pageOf(emptyReport);

describe('reportPage()', () => {
  test('says what the report is of', () => {
    expect(whole.text).toContain('A small shop');
    expect(whole.text).toContain('As of 18 March 2026, from events of 1 January 2025 to 18 March 2026.');
    expect(whole.text).toContain('customers 1,200');
    expect(whole.text).toContain('have ordered, 58% of everybody 900');
    expect(whole.text).toContain('revenue after refunds 120K GBP');
  });

  test('sums up what it finds, and only where it finds anything', () => {
    expect(whole.textIn('in-short')).toContain('The best 90 of 900 buyers bring 43% of revenue');
    expect(whole.textIn('in-short')).toContain('never arrived');
    expect(() => empty.textIn('in-short')).toThrow('Cannot find');
  });

  test('gives the same bytes for the same report', () => {
    expect(reportPage(structuredClone(wholeReport))).toBe(reportPage(wholeReport));
  });

  test.each([
    ['sales', 'February 2026 brought 9,000 GBP, 20% more than the same month a year before.'],
    ['sales', 'March 2026 (until 18 Mar) 164 8,000 GBP'],
    [
      'best',
      'The best 90 of 900 buyers bring 43% of revenue, and what tells them apart most is “number of orders: 5 or more” (86% of them, 18% of other buyers).',
    ],
    ['best', 'number of orders: 5 or more 86% 18% 4.1x'],
    ['best', 'Not known of 20 members or more: demographic.'],
    ['best', 'York 50% 10% 3.9x'],
    ['personas', 'Loyal Lee (20% of everybody with 61% of revenue)'],
    ['personas', 'age 45 half of them 33 to 58; known of 67%'],
    ['personas', 'Checked: of 4 lines found on one half of the people, 3 hold on the other.'],
    ['personas', 'Not known of any member: goals.'],
    ['segments', '“Regulars” are 20% of everybody, and have brought 61% of the revenue.'],
    ['segments', 'Lapsed Customers who stay away. 500 33% 10%'],
    ['segments', 'Nobody is in 1 segment now: Gone.'],
    ['sizes', 'In February 2026 “Regulars” grew most, from 250 to 290; “Lapsed” shrank most, from 520 to 510.'],
    ['flows', 'In February 2026 the largest flow led from “Lapsed” to “Regulars”: 41 people.'],
    ['flows', '1 person left “Regulars” and entered “Lapsed”.'],
    ['overlaps', '“Regulars” and “Lapsed” are the most alike: 25% of the people in either are in both.'],
    ['rfm', '288 of 864 buyers, 33%, are in the region “At risk”, the largest of the grid.'],
    ['rfm', '30 to 60 days ago'],
    ['rfm', 'Champions Order most, and did so lately: reward them, and ask them to bring friends. 144 17% 100 GBP'],
    ['rfm', 'win them back. 288 33% –'],
    [
      'predictions',
      'About 612 of 900 buyers are expected to be customers still; within 30 days they would order 80 times, within 365 days for about 98,000 GBP.',
    ],
    ['predictions', 'High 90 50,000 GBP'],
    ['predictions', 'Medium 20 or more –'],
    ['predictions', 'Low fewer than 20 –'],
    ['predictions', '10 to 20%: 20 or more buyers'],
    ['predictions', 'it expected 0.76 orders for each one that came'],
    ['predictions', 'for 2 groups of buyers, from the least likely on'],
    ['predictions', 'expected 16%, ordered 35%'],
    ['predictions', 'In the last 93 days it expected 0.76 times'],
    ['groups', 'Frequent buyers Customers whose number of orders is at least 5. 400 26% 96% 91%'],
    ['groups', 'people are hardly nearer to their own group than to the next'],
    ['satisfied', '120 of 150 people who gave a score are satisfied, 80%.'],
    ['satisfied', 'It takes 40 people on each side to compare; there are 120 and 30.'],
    [
      'words',
      'Unhappy texts say “never arrived”: 23.0% of them, and 1.2% of the happy ones; happy texts say “lovely”: 12.5%, and 0.3% of the unhappy ones.',
    ],
    ['words', '114 people ask something, in 2.7% of all texts.'],
    [
      'places',
      'Nearly all of 1,000 people whose country is known are in United Kingdom; 38% of 800 people whose city is known are in Leeds, more than in any other city.',
    ],
    [
      'about',
      'orders.csv was read by the mapping orders-export: of 3,000 rows 2,400 were used, 80%, and 600 were not.',
    ],
    ['about', 'the customer is missing such as row 94 600'],
  ])('tells in #%s: %s', (id, fact) => {
    expect(whole.textIn(id)).toContain(fact);
  });

  test.each([
    ['sales', 'No order is in the data.'],
    ['best', 'nobody has ordered. It takes 200 buyers'],
    ['personas', 'No segment has 20 members'],
    ['segments', 'patron catalogue --default prints one to start from'],
    ['sizes', 'Nobody was ever in a segment'],
    ['flows', 'No event has come yet'],
    ['overlaps', 'No two segments of 20 members or more share any'],
    ['rfm', 'nobody has ordered. It needs orders'],
    ['predictions', 'the catalogue has no model. A model takes 100 buyers'],
    ['groups', 'No groups are looked for: there is nobody.'],
    ['satisfied', 'FeedbackGiven events with a score'],
    ['words', 'nobody has written. FeedbackGiven events'],
    ['places', 'CustomerDescribed with geographic traits'],
  ])('says in #%s what is missing: %s', (id, words) => {
    expect(empty.textIn(id)).toContain(words);
  });

  test('says an amount of a trait of the shop’s own in money, and doubts what one half does not show', () => {
    expect(whole.textIn('best')).toContain('basketValue: 50.00 GBP or more * few nearly all');
    expect(whole.textIn('best')).toContain('* Not seen on each half of the people taken alone, so perhaps chance.');
  });

  test('says amounts with the digits of the currency', () => {
    const { text } = pageOf({ ...soldReport, currency: 'JPY' });
    expect(text).toContain('12M JPY');
    expect(text).toContain('February 2026 brought 900,000 JPY');
  });

  test('says months as the zone has them', () => {
    const months = [{ from: '2025-12-31T15:00:00.000Z', orders: 5, revenue: 5_00 }];
    const { textIn } = pageOf({ ...soldReport, zone: 'Asia/Tokyo', shop: { ...soldReport.shop, months } });
    expect(textIn('sales')).toContain('January 2026');
  });

  test('compares quarters where a year is not there, and only full months', () => {
    const { shop } = soldReport;
    const { textIn } = pageOf({ ...soldReport, shop: { ...shop, months: shop.months.slice(-8) } });
    expect(textIn('sales')).toContain('The last three full months brought 24,500 GBP, 9% more than the three before.');
  });

  test('cuts names that a chart has no room for, and says them whole below', () => {
    const name = '毎週末に必ず何かを購入してくださる大切なお客様';
    const segments = wholeReport.segments.map((segment) => ({ ...segment, name: `${name}${segment.key}` }));
    const { textIn } = pageOf({ ...wholeReport, segments });
    expect(textIn('flows')).toContain('毎週末に必ず… 41');
    expect(textIn('flows')).toContain(`41 people left “${name}lapsed” and entered “${name}regulars”.`);
  });

  test('says why the revenue of a segment is not told, and only then', () => {
    const note = 'not told, since it would tell of few people';
    const segments = wholeReport.segments.map(({ revenueShare: _revenueShare, ...segment }) => segment);
    expect(pageOf({ ...wholeReport, segments }).textIn('segments')).toContain(note);
    expect(whole.textIn('segments')).not.toContain(note);
  });

  test('holds what a model says against it where it cannot be fitted', () => {
    const missing = 'Cannot fit a model to fewer than 100 buyers: current value is 3';
    const { textIn } = pageOf({ ...soldReport, predictions: { missing } });
    expect(textIn('predictions')).toContain(`Nothing is foretold. ${missing}.`);
  });

  test('tells groups that are not there by what they were looked for in', () => {
    const groups = { ...emptyReport.groups, people: 500, traits: ['orders.count', 'orders.average'] };
    const { missing: _none, ...found } = groups;
    const { textIn } = pageOf({ ...soldReport, groups: found });
    expect(textIn('groups')).toContain(
      'No groups lie apart among 500 people, and no few do most of anything. They were compared by number of orders and average order.',
    );
  });
});
