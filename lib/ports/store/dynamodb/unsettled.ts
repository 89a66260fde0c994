import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { ledgerId, type AppliedRow, type ChangeRow, type LedgerKey, type Revision } from '../customer-store.ts';

/** An applied event whose row has not been seen yet. */
export interface UnsettledEvent extends LedgerKey {
  readonly fingerprint: string;
  /** The arrival that it was decided with; a redelivered message may have another. */
  readonly arrivedAt: Instant;
  /** The version of the profile that its commit made; 0 if that was the profile of a visitor who has been linked since. */
  readonly version: number;
  /** The fact that it tells, whose row is owed too. */
  readonly revision?: Revision;
}

/** The changes that one commit made for one person, which take one row. */
export interface ChangeGroup {
  readonly person: PersonKey;
  readonly decidedAt: string;
  /** How many changes of the commit other rows have before it; absent where that is none. */
  readonly index?: number;
  /** Never empty. */
  readonly instants: readonly InstantChanges[];
}

/** Changes whose row has not been seen yet, with the version of the profile that their commit made. */
export interface UnsettledChanges extends ChangeGroup {
  readonly version: number;
}

/** The rows that a profile's earlier commits may still owe to the table. */
export interface Unsettled {
  readonly events: readonly UnsettledEvent[];
  readonly changes: readonly UnsettledChanges[];
}

/** No rows are owed. */
export const nothingUnsettled: Unsettled = { events: [], changes: [] };

/** An event as the commit that makes `version` lists it. */
export const unsettledEvent = (event: AppliedRow, version: number): UnsettledEvent => {
  const { person, eventId, fingerprint, arrivedAt, revision } = event;
  return { person, eventId, fingerprint, arrivedAt, version, ...(revision && { revision }) };
};

/**
 * Whether the row of an event could prove that these changes have theirs: a commit puts its event rows only after the rows
 * of all changes that were unsettled then. Changes that no event follows, such as those of a timer, must be read.
 */
export const isProvable = ({ version }: UnsettledChanges, { events }: Unsettled): boolean =>
  events.some((event) => event.version >= version);

/** The rows that are still owed once some have been seen. `changesSeen` is about changes that are not provable. */
export const withoutSeen = (
  { events, changes }: Unsettled,
  eventSeen: (key: LedgerKey) => boolean,
  changesSeen: (group: UnsettledChanges) => boolean,
): Unsettled => {
  const seen = events.filter(eventSeen);
  const provenUpTo = Math.max(0, ...seen.map(({ version }) => version));
  return {
    events: events.filter((event) => !eventSeen(event)),
    changes: changes.filter((group) => group.version > provenUpTo && !changesSeen(group)),
  };
};

/** The given duplicates whose rows are owed, each with the arrival and the fact that its commit lists. */
export const owedEvents = ({ events }: Unsettled, duplicates: readonly AppliedRow[]): readonly AppliedRow[] => {
  const given = new Map(duplicates.map((event) => [ledgerId(event), event]));
  return events.flatMap(({ arrivedAt, revision, ...key }) => {
    const row = given.get(ledgerId(key));
    return row === undefined ? [] : [{ ...row, arrivedAt, ...(revision && { revision }) }];
  });
};

/** Takes over the events that a visitor's commits owe. Their versions mean nothing for the customer's profile. */
export const takenOver = (events: readonly UnsettledEvent[]): readonly UnsettledEvent[] =>
  events.map((event) => ({ ...event, version: 0 }));

/** Groups the changes of one commit, which come in order, into one group for each person. */
export const changeGroups = (rows: readonly ChangeRow[]): readonly ChangeGroup[] => {
  const groups: { person: PersonKey; decidedAt: string; instants: InstantChanges[] }[] = [];
  for (const { kind: _kind, version: _version, index: _index, person, decidedAt, ...instant } of rows) {
    const last = groups.at(-1);
    if (last?.person === person && last.decidedAt === decidedAt) last.instants.push(instant);
    else groups.push({ person, decidedAt, instants: [instant] });
  }
  return groups;
};
