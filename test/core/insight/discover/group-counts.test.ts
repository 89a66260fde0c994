import { expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import { conductOf } from '#lib/core/insight/discover/conduct.ts';
import { foundCatalogue, foundSegments } from '#lib/core/insight/discover/found-catalogue.ts';
import { groupCounts } from '#lib/core/insight/discover/group-counts.ts';
import { findGroups } from '#lib/core/insight/discover/grouping.ts';
import { survey } from '#lib/core/insight/survey.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Accumulator } from '#lib/core/insight/accumulator.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { behavingPerson } from '#test/insight/behaving-people.ts';
import { threeManners, to } from '#test/insight/behaving.ts';

const chance = chanceFrom(9);
const crowd = threeManners.flatMap((manner, index) =>
  Array.from({ length: manner.people }, (_, number) => behavingPerson(chance, { id: `${index}-${number}`, manner })),
);

const keptOf = <Kept>({ empty, add }: Accumulator<Person, Kept, unknown>, people: readonly Person[]): Kept =>
  people.reduce(add, empty());

/** What four parts keep, merged in another order than that of the people. */
const mergedOf = <Kept>(accumulator: Accumulator<Person, Kept, unknown>, people: readonly Person[]): Kept => {
  const parts = [2, 0, 3, 1].map((part) =>
    keptOf(accumulator, people.filter((_, index) => index % 4 === part).reverse()),
  );
  return parts.reduce(accumulator.merge);
};

test('four parts learn the same groups as the whole, and count them the same, byte for byte', () => {
  const [whole, merged] = [keptOf(survey, crowd), mergedOf(survey, crowd)];
  expect(writeKept(merged)).toBe(writeKept(whole));
  const [grouping, other] = [whole, merged].map(({ sample }) =>
    findGroups(
      sample.map((person) => conductOf(person, to)),
      3,
    ),
  );
  expect(grouping?.means).toHaveLength(3);
  expect(writeKept(other)).toBe(writeKept(grouping));
  if (grouping === undefined) return;
  const found = foundSegments(grouping);
  const { segments } = compile(
    foundCatalogue(
      { currency: 'GBP', segments: [] },
      found.map(({ segment }) => segment),
    ),
  );
  const rules = found.flatMap(({ group, segment }) => {
    const compiled = segments.find(({ key }) => key === segment.key);
    return compiled ? [{ group, compiled }] : [];
  });
  const counts = groupCounts({ ...grouping, rules, now: to });
  expect(writeKept(mergedOf(counts, crowd))).toBe(writeKept(keptOf(counts, crowd)));
  expect(
    keptOf(counts, crowd)
      .map(({ members }) => members)
      .sort((one, two) => one - two),
  ).toEqual([45, 60, 95]);
});
