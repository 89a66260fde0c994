import { apply } from '#lib/core/engine/apply.ts';
import { correct } from '#lib/core/engine/correct.ts';
import { link } from '#lib/core/engine/link.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import type { AppliedEvent } from '#lib/core/profile/fact.ts';
import {
  ledgerId,
  type CustomerUpdate,
  type LedgerRow,
  type NamedEvent,
  type StrippedEvent,
} from '#lib/ports/store/customer-store.ts';
import { countedIn, inOrderOfArrival, type KeptEvent } from '../history/past-events.ts';
import { appliedOf, askedOf, ledgerRowOf, type Arrival } from './arrival.ts';
import { changeRows, countChanges } from './change-rows.ts';
import { linkStatus, visitorNamedBy } from './link-status.ts';
import { appliedOutcome, quarantined } from './outcome.ts';
import { largeProfileRefusal } from './refusals.ts';
import { settlingOf } from './settling.ts';
import { stateOf, type Deciding, type Reading, type Step } from './step.ts';

/** An arrival that stands alone, with the ledgers of the person and of the visitor whom it may link. */
export interface Alone {
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

const effectOf = ({ own }: Reading, { arrival, rows }: Alone): Effect => {
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

/** Decides an arrival that links a visitor, or by which others may stop counting: in one write with the visitor, and with what is left of the others. */
export const decideAlone = (deciding: Deciding, reading: Reading, alone: Alone): Step => {
  const { own } = reading;
  const { arrival } = alone;
  const { replaced, stripped, events } = effectOf(reading, alone);
  const { decided, visitor } = decide(deciding, reading, { arrival, events: replaced > 0 ? events : undefined });
  const { state, changes } = decided.customer;
  const refusal = largeProfileRefusal(arrival, state);
  if (refusal) return { outcomes: [quarantined(refusal)] };
  const ahead = namedAhead(reading, arrival);
  const update: CustomerUpdate = {
    loaded: own,
    state,
    nextChangeAt: () => nextChangeAt(deciding.catalogue, state),
    events: [ledgerRowOf(own, arrival)],
    rows: [...stripped, ...ahead],
    changes: changeRows(own.person, changes, deciding),
    ...(visitor && { link: { visitor, changes: changeRows(visitor.person, decided.visitor, deciding) } }),
  };
  const { replaced: itself, unmet } = settlingOf(own, arrival);
  const outcome = appliedOutcome({
    changes: countChanges(changes) + countChanges(decided.visitor),
    replaced: replaced + itself,
    unmet: unmet + ahead.filter(({ namedBy }) => namedBy.length === 1).length,
    isConflict: itself === 0 && linkStatus(reading, arrival) === 'identity-conflict',
  });
  return { outcomes: [outcome], write: { kind: 'update', update } };
};
