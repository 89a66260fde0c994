import { advance } from '#lib/core/engine/advance.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { latestChanges } from '../history/latest-changes.ts';
import type { PastEvent } from '../history/past-events.ts';
import { difference, differencesBelow, type Difference } from './difference.ts';
import { disagreement } from './measure-outlook.ts';
import { reviewDifference } from './review-difference.ts';

/** A profile as it is stored, and as its ledger makes it. */
export interface ProfilePair {
  readonly person: PersonKey;
  readonly stored: CustomerState;
  /** At no later instant than `stored`, unless that is at fault. */
  readonly rebuilt: CustomerState;
  readonly events: readonly PastEvent[];
  readonly history: readonly ChangeRow[];
  /** When the store will name the person as due. */
  readonly dueAt: Instant | undefined;
  /** Until when reviews may have been made that changed nothing, and so left no trace but a later next review. */
  readonly until: Instant;
}

/** The traits that people see and, where those agree, the values they are made from. */
const profileDifferences = (catalogue: Catalogue, { stored, rebuilt }: ProfilePair): readonly Difference[] => {
  const [one, other] = [stored, rebuilt].map((state) => viewProfile(state, catalogue, stored.clock));
  const traits = differencesBelow('traits', one?.traits, other?.traits);
  const visible = [...traits, ...differencesBelow('sources', one?.sources, other?.sources)];
  return visible.length > 0 ? visible : differencesBelow('profile', stored.profile, rebuilt.profile);
};

const measureDifferences = (catalogue: Catalogue, { stored, rebuilt, events }: ProfilePair): readonly Difference[] =>
  [...catalogue.measures].flatMap(([id, { measure }]) => {
    const found = disagreement({
      measure,
      stored: stored.measures[id],
      rebuilt: rebuilt.measures[id],
      clock: stored.clock,
      events,
    });
    return found ? [difference(`measures.${id}`, found.stored, found.rebuilt)] : [];
  });

const inOrOut = (isMember: boolean): string => (isMember ? 'in' : 'out');

const membershipDifferences = ({ stored, rebuilt }: ProfilePair): readonly Difference[] =>
  [...new Set([...Object.keys(stored.memberships), ...Object.keys(rebuilt.memberships)])].flatMap((key) => {
    const [one, other] = [stored, rebuilt].map(({ memberships }) => Object.hasOwn(memberships, key));
    return one === other ? [] : [difference(`segments.${key}`, inOrOut(one === true), inOrOut(other === true))];
  });

/** The instants at which memberships began as published, where they differ from what is stored. */
export const publishedEntries = ({ person, stored, history }: ProfilePair): ReadonlyMap<string, Instant> => {
  const latest = latestChanges(history, person);
  return new Map(
    Object.entries(stored.memberships).flatMap(([key, enteredAt]) => {
      const change = latest.get(key);
      if (change?.status !== 'entered') return [];
      const published = parseInstant(change.effectiveAt);
      return published === enteredAt ? [] : [[key, published] as const];
    }),
  );
};

const entryDifferences = (pair: ProfilePair): readonly Difference[] =>
  [...publishedEntries(pair)].map(([key, published]) =>
    difference(`segments.${key}.enteredAt`, formatInstant(pair.stored.memberships[key] ?? 0), formatInstant(published)),
  );

/** The highest number that a change of the person was published with, and the latest instant that one took effect at. */
export const lastPublished = ({ person, history }: ProfilePair): Pick<CustomerState, 'sequence' | 'clock'> => {
  const own = history.filter((row) => row.person === person);
  return {
    sequence: own.reduce((last, { changes }) => Math.max(last, changes.at(-1)?.sequence ?? 0), 0),
    clock: own.reduce((last, { effectiveAt }) => Math.max(last, parseInstant(effectiveAt)), 0),
  };
};

/** A clock that is before something that has happened, a sequence that would be given twice, and a wrong number of events. */
const countDifferences = (pair: ProfilePair): readonly Difference[] => {
  const { stored, rebuilt } = pair;
  const last = lastPublished(pair);
  const clock = Math.max(rebuilt.clock, last.clock);
  return [
    ...(stored.clock < clock ? [difference('clock', formatInstant(stored.clock), formatInstant(clock))] : []),
    ...(stored.sequence < last.sequence ? [difference('sequence', stored.sequence, last.sequence)] : []),
    ...(stored.applied === rebuilt.applied ? [] : [difference('applied', stored.applied, rebuilt.applied)]),
  ];
};

/** A next change that no timer will bring in time. */
const timerDifferences = (catalogue: Catalogue, { stored, dueAt }: ProfilePair): readonly Difference[] => {
  const next = nextChangeAt(catalogue, stored);
  return next === null || (dueAt !== undefined && dueAt <= next)
    ? []
    : [difference('timer', dueAt === undefined ? undefined : formatInstant(dueAt), formatInstant(next))];
};

/**
 * Finds every difference between a profile as it is stored and as its ledger makes it: traits and their sources, measures
 * as far as they matter at the profile's clock, memberships and since when, the next review and its timer, the clock, the
 * sequence, the number of events.
 */
export const compareProfiles = (catalogue: Catalogue, pair: ProfilePair): readonly Difference[] => {
  const { stored } = pair;
  const behind = countDifferences(pair);
  // Changes that time brings up to the stored clock have already happened in the stored profile.
  const run = advance(catalogue, pair.rebuilt, stored.clock + 1);
  const atClock = { ...pair, rebuilt: run.state };
  return [
    ...profileDifferences(catalogue, atClock),
    ...measureDifferences(catalogue, atClock),
    ...membershipDifferences(atClock),
    ...entryDifferences(atClock),
    ...behind,
    ...reviewDifference(catalogue, atClock),
    ...timerDifferences(catalogue, atClock),
  ];
};
