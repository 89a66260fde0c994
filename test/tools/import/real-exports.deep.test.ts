import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { lacksRealData, realData } from '#test/support/real-data.ts';
import { importFile, refusedLines, shippedMapping, type Imported, type Line } from './imported.ts';

type Cells = Readonly<Record<string, string>>;

const rowsOf = (content: Buffer): readonly Cells[] => parse(content, { columns: true, bom: true });

const olistRows = (name: string): readonly Cells[] => rowsOf(readFileSync(realData('olist-sample', `${name}.csv`)));

const ofType = (lines: readonly Line[], type: string): readonly Line[] =>
  lines.filter((line) => line['detail-type'] === type);

/** Number of occurrences of each value. */
const countsOf = (values: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]));

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const customerOf = ({ detail }: Line): string => String(detail['customerId']);

const isOrdered = (lines: readonly Line[]): boolean =>
  lines.every(({ time }, index) => index === 0 || (lines[index - 1]?.time ?? '') <= time);

/** Pence of a line by another way than the import's: prices have at most three decimals, so tenths of a penny are whole. */
const penceOf = ({ Quantity = '', UnitPrice = '' }: Cells): number => {
  const [pounds = '', fraction = ''] = UnitPrice.split('.');
  const tenths = Math.abs(Number(Quantity)) * Number(pounds + fraction.padEnd(3, '0'));
  return Math.floor((tenths + 5) / 10);
};

const isCancelled = ({ InvoiceNo = '' }: Cells): boolean => InvoiceNo.startsWith('C');
const isPurchased = (row: Cells): boolean =>
  !isCancelled(row) && Number(row['Quantity']) > 0 && Number(row['UnitPrice']) > 0;

interface Truth {
  readonly raw: { readonly rows: number; readonly rows_CustomerID_empty: number };
  readonly purchases: {
    readonly purchase_lines: number;
    readonly orders: number;
    readonly customers: number;
    readonly units: number;
    readonly revenue_exact: string;
    readonly max_orders_of_one_customer: readonly [string, number];
    readonly orders_by_month: Readonly<Record<string, number>>;
  };
  readonly net_of_cancellations: {
    readonly cancellation_invoices_with_customer: number;
    readonly customers_with_a_cancellation: number;
  };
}

describe.skipIf(lacksRealData)('importRows() of Online Retail', () => {
  const file = realData('online-retail', 'online-retail-even.csv.gz');
  let imported: Imported;
  let rows: readonly Cells[];
  let truth: Truth;
  const purchases = (): readonly Line[] => ofType(imported.lines, 'PurchaseMade');
  const refunds = (): readonly Line[] => ofType(imported.lines, 'PurchaseRefunded');
  const items = (): readonly { readonly quantity: number }[] => purchases().flatMap(({ detail }) => detail.items ?? []);

  beforeAll(async () => {
    imported = await importFile(file, await shippedMapping('online-retail'));
    rows = rowsOf(gunzipSync(readFileSync(file))).filter(({ CustomerID }) => CustomerID !== '');
    truth = JSON.parse(readFileSync(realData('online-retail', 'truth-even.json'), 'utf8'));
  });

  test('makes the orders of the truth, with their lines, units, customers and months', () => {
    expect(purchases()).toHaveLength(truth.purchases.orders);
    expect(items()).toHaveLength(truth.purchases.purchase_lines);
    expect(sumOf(items().map(({ quantity }) => quantity))).toBe(truth.purchases.units);
    const orders = countsOf(purchases().map(customerOf));
    expect(Object.keys(orders)).toHaveLength(truth.purchases.customers);
    const [customer, most] = truth.purchases.max_orders_of_one_customer;
    expect(orders[customer]).toBe(most);
    expect(Math.max(...Object.values(orders))).toBe(most);
    expect(countsOf(purchases().map(({ time }) => time.slice(0, 7)))).toEqual(truth.purchases.orders_by_month);
  });

  test('takes in the revenue, each line rounded by itself', () => {
    const revenue = sumOf(purchases().map(({ detail }) => Number(detail['total'])));
    expect(revenue).toBe(sumOf(rows.filter(isPurchased).map(penceOf)));
    const exact = Number(truth.purchases.revenue_exact) * 100;
    expect(Math.abs(revenue - exact)).toBeLessThanOrEqual(truth.purchases.purchase_lines / 2);
    expect(revenue / 100).toBeCloseTo(Number(truth.purchases.revenue_exact), 1);
  });

  test('makes a refund of each cancellation that names a customer', () => {
    expect(refunds()).toHaveLength(truth.net_of_cancellations.cancellation_invoices_with_customer);
    expect(new Set(refunds().map(customerOf)).size).toBe(truth.net_of_cancellations.customers_with_a_cancellation);
    const refunded = sumOf(refunds().map(({ detail }) => Number(detail['amount'])));
    expect(refunded).toBe(sumOf(rows.filter(isCancelled).map(penceOf)));
  });

  test('accounts for every row', () => {
    const { report } = imported;
    expect(report.rows).toBe(truth.raw.rows);
    expect(report.used).toBe(rows.filter((row) => isPurchased(row) || isCancelled(row)).length);
    expect(report.unused).toBe(sumOf(report.problems.map((problem) => problem.rows)));
    expect(report.used + report.unused).toBe(report.rows);
    expect(report.problems.map((problem) => [problem.reason, problem.rows])).toEqual([
      ['the line names no customer', truth.raw.rows_CustomerID_empty - 3],
      ['a line without a price was not sold', 17],
      ['an adjustment of bad debt is no purchase', 3],
    ]);
  });

  test('writes only what Patron accepts, in order of time', () => {
    expect(refusedLines(imported.lines)).toEqual([]);
    expect(isOrdered(imported.lines)).toBe(true);
  });
});

describe.skipIf(lacksRealData)('importRows() of Olist', () => {
  let imported: Imported;

  beforeAll(async () => {
    imported = await importFile(realData('olist-sample', 'olist_orders_dataset.csv'), await shippedMapping('olist'));
  });

  test('makes 8,135 purchases and 8,225 reviews of every row', () => {
    expect(imported.report.events).toEqual({ PurchaseMade: 8135, FeedbackGiven: 8225 });
    expect(imported.lines).toHaveLength(16_360);
    expect(imported.report).toMatchObject({ unused: 0, problems: [], notes: [] });
  });

  test('gives each event to the person, not to the id that changes with every order', () => {
    const persons = new Set(olistRows('olist_customers_dataset').map((row) => row['customer_unique_id']));
    expect(new Set(imported.lines.map(customerOf))).toEqual(persons);
    const events = imported.lines.map((line) => `${customerOf(line)}/${line.detail.eventId}`);
    expect(new Set(events).size).toBe(16_360);
  });

  test('takes in all that was paid, and every item that was bought', () => {
    const purchases = ofType(imported.lines, 'PurchaseMade');
    const paid = olistRows('olist_order_payments_dataset').map((row) => Math.round(Number(row['payment_value']) * 100));
    expect(sumOf(purchases.map(({ detail }) => Number(detail['total'])))).toBe(sumOf(paid));
    const items = purchases.flatMap(({ detail }) => detail.items ?? []);
    expect(items).toHaveLength(olistRows('olist_order_items_dataset').length);
    expect(purchases.filter(({ detail }) => detail.items === undefined)).toHaveLength(775);
  });

  test('keeps the scores and texts of the reviews', () => {
    const feedback = ofType(imported.lines, 'FeedbackGiven').map(({ detail }) => detail);
    const reviews = olistRows('olist_order_reviews_dataset');
    expect(countsOf(feedback.map((detail) => String(detail['score'])))).toEqual(
      countsOf(reviews.map((row) => row['review_score'] ?? '')),
    );
    const written = reviews.filter(
      (row) => `${row['review_comment_title']}${row['review_comment_message']}`.trim() !== '',
    );
    expect(feedback.filter((detail) => detail['text'] !== undefined)).toHaveLength(written.length);
    const mean = sumOf(feedback.map((detail) => Number(detail['score']))) / feedback.length;
    expect(mean).toBeCloseTo(3.27, 2);
  });

  test('writes only what Patron accepts, in order of time', () => {
    expect(refusedLines(imported.lines)).toEqual([]);
    expect(isOrdered(imported.lines)).toBe(true);
  });
});
