import { erase } from '#lib/core/engine/erase.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { Arrival } from './arrival.ts';
import { changeRows, countChanges } from './change-rows.ts';
import { stateOf, type Deciding, type Reading, type Step } from './step.ts';

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
