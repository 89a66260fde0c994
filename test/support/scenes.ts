import * as fc from 'fast-check';
import { writeDate } from '#test/oracle/dates.ts';
import { zoneOf } from '#test/oracle/zone.ts';

/** Where and when drawn people live, for a week or so from `base` on. */
export interface Scene {
  /** None for catalogues that say nothing of what came later. */
  readonly timeZone: string | undefined;
  readonly base: number;
  /** When its clocks are put forward or back. */
  readonly change?: number;
}

const scene = (timeZone: string | undefined, base: string, change?: string): Scene => ({
  timeZone,
  base: Date.parse(base),
  ...(change !== undefined && { change: Date.parse(change) }),
});

/** Days around which birthdays of 29 February, of 1 March and of New Year fall. */
const plainScenes: readonly Scene[] = [
  scene(undefined, '2026-12-28T00:00:00Z'),
  scene(undefined, '2027-02-25T00:00:00Z'),
  scene(undefined, '2028-02-26T12:00:00Z'),
];

/** Days on which clocks are put forward and back, by an hour and by less, over midnight too, or a whole date is left out. */
export const zonedScenes: readonly Scene[] = [
  scene('UTC', '2027-02-25T00:00:00Z'),
  scene('Europe/Berlin', '2027-03-26T23:00:00Z', '2027-03-28T01:00:00Z'),
  scene('Europe/Berlin', '2026-10-23T22:00:00Z', '2026-10-25T01:00:00Z'),
  scene('Europe/Berlin', '2028-02-27T23:00:00Z'),
  scene('Pacific/Apia', '2011-12-28T10:00:00Z', '2011-12-30T10:00:00Z'),
  scene('America/Sao_Paulo', '2018-02-16T02:00:00Z', '2018-02-18T02:00:00Z'),
  scene('America/Sao_Paulo', '2018-11-02T03:00:00Z', '2018-11-04T03:00:00Z'),
  scene('America/St_Johns', '2010-11-05T02:30:00Z', '2010-11-07T02:31:00Z'),
  scene('Asia/Kathmandu', '2026-12-29T18:15:00Z'),
  scene('Australia/Lord_Howe', '2027-04-01T13:00:00Z', '2027-04-03T15:00:00Z'),
  scene('Australia/Lord_Howe', '2026-10-02T13:30:00Z', '2026-10-03T15:30:00Z'),
];

export const arbitraryScene: fc.Arbitrary<Scene> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...plainScenes) },
  { weight: 3, arbitrary: fc.constantFrom(...zonedScenes) },
);

const zoneIn = ({ timeZone = 'UTC' }: Scene) => zoneOf({ timeZone });

/** The day number of the local date so many days after that of the base. */
const dateIn = (of: Scene, days: number): number => zoneIn(of).dateAt(of.base) + days;

/** The first instant of the local date so many days after that of the base. */
export const dayIn = (of: Scene, days: number): number => zoneIn(of).startOf(dateIn(of, days));

/** The local date so many days after that of the base, `YYYY-MM-DD`. */
export const writtenDay = (of: Scene, days: number): string => writeDate(dateIn(of, days));

/** A local date of another year that has its day within the scene. */
const anniversaryOf = (of: Scene, days: number): string => {
  const written = writtenDay(of, days);
  const year = Number(written.slice(0, 4));
  return written.endsWith('-03-01') ? `${year - (year % 4) - 32}-02-29` : `${year - 30}${written.slice(4)}`;
};

/** Dates of birth of people who have their birthdays within the scene. */
export const birthDatesIn = (of: Scene): readonly string[] => [1, 2, 3, 4, 6].map((days) => anniversaryOf(of, days));

/** Instants and dates around those of the scene, as a shop writes them into a field of its own, and what is neither. */
export const renewalsIn = (of: Scene): readonly [string, ...string[]] => [
  writtenDay(of, 2),
  writtenDay(of, 4),
  writtenDay(of, 9),
  // The first instant of one of these dates, written in two ways, and the last one before it.
  new Date(dayIn(of, 4)).toISOString(),
  new Date(dayIn(of, 4) + 120 * 60_000).toISOString().replace('Z', '+02:00'),
  new Date(dayIn(of, 4) - 1).toISOString(),
  new Date(dayIn(of, 3) + 90 * 60_000).toISOString().replace('.000Z', '+01:00'),
  anniversaryOf(of, 3),
  anniversaryOf(of, 5),
  'soon',
];
