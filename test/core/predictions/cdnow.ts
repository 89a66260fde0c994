import { readFile } from 'node:fs/promises';
import type { LocalDay } from '#lib/core/time/calendar.ts';
import { day } from '#lib/core/time/duration.ts';
import { realData } from '#test/support/real-data.ts';

/** A purchase of the CDNOW sample. */
interface CdnowPurchase {
  readonly person: string;
  /** Since 1970. */
  readonly on: LocalDay;
  readonly cents: number;
}

/** The last day of the first 39 weeks, until which the published models are fitted. */
export const cdnowUntil: LocalDay = Date.UTC(1997, 8, 30) / day;

/** The purchases of the 2,357 people of the CDNOW sample. */
export const cdnowPurchases = async (): Promise<readonly CdnowPurchase[]> => {
  const text = await readFile(realData('cdnow', 'CDNOW_sample.txt'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [, person = '', date = '', , dollars = ''] = line.trim().split(/\s+/);
      const on = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / day;
      return { person, on, cents: Math.round(Number(dollars) * 100) };
    });
};

/** What each person spent by day, in cents, up to the end of the first 39 weeks. */
export const cdnowDays = async (): Promise<readonly (readonly (readonly [LocalDay, number])[])[]> => {
  const people = new Map<string, Map<LocalDay, number>>();
  for (const { person, on, cents } of await cdnowPurchases()) {
    if (on > cdnowUntil) continue;
    const days = people.get(person) ?? new Map<LocalDay, number>();
    people.set(person, days.set(on, (days.get(on) ?? 0) + cents));
  }
  return [...people.values()].map((days) => [...days].sort(([one], [other]) => one - other));
};
