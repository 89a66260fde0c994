import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import { dateWordsIn, type DateWords } from './words/dates.ts';
import { moneyWordsIn, type MoneyWords } from './words/money.ts';

/** A report, and how it is put into words. */
export interface Telling {
  readonly report: Report;
  readonly money: MoneyWords;
  readonly dates: DateWords;
  /** The name of the segment of a key. */
  readonly nameOf: (segment: string) => string;
  /** As much of the catalogue as words for traits need; segments are named by `nameOf`. */
  readonly source: CatalogueSource;
}

/** Prepares the words for one report. */
export const tellingOf = (report: Report): Telling => {
  const names = new Map(report.segments.map(({ key, name }) => [key, name]));
  const { currency, zone, traits } = report;
  return {
    report,
    money: moneyWordsIn(currency),
    dates: dateWordsIn(zone),
    nameOf: (segment) => names.get(segment) ?? segment,
    source: {
      currency,
      timeZone: zone,
      traits,
      segments: [],
    },
  };
};
