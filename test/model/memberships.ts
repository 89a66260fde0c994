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
  /** That of the person's last published change where the last change was a quiet exit; undefined where it was a quiet entry. */
  readonly sequence: number | undefined;
  /** Whether the last change was announced: neither quiet nor held back. */
  readonly isTold: boolean;
}

type Change = QuietChange & { readonly sequence?: number };

const dueBy = (
  person: PersonKey,
  { effectiveAt }: InstantChanges,
  { segment, status, enteredAt, sequence }: Change,
): Omit<DueMembership, 'isTold'> => ({
  person,
  segment: segment.key,
  enteredAt: parseInstant(enteredAt),
  leftAt: status === 'exited' ? parseInstant(effectiveAt) : undefined,
  sequence,
});

const duesOf = (found: Case, person: PersonKey, instants: readonly InstantChanges[]): readonly DueMembership[] => {
  let last: number | undefined;
  return instants.flatMap((instant) => {
    const isTold = !isHeldBack(found, instant);
    const published = instant.changes.map((change) => ({ ...dueBy(person, instant, change), isTold }));
    const quiet = (instant.quiet ?? []).map((change) => {
      const sequence = change.status === 'exited' ? last : undefined;
      return { ...dueBy(person, instant, change), sequence, isTold: false };
    });
    last = instant.changes.at(-1)?.sequence ?? last;
    return [...published, ...quiet];
  });
};

/** How everybody must stand to each segment, by both: of all that an undisturbed run has brought, the last. */
export const everyDue = (found: Case): ReadonlyMap<string, DueMembership> => {
  const all = [...found.expected.changes].flatMap(([person, instants]) => duesOf(found, person, instants));
  return new Map(all.map((due) => [pairOf(due), due]));
};

/** The same of the segments that are kept. */
export const dueMemberships = (found: Case): ReadonlyMap<string, DueMembership> =>
  new Map([...everyDue(found)].filter(([, { segment }]) => found.world.setting.keptSegments?.has(segment) === true));
