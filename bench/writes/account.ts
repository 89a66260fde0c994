import type { WorkPerEvent } from '#lib/tools/cost/work.ts';
import { minus, noUnits, plus, times, type Units } from './units.ts';
import type { Measured, Taken } from './run-workload.ts';
import type { Written } from './written.ts';

/** The sizes of items, in bytes. */
interface Sizes {
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

/** The units that a workload comes to. */
export interface Account {
  readonly events: number;
  readonly ticks: number;
  readonly instants: number;
  readonly changes: number;
  /** An event of at most 1 KB that changes nothing. */
  readonly nothing: Units;
  /** Any event, had nothing changed. */
  readonly event: Units;
  /** The units that an instant with changes adds, including the dearer next write of the profile. */
  readonly instant: Units;
  /** A tick, including what it changes. */
  readonly tick: Units;
  readonly profile: Sizes;
  /** All of it for one event, ticks and changes included. */
  readonly ours: WorkPerEvent;
  /** The same, stored by the textbook's transaction. */
  readonly textbook: WorkPerEvent;
  /** Events of one person in 30 days. */
  readonly eventsPerPersonMonth: number;
}

const smallBytes = 1024;
/** The data of both shops cover a year, in months of 30 days. */
const monthsOfYear = 365 / 30;

type Way = 'ours' | 'quiet' | 'textbook';

const total = (taken: readonly Taken[], way: Way): Units => taken.reduce((sum, one) => plus(sum, one[way]), noUnits);

const mean = (taken: readonly Taken[], way: Way): Units => times(total(taken, way), 1 / Math.max(1, taken.length));

const sumOf = (taken: readonly Taken[], of: (one: Taken) => number): number =>
  taken.reduce((sum, one) => sum + of(one), 0);

const sizesOf = (bytes: readonly number[]): Sizes => {
  const sorted = bytes.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99), most: sorted.at(-1) ?? 0 };
};

const bytesOf = (written: readonly Written[], kind: Written['kind']): readonly number[] =>
  written.filter((one) => one.kind === kind).map(({ bytes }) => bytes);

const average = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);

/** Adds up a workload. Duplicates and refused entries are left out: neither is what an event costs. */
export const accountOf = ({ taken: all, written, people }: Measured): Account => {
  const taken = all.filter(({ kind, applied }) => kind === 'tick' || applied);
  const events = taken.filter(({ kind }) => kind === 'event');
  const ticks = taken.filter(({ kind }) => kind === 'tick');
  const instants = sumOf(taken, (one) => one.instants);
  const changes = sumOf(taken, (one) => one.changes);
  const perEvent = (count: number): number => count / events.length;
  const workOf = (way: Way): WorkPerEvent => ({
    ...times(total(taken, way), 1 / events.length),
    changes: perEvent(changes),
    instants: perEvent(instants),
    ticks: perEvent(ticks.length),
    eventBytes: average(events.map(({ bytes }) => bytes)),
    eventRowBytes: average(bytesOf(written, 'event')),
    changeRowBytes: average(bytesOf(written, 'change')),
    profileBytes: average(bytesOf(written, 'profile')),
  });
  return {
    events: events.length,
    ticks: ticks.length,
    instants,
    changes,
    nothing: mean(
      events.filter((one) => one.changes === 0 && one.bytes <= smallBytes),
      'quiet',
    ),
    event: mean(events, 'quiet'),
    instant: times(minus(total(taken, 'ours'), total(taken, 'quiet')), 1 / Math.max(1, instants)),
    tick: mean(ticks, 'ours'),
    profile: sizesOf(bytesOf(written, 'profile')),
    ours: workOf('ours'),
    textbook: workOf('textbook'),
    eventsPerPersonMonth: events.length / people / monthsOfYear,
  };
};
