import type { Part } from './flow-parts.ts';
import type { Members } from './measured-times.ts';
import { memberBytes } from './member-parts.ts';
import { millionsAt, priceText, type Prices } from './prices.ts';
import { storedBytes } from './stored-bytes.ts';
import { monthSeconds, type Load } from './work.ts';

const unitBytes = 4096;

/** A read without strong consistency. */
const unitsForHalf = (bytes: number): number => Math.ceil(bytes / unitBytes) / 2;

/** Weeks in a month of 30 days. */
const passesPerMonth = monthSeconds / (7 * 24 * 60 * 60);

/** How often a pass reads the whole table. */
const scans = 3;

/** Assumed figures of a pass. */
export const assumedPass = {
  /** The share of people who have written something, whose rows are read twice instead of once. */
  writers: 0.1,
  /** What both functions together take for each person. */
  msPerPerson: 5,
  /** Of either function, in GB. */
  memory: 1.73,
  /** Transitions of the state machine and its maps, and objects put into the bucket, of a pass. */
  steps: 2_000,
} as const;

/** Read units of a pass: all rows by each scan, a query of each person's rows, of a writer's twice, and all lists of members. */
const readUnits = (load: Load, members: Members): number => {
  const { profiles, events, changes } = storedBytes(load);
  const bytes = profiles + events + changes;
  const queries = load.customers * (1 + assumedPass.writers);
  const lists = members === 'all' ? unitsForHalf(memberBytes(load)) : 0;
  return scans * unitsForHalf(bytes) + queries * unitsForHalf(bytes / load.customers) + lists;
};

const secondsOf = ({ customers }: Load): number => (customers * assumedPass.msPerPerson) / 1000;

const workDollars = (load: Load, prices: Prices): number =>
  secondsOf(load) * assumedPass.memory * prices.gigabyteSecond +
  assumedPass.steps * (prices.transition + prices.objectPut);

/** What weekly passes over everybody for insight cost in a month, without their alarms. */
export const insightParts = (load: Load, prices: Prices, members: Members): readonly Part[] => {
  const { writers, msPerPerson, memory, steps } = assumedPass;
  return [
    {
      name: 'insight reads',
      dollars: passesPerMonth * readUnits(load, members) * prices.readUnit,
      formula: `weekly: ${scans} scans of profiles and the first month’s events and changes, and each person’s rows once more (of ${writers * 100} % twice: assumed), and all lists of members, a unit for 8 KB, ${millionsAt(prices, 'readUnit')}`,
    },
    {
      name: 'insight work',
      dollars: passesPerMonth * workDollars(load, prices),
      formula: `weekly: ${msPerPerson} ms a person x ${memory} GB x ${priceText(prices.gigabyteSecond)}, and ${steps.toLocaleString('en')} steps and objects x ${priceText(prices.transition + prices.objectPut)} (all assumed)`,
    },
  ];
};
