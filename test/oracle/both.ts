import { inNewFolder } from '#test/support/folder.ts';
import { nameOf, ofOracle, realAccount, type Account, type Input } from './accounts.ts';
import { evaluate } from './evaluate.ts';
import { isObject } from './event-forms.ts';
import type { Flip } from './predictions/tolerance.ts';
import type { OracleResult } from './result.ts';

/** What stays of a number when its last digits are left out. */
const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));

const isBetween = (one: number, { from, to }: Flip): boolean =>
  (one >= from && one <= to) || isNear(one, from) || isNear(one, to);

const isSame = (real: unknown, expected: unknown, flips: readonly Flip[]): boolean => {
  if (typeof real === 'number' && typeof expected === 'number') {
    return isNear(real, expected) || flips.some((flip) => isNear(flip.at, expected) && isBetween(real, flip));
  }
  if (typeof real !== 'string' || typeof expected !== 'string') return false;
  const [one, other] = [Date.parse(real), Date.parse(expected)];
  return flips.some((flip) => flip.at === other && one >= flip.from && one <= flip.to);
};

/** What is real, with the expected in every place where the two may differ. */
const settled = (real: unknown, expected: unknown, flips: readonly Flip[]): unknown => {
  if (Array.isArray(real) && Array.isArray(expected)) return real.map((one, at) => settled(one, expected[at], flips));
  if (!isObject(real) || !isObject(expected)) return isSame(real, expected, flips) ? expected : real;
  return Object.fromEntries(Object.entries(real).map(([key, one]) => [key, settled(one, expected[key], flips)]));
};

const flipsByPerson = ({ changes, profiles }: OracleResult): Map<string, Flip[]> => {
  const told = [...changes.map(({ person, tolerated }) => ({ ...person, tolerated })), ...profiles];
  const flips = new Map<string, Flip[]>();
  for (const { tolerated, ...ids } of told) {
    const name = nameOf({ ...ids });
    flips.set(name, [...(flips.get(name) ?? []), ...Object.values(tolerated).flat()]);
  }
  return flips;
};

const settledPeople = <Said>(
  real: Readonly<Record<string, Said>>,
  expected: Readonly<Record<string, Said>>,
  flips: ReadonlyMap<string, readonly Flip[]>,
): Record<string, Said> =>
  Object.fromEntries(
    Object.entries(real).map(([name, said]) => [name, settled(said, expected[name], flips.get(name) ?? []) as Said]),
  );

/** What the pipeline brings about beside what it must: equal, but for what predictions may differ by, where they agree. */
export const bothAccounts = async (input: Input): Promise<{ readonly real: Account; readonly expected: Account }> => {
  const { next: _, ...real } = await inNewFolder((out) => realAccount(out, input));
  const result = evaluate(input);
  const expected = ofOracle(result);
  if (input.catalogue.predict === undefined) return { real, expected };
  const flips = flipsByPerson(result);
  const changes = settledPeople(real.changes, expected.changes, flips);
  const profiles = settledPeople(real.profiles, expected.profiles, flips);
  return { real: { ...real, changes, profiles }, expected };
};
