import type { InstantChanges } from '../engine/decision.ts';
import type { PersonKey } from '../person.ts';
import type { ChangeRow } from '../store/customer-store.ts';
import { formatInstant, type Instant } from '../time/instant.ts';

/** Stamps one person's decided changes with the wall clock, as they are kept and published. */
export const changeRows = (
  person: PersonKey,
  changes: readonly InstantChanges[],
  decidedAt: Instant,
): readonly ChangeRow[] => {
  if (changes.length === 0) return [];
  const stamp = formatInstant(decidedAt);
  return changes.map((instant) => ({ ...instant, person, decidedAt: stamp }));
};

/** How many segments were entered or left. */
export const countChanges = (instants: readonly InstantChanges[]): number =>
  instants.reduce((count, { changes }) => count + changes.length, 0);
