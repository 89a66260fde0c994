import { apply } from '#lib/core/engine/apply.ts';
import { correct } from '#lib/core/engine/correct.ts';
import { link } from '#lib/core/engine/link.ts';
import type { AppliedEvent } from '#lib/core/profile/fact.ts';
import {
  ledgerId,
  type CustomerUpdate,
  type LedgerRow,
  type NamedEvent,
  type StrippedEvent,
} from '#lib/ports/store/customer-store.ts';
import { countedIn, inOrderOfArrival, type KeptEvent } from '../history/past-events.ts';
import { appliedOf, askedOf, countsOnArrival, ledgerRowOf, namedBefore, type Arrival } from './arrival.ts';
import { changeRows, countChanges } from './change-rows.ts';
import { linkStatus, visitorNamedBy } from './link-status.ts';
import { quarantined, type Outcome } from './outcome.ts';
import { largeProfileRefusal } from './refusals.ts';
import { stateOf, type Deciding, type Reading, type Step } from './step.ts';

/** An arrival by which others may stop counting, with the ledgers of the person and of the visitor whom it may link. */
export interface Correcting {
  readonly arrival: Arrival;
  /** Every row; none where nothing can stop counting. */
  readonly rows: readonly LedgerRow[];
}

/** What an arrival does to the events that are there. */
interface Effect {
  /** How many stop counting. */
  readonly replaced: number;
  /** What is left of the events that do not count and still have their row. */
  readonly stripped: readonly StrippedEvent[];
  /** All applied events then, the arrival among them. */
  readonly events: readonly AppliedEvent[];
}

const effectOf = ({ own }: Reading, { arrival, rows }: Correcting): Effect => {
  const { kept, counting } = countedIn(rows);
  const counted = kept.filter((event) => counting.counts(event));
  counting.add(askedOf(arrival));
  return {
    replaced: counted.filter((event) => !counting.counts(event)).length,
    stripped: kept.flatMap((event) => (counting.counts(event) ? [] : strippedOf(event))),
    events: [...inOrderOfArrival(kept, counting), appliedOf(own, arrival)],
  };
};

const strippedOf = ({ row, event, replaces, revision, anonymousId }: KeptEvent): readonly StrippedEvent[] => {
  if (event === undefined) return [];
  const { person, eventId, fingerprint, arrivedAt } = row;
  const own = { person, eventId, fingerprint, arrivedAt, type: event.type };
  return [
    {
      ...own,
      ...(replaces !== undefined && { replaces }),
      ...(revision !== undefined && { revision }),
      ...(anonymousId !== undefined && { anonymousId }),
    },
  ];
};

/** The place of the event that an arrival names, where that has not come. */
const namedAhead = ({ own }: Reading, arrival: Arrival): readonly NamedEvent[] => {
  const { person, eventId: namer, replaces: eventId } = askedOf(arrival);
  if (eventId === undefined || own.known.has(ledgerId({ person, eventId }))) return [];
  const namedBy = own.named.get(ledgerId({ person, eventId })) ?? [];
  return [{ person, eventId, namedBy: [...namedBy, namer] }];
};

/** How many names of events that have not come there are more, or less. */
const unmetBy = ({ own }: Reading, arrival: Arrival, ahead: readonly NamedEvent[]): number =>
  ahead.filter(({ namedBy }) => namedBy.length === 1).length - (namedBefore(own, arrival) ? 1 : 0);

/** The decision, and the visitor's last changes where one is linked. */
const decide = (
  { catalogue }: Deciding,
  reading: Reading,
  { arrival, events }: { readonly arrival: Arrival; readonly events: Effect['events'] | undefined },
) => {
  const arrived = appliedOf(reading.own, arrival);
  const customer = stateOf(reading.own);
  if (arrived.event !== undefined && linkStatus(reading, arrival) === 'link') {
    const visitor = visitorNamedBy(arrival, reading);
    return { visitor, decided: link(catalogue, { customer, visitor: stateOf(visitor), events }, arrived) };
  }
  const decision =
    customer && events ? correct(catalogue, customer, { arrived, events }) : apply(catalogue, customer, arrived);
  return { decided: { customer: decision, visitor: [] } };
};

interface Counts {
  readonly changes: number;
  readonly replaced: number;
  readonly unmet: number;
  readonly isConflict: boolean;
}

/** The counts of an outcome; absent where they are 0. */
const outcomeOf = ({ changes, replaced, unmet, isConflict }: Counts): Outcome => ({
  kind: 'applied',
  changes,
  ...(isConflict && { identityConflict: true as const }),
  ...(replaced > 0 && { replaced }),
  ...(unmet !== 0 && { unmet }),
});

/** Decides an arrival by which others may stop counting, in one write with what is left of them. */
export const decideCorrection = (deciding: Deciding, reading: Reading, correcting: Correcting): Step => {
  const { own } = reading;
  const { arrival } = correcting;
  const { replaced, stripped, events } = effectOf(reading, correcting);
  const { decided, visitor } = decide(deciding, reading, { arrival, events: replaced > 0 ? events : undefined });
  const { state, changes } = decided.customer;
  const refusal = largeProfileRefusal(arrival, state);
  if (refusal) return { outcomes: [quarantined(refusal)] };
  const ahead = namedAhead(reading, arrival);
  const update: CustomerUpdate = {
    loaded: own,
    state,
    events: [ledgerRowOf(own, arrival)],
    rows: [...stripped, ...ahead],
    changes: changeRows(own.person, changes, deciding),
    ...(visitor && { link: { visitor, changes: changeRows(visitor.person, decided.visitor, deciding) } }),
  };
  const count = countChanges(changes) + countChanges(decided.visitor);
  const counts = countsOnArrival(own, arrival);
  const outcome = outcomeOf({
    changes: count,
    replaced: replaced + (counts ? 0 : 1),
    unmet: unmetBy(reading, arrival, ahead),
    isConflict: counts && linkStatus(reading, arrival) === 'identity-conflict',
  });
  return { outcomes: [outcome], write: { kind: 'update', update } };
};
