import type { Span } from '../../measures/measure.ts';
import type { TraitTerms } from '../../profile/trait-terms.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Trait } from '../../profile/trait.ts';
import { instantOf } from '../../time/instant-of.ts';
import type { Instant } from '../../time/instant.ts';
import type { Operators, TraitOperators } from '../language/operators.ts';
import { flipLengths, type Countdown } from './countdown.ts';
import type { Measure } from './measure.ts';
import { compileElapsed, compileOperators, numbersIn, type Elapsed } from './operators.ts';
import { needsComparison } from './trait-operators.ts';

/** A condition without further conditions in it: what it says at any instant, and when that changes with no event. */
export interface Leaf {
  /** Puts it in short words. */
  readonly phrase: () => string;
  readonly holds: (state: CustomerState, now: Instant) => boolean;
  /** The value that is compared; undefined where there is none. */
  readonly observed: (state: CustomerState, now: Instant) => unknown;
  readonly isApproximate: (state: CustomerState, now: Instant) => boolean;
  /** The first instant of a span at which the leaf flips with no event; a later one or Infinity if none. Absent where it never flips, and beside a countdown. */
  readonly nextFlip?: ((state: CustomerState, span: Span) => Instant) | undefined;
  /** Set where the flips follow from a single instant. */
  readonly countdown?: Countdown | undefined;
}

/** The same leaf with its parts in the order of all others: V8 decides faster with one shape for all (docs/decisions/0007). */
export const inOneShape = ({ phrase, holds, observed, isApproximate, nextFlip, countdown }: Leaf): Leaf => ({
  phrase,
  holds,
  observed,
  isApproximate,
  nextFlip,
  countdown,
});

// Operators over events know no instant.
const noInstant = Number.NaN;

const exact = (): boolean => false;

/** A leaf over events. Sequences are compared with nothing: they hold or not. */
export const measureLeaf = (phrase: Leaf['phrase'], measure: Measure, operators: Operators): Leaf => {
  const test = compileOperators(operators);
  const { id, nextFlip } = measure;
  const holds = (value: unknown): boolean => test(value, noInstant);
  return {
    phrase,
    holds: ({ measures }, now) => holds(measure.valueAt(measures[id], now)),
    observed: ({ measures }, now) => measure.valueAt(measures[id], now),
    isApproximate: ({ measures }, now) => measure.isApproximate(measures[id], now),
    ...(nextFlip && { nextFlip: ({ measures }, span) => nextFlip(measures[id], span, holds) }),
  };
};

/** The parts that a leaf over a trait is compiled from. */
interface TraitComparison {
  readonly operators: TraitOperators;
  readonly terms: TraitTerms;
}

type Plain = Omit<Leaf, 'holds' | 'nextFlip' | 'countdown'>;

/** A leaf over a trait, with plain operators. */
export const traitLeaf = (phrase: Leaf['phrase'], trait: Trait, comparison: TraitComparison): Leaf => {
  const { operators, terms } = comparison;
  const { read } = trait;
  const leaf: Plain = { phrase, observed: ({ profile }, now) => read(profile, now, terms), isApproximate: exact };
  const elapsed = elapsedTest(trait, comparison);
  if (elapsed) return countdownLeaf(leaf, instantIn(trait, terms), elapsed);
  const test = compileOperators(operators);
  const holds: Leaf['holds'] = ({ profile }, now) => test(read(profile, now, terms), now);
  const flips = flipsOf(trait, comparison);
  return flips ? { ...leaf, holds, nextFlip: firstFlip(holds, flips) } : { ...leaf, holds };
};

/** Whether operators over a trait ask for no more than `traitLeaf` can tell. */
export const isPlain = ({ elapsed }: Trait, is: TraitOperators): boolean =>
  // A score is not an instant: it has no age of its own, though it follows from one.
  !needsComparison(is) && (elapsed === undefined || compileElapsed(is) === undefined);

/** Set where nothing is asked but how long something is ago. */
const elapsedTest = ({ elapsed }: Trait, { operators, terms: { rfm } }: TraitComparison): Elapsed | undefined => {
  if (!elapsed) return compileElapsed(operators);
  if (!rfm) return undefined;
  const scored = compileOperators(operators);
  return {
    test: (time) => scored(Number.isNaN(time) ? undefined : elapsed.valueAfter(time, rfm), noInstant),
    turns: elapsed.steps(rfm),
  };
};

type InstantIn = Omit<Countdown, 'flips'>;

/** The instant that a trait is, or is counted from. */
const instantIn = ({ path, instant, elapsed, read }: Trait, terms: TraitTerms): InstantIn => {
  const since = elapsed?.since ?? path;
  const known = elapsed?.instant ?? instant;
  return known
    ? { since, instant: (profile) => known(profile) ?? noInstant }
    : { since, instant: (profile) => instantOf(read(profile, noInstant, terms), terms.calendar) };
};

const countdownLeaf = (leaf: Plain, { since, instant }: InstantIn, { test, turns }: Elapsed): Leaf => ({
  ...leaf,
  holds: ({ profile }, now) => test(now - instant(profile)),
  countdown: { since, instant, flips: flipLengths(test, turns) },
});

type Flips = (state: CustomerState) => readonly Instant[];

/** The instants at which a comparison with numbers may flip; undefined where time alone never flips it. */
const flipsOf = (trait: Trait, { operators, terms }: TraitComparison): Flips | undefined => {
  const changes = trait.changesAt?.(numbersIn(operators));
  return changes && (({ profile }) => changes(profile, terms));
};

const firstFlip =
  (holds: Leaf['holds'], flips: Flips): NonNullable<Leaf['nextFlip']> =>
  (state, { after, until }) => {
    // Mostly none, such as a birthday, lies before the first flip that is known already: nothing is compared then.
    const within = flips(state).filter((at) => at > after && at <= until);
    if (within.length === 0) return Infinity;
    const before = holds(state, after);
    return Math.min(Infinity, ...within.filter((at) => holds(state, at) !== before));
  };
