import { ledgerId, type ChangeRow, type LedgerEvent, type LedgerKey } from '../customer-store.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** An applied event whose row was not yet seen. */
export interface UnsettledEvent extends LedgerKey {
  readonly fingerprint: string;
  /** The arrival with which it was decided; a redelivered message may have another. */
  readonly arrivedAt: Instant;
  /** The profile's version that its commit made; 0 where that was another profile's, a visitor's since linked. */
  readonly version: number;
}

/** What one commit changed for one person: one row. */
export interface ChangeGroup {
  readonly person: PersonKey;
  readonly decidedAt: string;
  /** Never empty. */
  readonly instants: readonly InstantChanges[];
}

/** Changes whose row was not yet seen, with the profile's version that their commit made. */
export interface UnsettledChanges extends ChangeGroup {
  readonly version: number;
}

/** What a profile's earlier commits may still owe to the table. */
export interface Unsettled {
  readonly events: readonly UnsettledEvent[];
  readonly changes: readonly UnsettledChanges[];
}

export const nothingUnsettled: Unsettled = { events: [], changes: [] };

/** An event as its commit, the one that makes `version`, will hold it. */
export const unsettledEvent = (event: LedgerEvent, version: number): UnsettledEvent => {
  const { person, eventId, fingerprint, arrivedAt } = event;
  return { person, eventId, fingerprint, arrivedAt, version };
};

/**
 * Whether a seen event row could prove that these changes have theirs: a commit's event rows are put only after all
 * changes that were unsettled then. Changes that no event follows, those of a timer, must be read.
 */
export const isProvable = ({ version }: UnsettledChanges, { events }: Unsettled): boolean =>
  events.some((event) => event.version >= version);

/** What is still owed once some rows were seen. `changesSeen` tells of those that are not provable. */
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

/** Which of the duplicates at hand are owed their row, each with the arrival that its commit holds. */
export const owedEvents = ({ events }: Unsettled, duplicates: readonly LedgerEvent[]): readonly LedgerEvent[] => {
  const bodies = new Map(duplicates.map((event) => [ledgerId(event), event.body]));
  return events.flatMap((event) => {
    const body = bodies.get(ledgerId(event));
    const { person, eventId, fingerprint, arrivedAt } = event;
    return body === undefined ? [] : [{ person, eventId, fingerprint, arrivedAt, body }];
  });
};

/** Takes over the events that a visitor's commits owe; their versions say nothing of the customer's. */
export const takenOver = (events: readonly UnsettledEvent[]): readonly UnsettledEvent[] =>
  events.map((event) => ({ ...event, version: 0 }));

/** Gathers the changes of one commit, which come in order, to as few rows as there are persons. */
export const changeGroups = (rows: readonly ChangeRow[]): readonly ChangeGroup[] => {
  const groups: { person: PersonKey; decidedAt: string; instants: InstantChanges[] }[] = [];
  for (const { kind: _kind, person, decidedAt, ...instant } of rows) {
    const last = groups.at(-1);
    if (last?.person === person && last.decidedAt === decidedAt) last.instants.push(instant);
    else groups.push({ person, decidedAt, instants: [instant] });
  }
  return groups;
};
