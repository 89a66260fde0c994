import { erase } from '#lib/core/engine/erase.ts';
import { link } from '#lib/core/engine/link.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { CustomerUpdate } from '#lib/ports/store/customer-store.ts';
import { ledgerRowOf, type Arrival } from './arrival.ts';
import { changeRows, countChanges } from './change-rows.ts';
import { visitorNamedBy } from './link-status.ts';
import { quarantined } from './outcome.ts';
import { largeProfileRefusal } from './refusals.ts';
import { stateOf, type Deciding, type Reading, type Step } from './step.ts';

/** Links the visitor named beside the customer, in one write to both. */
export const decideLink = (deciding: Deciding, reading: Reading, arrival: Arrival): Step => {
  const { own } = reading;
  const visitor = visitorNamedBy(arrival, reading);
  const decided = link(deciding.catalogue, { customer: stateOf(own), visitor: stateOf(visitor) }, arrival);
  const { state, changes } = decided.customer;
  const refusal = largeProfileRefusal(arrival, state);
  if (refusal) return { outcomes: [quarantined(refusal)] };
  const update: CustomerUpdate = {
    loaded: own,
    state,
    events: [ledgerRowOf(own, arrival)],
    changes: changeRows(own.person, changes, deciding),
    link: { visitor, changes: changeRows(visitor.person, decided.visitor, deciding) },
  };
  const count = countChanges(changes) + countChanges(decided.visitor);
  return { outcomes: [{ kind: 'applied', changes: count }], write: { kind: 'update', update } };
};

/** Erases the person: the exits, then the announcement with a new receipt, then only a tombstone. */
export const decideErasure = (deciding: Deciding, { own }: Reading, arrival: Arrival): Step => {
  const { sequence, at, changes } = erase(deciding.catalogue, stateOf(own), arrival);
  const erasure = {
    loaded: own,
    sequence,
    changes: changeRows(own.person, changes, deciding),
    announcement: {
      kind: 'erasure' as const,
      person: own.person,
      erasedAt: formatInstant(at),
      receiptId: deciding.newId(),
    },
  };
  const outcomes = [{ kind: 'applied', changes: countChanges(changes) }] as const;
  return { outcomes, write: { kind: 'erasure', erasure } };
};
