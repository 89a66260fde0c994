import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';

/** The clock, the trace and the quiet time that stamp decided changes. None affects a membership. */
export interface Stamping {
  /** The wall clock. */
  readonly now: () => Instant;
  /** The trace under way; none by default, so that the same events give the same bytes. */
  readonly traceId?: (() => string | undefined) | undefined;
  /** Changes that take effect before it are kept off the bus; none are by default. */
  readonly quietUntil?: Instant | undefined;
}

/** What a change keeps of a quiet time, so that its history tells later whether it was announced. */
const heldBack = { heldBack: true } as const;

/** Stamps one person's decided changes with the wall clock and the trace, as they are kept and published. */
export const changeRows = (
  person: PersonKey,
  changes: readonly InstantChanges[],
  { now, traceId, quietUntil = -Infinity }: Stamping,
): readonly ChangeRow[] => {
  if (changes.length === 0) return [];
  const trace = traceId?.();
  const stamp = {
    kind: 'changes' as const,
    person,
    decidedAt: formatInstant(now()),
    ...(trace !== undefined && { traceId: trace }),
  };
  return changes.map((instant) => ({
    ...instant,
    ...stamp,
    ...(quietUntil > -Infinity && parseInstant(instant.effectiveAt) < quietUntil && heldBack),
  }));
};

/** How many segments were entered or left. */
export const countChanges = (instants: readonly InstantChanges[]): number =>
  instants.reduce((count, { changes }) => count + changes.length, 0);
