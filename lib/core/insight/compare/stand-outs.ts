import type { Finding } from './finding.ts';
import type { FollowsFrom } from './follows-from.ts';

/** What makes a finding worth a line: large enough, certain enough, and true of enough members. */
const least = {
  effect: 0.2,
  falseDiscovery: 0.01,
  /** The effect at the lower end of its 99 % range. Of the false discoveries that are left, random groups are rid by this. */
  certainEffect: 0.12,
  errors: 2.576,
};

const isWorthALine = ({ effect, error, q, members }: Finding, minimum: number): boolean =>
  q < least.falseDiscovery &&
  Math.abs(effect) >= least.effect &&
  Math.abs(effect) - least.errors * error >= least.certainEffect &&
  members.having >= minimum &&
  // Nearly all members have it, if fewer than of others: that would only tell that some few have not.
  (effect > 0 || members.known - members.having >= minimum);

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

/**
 * The findings that are said, strongest first: one a trait and direction, without those that follow from one above.
 *
 * @param minimum - the fewest members that a line may rest on.
 */
export const standOuts = (
  findings: readonly Finding[],
  minimum: number,
  followsFrom: FollowsFrom,
): readonly Finding[] => {
  const said: Finding[] = [];
  for (const finding of strongest(findings.filter((each) => isWorthALine(each, minimum)))) {
    if (!said.some((above) => followsFrom(finding, above))) said.push(finding);
  }
  return said;
};
