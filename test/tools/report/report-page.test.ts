import { describe, expect, test } from 'vitest';
import { reportPage } from '#lib/tools/report/report-page.ts';
import { emptyReport, soldReport } from './a-report.ts';
import { attribute, parsedPage } from './parsed-page.ts';

describe('reportPage()', () => {
  test('says what the report is of', () => {
    const { text } = parsedPage(reportPage(soldReport));
    expect(text).toContain('A small shop');
    expect(text).toContain('As of 18 March 2026, from events of 1 January 2025 to 18 March 2026.');
    expect(text).toContain('customers 1,200');
    expect(text).toContain('have ordered, 58% of everybody 900');
    expect(text).toContain('revenue after refunds 120K GBP');
  });

  test('compares the last full month with the same month a year before', () => {
    const { textIn } = parsedPage(reportPage(soldReport));
    expect(textIn('sales')).toContain('February 2026 brought 9,000 GBP, 20% more than the same month a year before.');
    expect(textIn('sales')).toContain('March 2026 (until 18 Mar) 164 8,000 GBP');
  });

  test('has each id once, and leads to ids that are there', () => {
    const { elements } = parsedPage(reportPage(soldReport));
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = elements.flatMap((element) => attribute(element, 'href') ?? []);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(ids).toContain(link.slice(1));
  });

  test('says what begins with the first order', () => {
    expect(parsedPage(reportPage(emptyReport)).textIn('sales')).toContain('No order is in the data.');
  });
});
