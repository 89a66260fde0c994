import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';

/** The clock and the trace that stamp decided changes. Neither affects a membership. */
export interface Stamping {
  /** The wall clock. */
  readonly now: () => Instant;
  /** The trace under way; none by default, so that the same events give the same bytes. */
  readonly traceId?: (() => string | undefined) | undefined;
}

/** Stamps one person's decided changes with the wall clock and the trace, as they are kept and published. */
export const changeRows = (
  person: PersonKey,
  changes: readonly InstantChanges[],
  { now, traceId }: Stamping,
): readonly ChangeRow[] => {
  if (changes.length === 0) return [];
  const trace = traceId?.();
  const stamp = {
    kind: 'changes' as const,
    person,
    decidedAt: formatInstant(now()),
    ...(trace !== undefined && { traceId: trace }),
  };
  return changes.map((instant) => ({ ...instant, ...stamp }));
};

/** How many segments were entered or left. */
export const countChanges = (instants: readonly InstantChanges[]): number =>
  instants.reduce((count, { changes }) => count + changes.length, 0);
