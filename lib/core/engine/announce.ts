import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, CompiledSegment } from '../segments/compile/catalogue.ts';
import type { View } from '../segments/compile/node.ts';
import type { PositionSet } from '../segments/compile/position-set.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { Cause, InstantChanges, Origin, QuietChange, SegmentChange } from './decision.ts';
import type { MembershipChange } from './membership-change.ts';
import { splitQuiet } from './split-quiet.ts';

/** The changes of one instant, and why they came. */
export interface Announcement {
  readonly at: Instant;
  readonly origin: Origin;
  readonly cause: Cause;
  /** Never empty. */
  readonly changes: readonly MembershipChange[];
  /** The segments that the person is in afterwards. */
  readonly members: PositionSet;
}

const consentPrefix = 'consent.';

/** What a person allows, by purpose. */
export const consentOf = ({ profile: { given } }: CustomerState): Record<string, boolean> => {
  const consent: [purpose: string, granted: boolean][] = [];
  for (const path of Object.keys(given)) {
    if (path.startsWith(consentPrefix)) consent.push([path.slice(consentPrefix.length), given[path]?.[0] as boolean]);
  }
  // A purpose may be called `__proto__`: fromEntries makes it an own property like any other.
  return consent.length === 0 ? {} : Object.fromEntries(consent);
};

/** The traits that a segment publishes, by path; one without a value is absent. */
export const publishedTraits = (
  { publish }: Pick<MembershipChange['segment'], 'publish'>,
  { state, at }: View,
): Record<string, unknown> => {
  const traits: Record<string, unknown> = {};
  for (const { path, valueAt } of publish) {
    const value = valueAt(state, at);
    if (value !== undefined) traits[path] = value;
  }
  return traits;
};

/** The keys of segments, in the order in which the catalogue lists them. */
export const keysOf = ({ positionsInOrder, segments }: Catalogue, members: PositionSet): readonly string[] => {
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

const named = ({ key, name, definitionHash }: MembershipChange['segment']): SegmentChange['segment'] => ({
  key,
  name,
  definitionHash,
});

const quietChange = (
  { segment, status, enteredAt, because }: MembershipChange,
  { sequence }: CustomerState,
): QuietChange => ({
  status,
  segment: named(segment),
  because,
  enteredAt: formatInstant(enteredAt),
  ...(status === 'exited' && sequence > 0 && { lastSequence: sequence }),
});

const isBefore = (one: MembershipChange, other: MembershipChange | undefined): boolean =>
  !other || one.segment.index < other.segment.index;

/** Changes in the order in which the catalogue lists their segments. Mostly they are in it, as few segments refer to a later one. */
const inOrder = (changes: readonly MembershipChange[]): readonly MembershipChange[] =>
  changes.every((change, position) => isBefore(change, changes[position + 1]))
    ? changes
    : changes.toSorted((one, other) => one.segment.index - other.segment.index);

/**
 * Numbers the changes of one instant, in the catalogue's order, and writes them as they go out.
 *
 * @param state - the state after the changes, apart from its sequence.
 */
export const announce = (
  catalogue: Catalogue,
  state: CustomerState,
  { changes, members, at, origin, cause }: Announcement,
): { readonly state: CustomerState; readonly changes: InstantChanges } => {
  const { published, suppressed, quietAfter } = splitQuiet(inOrder(changes), state.quiet, origin);
  const effectiveAt = formatInstant(at);
  const { nextReviewAt } = state;
  const numbered = published.map(({ segment, status, enteredAt, because }, index): SegmentChange => ({
    sequence: state.sequence + index + 1,
    status,
    segment: named(segment),
    because,
    enteredAt: enteredAt === at ? effectiveAt : formatInstant(enteredAt),
    traits: publishedTraits(segment, { state, at }),
  }));
  const after = { ...state, clock: Math.max(state.clock, at), sequence: state.sequence + published.length };
  return {
    state: withQuiet(after, quietAfter),
    changes: {
      effectiveAt,
      origin,
      cause,
      segments: keysOf(catalogue, members),
      consent: consentOf(state),
      nextReviewAt: nextReviewAt === null ? null : formatInstant(nextReviewAt),
      changes: numbered,
      ...(suppressed.length > 0 && { quiet: suppressed.map((change) => quietChange(change, state)) }),
    },
  };
};
