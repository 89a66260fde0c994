import { monthSeconds, type Load } from './work.ts';

/** Bytes of the rows of a table, without what DynamoDB adds to each. */
export interface StoredBytes {
  readonly profiles: number;
  readonly events: number;
  readonly changes: number;
  /** The number of rows. */
  readonly rows: number;
}

/** The rows at the end of the first month: all profiles, that month's events and their changes. */
export const storedBytes = ({ eventsPerSecond, customers, work }: Load): StoredBytes => {
  const events = eventsPerSecond * monthSeconds;
  const instants = events * work.instants;
  return {
    profiles: customers * work.profileBytes,
    events: events * work.eventRowBytes,
    changes: instants * work.changeRowBytes,
    rows: customers + events + instants,
  };
};
