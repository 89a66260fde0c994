import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, CompiledSegment, Position } from '../segments/catalogue.ts';
import { nodeHolds } from '../segments/condition.ts';
import { explain, type Reason, type View } from '../segments/explain.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { Cause, Decision, InstantChanges, Origin, SegmentChange } from './decision.ts';
import { nextFlip, reviewAt, type Flip } from './next-flip.ts';

/** When and why membership is decided. */
export interface Occasion {
  readonly at: Instant;
  readonly origin: Origin;
  readonly cause: Cause;
  /** How things stood just before: what has turned since explains a change. */
  readonly before: View;
  /** Segments left because the catalogue has them no more. */
  readonly gone?: readonly Turn[];
}

/** What is told of a segment. */
type Announced = Pick<CompiledSegment, 'key' | 'name' | 'definitionHash' | 'index' | 'publish'>;

/** A segment entered or left, before it has a sequence. */
export interface Turn {
  readonly segment: Announced;
  readonly status: SegmentChange['status'];
  readonly enteredAt: Instant;
  readonly because: readonly Reason[];
}

/** A decision with the flip that its state waits for. */
export interface Decided extends Decision {
  readonly next: Flip;
}

const consentOf = ({ profile }: CustomerState): Record<string, boolean> =>
  Object.fromEntries(
    Object.entries(profile.given).flatMap(([path, [value]]) =>
      path.startsWith('consent.') ? [[path.slice('consent.'.length), value as boolean]] : [],
    ),
  );

const publishedTraits = ({ publish }: Announced, { rfm }: Catalogue, { state, at }: View): Record<string, unknown> =>
  Object.fromEntries(
    publish
      .map(({ path, read }) => [path, read({ profile: state.profile, rfm, now: at })] as const)
      .filter(([, value]) => value !== undefined),
  );

const segmentsOf = ({ positions, segments }: Catalogue, { memberships }: CustomerState): readonly string[] =>
  Object.keys(memberships)
    .map((key) => segments[positions.get(key) ?? -1])
    .filter((segment) => segment !== undefined)
    .sort((one, other) => one.index - other.index)
    .map(({ key }) => key);

/** Numbers and writes down what turned at one instant, in the catalogue's order. `state` is the one afterwards, but for its sequence. */
export const announce = (
  catalogue: Catalogue,
  state: CustomerState,
  { turns, at, origin, cause }: Announcement,
): Decided => {
  const next = nextFlip(catalogue, state, at);
  const nextReviewAt = reviewAt(next);
  if (turns.length === 0) return { state: { ...state, nextReviewAt }, changes: [], next };
  const ordered = [...turns].sort((one, other) => one.segment.index - other.segment.index);
  const changes = ordered.map(({ segment, status, enteredAt, because }, index): SegmentChange => ({
    sequence: state.sequence + index + 1,
    status,
    segment: { key: segment.key, name: segment.name, definitionHash: segment.definitionHash },
    because,
    enteredAt: formatInstant(enteredAt),
    traits: publishedTraits(segment, catalogue, { state, at }),
  }));
  const instant: InstantChanges = {
    effectiveAt: formatInstant(at),
    origin,
    cause,
    segments: segmentsOf(catalogue, state),
    consent: consentOf(state),
    nextReviewAt: nextReviewAt === null ? null : formatInstant(nextReviewAt),
    changes,
  };
  return {
    state: { ...state, clock: Math.max(state.clock, at), sequence: state.sequence + turns.length, nextReviewAt },
    changes: [instant],
    next,
  };
};

type Announcement = Omit<Occasion, 'before'> & { readonly turns: readonly Turn[] };

type Memberships = CustomerState['memberships'];

const entered = (memberships: Memberships, key: string): Instant | undefined =>
  Object.hasOwn(memberships, key) ? memberships[key] : undefined;

const entering = (state: CustomerState, key: string, at: Instant): CustomerState => ({
  ...state,
  memberships: { ...state.memberships, [key]: at },
});

// A copy without the key: an object that a key was deleted from stays slow for good.
const leaving = (state: CustomerState, left: string): CustomerState => ({
  ...state,
  memberships: Object.fromEntries(Object.entries(state.memberships).filter(([key]) => key !== left)),
});

/** Decides some segments at one instant, in order of references, so that each sees those it refers to as they are now. */
export const decide = (
  catalogue: Catalogue,
  { state, positions }: { readonly state: CustomerState; readonly positions: Iterable<Position> },
  { at, ...occasion }: Occasion,
): Decided => {
  let now: CustomerState = { ...state, catalogue: catalogue.hash, deployment: catalogue.deployment };
  const turned: (Omit<Turn, 'because'> & { readonly segment: CompiledSegment })[] = [];
  for (const position of [...positions].sort((one, other) => one - other)) {
    const segment = catalogue.segments[position] as CompiledSegment;
    const enteredAt = entered(now.memberships, segment.key);
    if (nodeHolds(segment.condition, now, at) === (enteredAt !== undefined)) continue;
    const isEntry = enteredAt === undefined;
    now = isEntry ? entering(now, segment.key, at) : leaving(now, segment.key);
    turned.push({ segment, status: isEntry ? 'entered' : 'exited', enteredAt: enteredAt ?? at });
  }
  const view: View = { state: now, at };
  const turns = turned.map((turn) => ({ ...turn, because: explain(turn.segment.condition, view, occasion.before) }));
  return announce(catalogue, now, { ...occasion, at, turns: [...(occasion.gone ?? []), ...turns] });
};
