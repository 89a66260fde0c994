import type { InstantChanges, QuietChange } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import type { Case } from './audit.ts';
import { isHeldBack } from './audit-announcements.ts';
import { pairOf } from './subscriber.ts';

/** How the last of the changes between a person and a segment must have left them. */
export interface DueMembership {
  readonly person: PersonKey;
  readonly segment: string;
  readonly enteredAt: number;
  /** Undefined of who is in it. */
  readonly leftAt: number | undefined;
  /** Undefined where the last change was quiet. */
  readonly sequence: number | undefined;
  /** Whether the last change was announced: neither quiet nor held back. */
  readonly isTold: boolean;
}

const dueBy = (
  person: PersonKey,
  { effectiveAt }: InstantChanges,
  change: QuietChange & { readonly sequence?: number },
): Omit<DueMembership, 'isTold'> => ({
  person,
  segment: change.segment.key,
  enteredAt: parseInstant(change.enteredAt),
  leftAt: change.status === 'exited' ? parseInstant(effectiveAt) : undefined,
  sequence: change.sequence,
});

const duesOf = (found: Case, person: PersonKey, instant: InstantChanges): readonly DueMembership[] => {
  const wasHeldBack = isHeldBack(found, instant);
  return [...instant.changes, ...(instant.quiet ?? [])].map((change) => {
    const due = dueBy(person, instant, change);
    return { ...due, isTold: due.sequence !== undefined && !wasHeldBack };
  });
};

/** How everybody must stand to each segment, by both: of all that an undisturbed run has brought, the last. */
export const everyDue = (found: Case): ReadonlyMap<string, DueMembership> => {
  const all = [...found.expected.changes].flatMap(([person, instants]) =>
    instants.flatMap((instant) => duesOf(found, person, instant)),
  );
  return new Map(all.map((due) => [pairOf(due), due]));
};

/** The same of the segments that are kept. */
export const dueMemberships = (found: Case): ReadonlyMap<string, DueMembership> =>
  new Map([...everyDue(found)].filter(([, { segment }]) => found.world.setting.keptSegments?.has(segment) === true));
