import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import { Page } from './page.ts';
import { withSummary } from './sections/in-short.ts';
import { sections } from './sections/sections.ts';
import { tellingOf } from './telling.ts';

/**
 * Draws a report as one HTML document that needs no network and no script: in light and dark, on a phone and on paper. The same
 * report gives the same bytes.
 */
export const reportPage = (report: Report): string => {
  const telling = tellingOf(report);
  const told = sections.map((section) => section(telling));
  const page = h(Page, { telling, sections: withSummary(told) });
  return `<!doctype html>\n${renderToString(page)}\n`;
};
