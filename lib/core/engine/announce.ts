import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, CompiledSegment } from '../segments/compile/catalogue.ts';
import type { View } from '../segments/compile/node.ts';
import type { PositionSet } from '../segments/compile/position-set.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { Cause, InstantChanges, Origin, QuietChange, SegmentChange } from './decision.ts';
import { hush } from './hush.ts';
import type { Turn } from './turn.ts';

/** What turned at one instant, and why. */
export interface Announcement {
  readonly at: Instant;
  readonly origin: Origin;
  readonly cause: Cause;
  /** Never empty. */
  readonly turns: readonly Turn[];
  /** The segments that the person is in afterwards. */
  readonly members: PositionSet;
}

const consentPrefix = 'consent.';

const consentOf = ({ profile: { given } }: CustomerState): Record<string, boolean> => {
  const consent: [purpose: string, granted: boolean][] = [];
  for (const path of Object.keys(given)) {
    if (path.startsWith(consentPrefix)) consent.push([path.slice(consentPrefix.length), given[path]?.[0] as boolean]);
  }
  // A purpose may be called `__proto__`, which fromEntries makes a property like any other.
  return consent.length === 0 ? {} : Object.fromEntries(consent);
};

const publishedTraits = (
  { publish }: Turn['segment'],
  { rfm }: Catalogue,
  { state, at }: View,
): Record<string, unknown> => {
  const traits: Record<string, unknown> = {};
  for (const { path, read } of publish) {
    const value = read(state.profile, at, rfm);
    if (value !== undefined) traits[path] = value;
  }
  return traits;
};

const keysOf = ({ positionsInOrder, segments }: Catalogue, members: PositionSet): readonly string[] => {
  const keys: string[] = [];
  for (const position of positionsInOrder) {
    if (members.has(position)) keys.push((segments[position] as CompiledSegment).key);
  }
  return keys;
};

const withQuiet = (state: CustomerState, quiet: readonly string[]): CustomerState => {
  if (quiet.length > 0) return { ...state, quiet };
  if (!state.quiet) return state;
  const { quiet: _, ...rest } = state;
  return rest;
};

const named = ({ key, name, definitionHash }: Turn['segment']): SegmentChange['segment'] => ({
  key,
  name,
  definitionHash,
});

const quietChange = ({ segment, status, enteredAt, because }: Turn): QuietChange => ({
  status,
  segment: named(segment),
  because,
  enteredAt: formatInstant(enteredAt),
});

const isBefore = (one: Turn, other: Turn | undefined): boolean => !other || one.segment.index < other.segment.index;

/** As the catalogue lists its segments; mostly that is how they turned, since few refer to one that is listed later. */
const inOrder = (turns: readonly Turn[]): readonly Turn[] =>
  turns.every((turn, position) => isBefore(turn, turns[position + 1]))
    ? turns
    : turns.toSorted((one, other) => one.segment.index - other.segment.index);

/**
 * Numbers and writes down what turned at one instant, in the catalogue's order.
 *
 * @param state - the one afterwards, but for its sequence.
 */
export const announce = (
  catalogue: Catalogue,
  state: CustomerState,
  { turns, members, at, origin, cause }: Announcement,
): { readonly state: CustomerState; readonly changes: InstantChanges } => {
  const ordered = inOrder(turns);
  const { told, hushed, quiet } = hush(ordered, state.quiet, origin);
  const effectiveAt = formatInstant(at);
  const { nextReviewAt } = state;
  const changes = told.map(({ segment, status, enteredAt, because }, index): SegmentChange => ({
    sequence: state.sequence + index + 1,
    status,
    segment: named(segment),
    because,
    enteredAt: enteredAt === at ? effectiveAt : formatInstant(enteredAt),
    traits: publishedTraits(segment, catalogue, { state, at }),
  }));
  return {
    state: withQuiet({ ...state, clock: Math.max(state.clock, at), sequence: state.sequence + told.length }, quiet),
    changes: {
      effectiveAt,
      origin,
      cause,
      segments: keysOf(catalogue, members),
      consent: consentOf(state),
      nextReviewAt: nextReviewAt === null ? null : formatInstant(nextReviewAt),
      changes,
      ...(hushed.length > 0 && { quiet: hushed.map(quietChange) }),
    },
  };
};
