import type { Finding } from './finding.ts';
import type { FollowsFrom } from './follows-from.ts';

/** What makes a finding worth a line: large enough, certain enough, and true of enough members. */
const least = {
  effect: 0.2,
  falseDiscovery: 0.01,
  /** Of the false discoveries that this leaves, these two rid 300 groups drawn at random. */
  errors: 4.5,
  /** The effect at the lower end of its 99 % range; more for a band in the middle, of which a person would hardly speak. */
  certain: { end: 0.12, middle: 0.2 },
};

/** Standard errors from the middle of a 99 % range to its end. */
const range99 = 2.576;

const isCertain = ({ effect, error }: Finding, isMiddle: boolean): boolean => {
  const size = Math.abs(effect);
  const { errors, certain } = least;
  return size >= errors * error && size - range99 * error >= (isMiddle ? certain.middle : certain.end);
};

/**
 * Whether members lack what a person would not say that they lack: a band in the middle; some of what they have none of, which
 * is said the other way round; and what nearly all of them have, if fewer than of others.
 */
const isIdle = (finding: Finding, { isMiddle, isSomeOrNone, minimum }: Saying): boolean => {
  const { effect, members } = finding;
  return effect < 0 && (isMiddle(finding) || isSomeOrNone(finding) || members.known - members.having < minimum);
};

const isWorthALine =
  (saying: Saying) =>
  (finding: Finding): boolean =>
    finding.q < least.falseDiscovery &&
    Math.abs(finding.effect) >= least.effect &&
    finding.members.having >= saying.minimum &&
    isCertain(finding, saying.isMiddle(finding)) &&
    !isIdle(finding, saying);

/** Rounded: of two as good as equal, what members have is said rather than what they lack. */
const strengthOf = ({ weight }: Finding): number => Math.round(Math.abs(weight) * 5) / 5;

/** Strongest first; of a boolean, whose values mirror each other, the value that members have more often. */
const byStrength = (one: Finding, other: Finding): number =>
  strengthOf(other) - strengthOf(one) ||
  other.effect - one.effect ||
  (one.trait + one.key < other.trait + other.key ? -1 : 1);

const isBoolean = ({ key }: Finding): boolean => key === 'true' || key === 'false';

/** What there is one line of: a direction of a trait; of a boolean, whose two directions say the same, the trait. */
const lineOf = (finding: Finding): string =>
  JSON.stringify([finding.trait, isBoolean(finding) ? 'boolean' : Math.sign(finding.effect)]);

/** The strongest of each trait and direction. */
const strongest = (findings: readonly Finding[]): readonly Finding[] => {
  const seen = new Set<string>();
  return findings.toSorted(byStrength).filter((finding) => {
    const line = lineOf(finding);
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
};

/** What findings are chosen by. */
export interface Saying {
  /** The fewest members that a line may rest on. */
  readonly minimum: number;
  /** Whether a finding is of a band with others on either side. */
  readonly isMiddle: (finding: Finding) => boolean;
  /** Whether a finding is to have some of what many have none of, or none of it. */
  readonly isSomeOrNone: (finding: Finding) => boolean;
  readonly followsFrom: FollowsFrom;
}

/** The findings that are said, strongest first: one a trait and direction, without those that follow from one above. */
export const standOuts = (findings: readonly Finding[], saying: Saying): readonly Finding[] => {
  const said: Finding[] = [];
  for (const finding of strongest(findings.filter(isWorthALine(saying)))) {
    if (!said.some((above) => saying.followsFrom(finding, above))) said.push(finding);
  }
  return said;
};
