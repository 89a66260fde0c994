import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import { countComparison, planComparison } from '#lib/core/insight/compare/compare-groups.ts';
import { groupSurvey, type Grouped } from '#lib/core/insight/groups.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import type { Line } from '#lib/core/insight/compare/line.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { compared, linesOf, plantedCrowd } from './comparing.ts';
import { crowdPerson, peopleOf, type Given } from './crowd.ts';
import { lowFigures } from './low-figures.ts';

const planted = { people: 900, members: 300, share: 0.3, h: 0.6 };

/** Members and others who are alike but for what is given to each. */
const twoGroups = (ofMember: (index: number) => Given, ofOther: (index: number) => Given): readonly Person[] => {
  const chance = chanceFrom(1);
  const person = (index: number, isMember: boolean) =>
    crowdPerson(chance, {
      id: `${isMember ? 'm' : 'o'}${index}`,
      segments: isMember ? ['group'] : [],
      given: isMember ? ofMember(index) : ofOther(index),
    });
  return [
    ...Array.from({ length: 200 }, (_, index) => person(index, true)),
    ...Array.from({ length: 800 }, (_, index) => person(index, false)),
  ];
};

const sized = { minimum: 20, exact: ['members'] };

const isRich = (index: number, many: number) => ({
  'custom.club': index < many ? 'gold' : 'none',
  'custom.card': index < many ? 'black' : 'none',
  'custom.pet': index % 10 < (many > 140 ? 2 : 6) ? 'cat' : 'dog',
});

const survey = (people: readonly Grouped[]) => people.reduce(groupSurvey.add, groupSurvey.empty());

describe('compare', () => {
  test('finds what members share, with every figure of it', async () => {
    const crowd = twoGroups(
      (index) => ({ 'custom.club': index < 120 ? 'gold' : 'none' }),
      (index) => ({ 'custom.club': index < 160 ? 'gold' : 'none' }),
    );
    const comparison = await compared(crowd);
    expect(comparison).toMatchObject({
      segment: 'group',
      with: 'rest',
      members: 200,
      others: 800,
      byDefinition: ['custom.chosen'],
    });
    const [line] = comparison.lines as [Line];
    expect(line).toMatchObject({
      trait: 'custom.club',
      value: 'gold',
      direction: 'more',
      share: 0.6,
      others: 0.2,
      members: 120,
      known: 200,
      confirmedOnHalf: true,
    });
    // Worked out by hand: h = 2 asin √0.6 - 2 asin √0.2, the shrunk shares are (120 + 14) / 250 and (160 + 14) / 850, Wilson by its formula.
    const figures = [line.effect, line.lift, ...(line.interval as readonly number[])];
    expect(figures.map((figure) => figure?.toFixed(4))).toEqual(['0.8449', '2.6184', '0.5308', '0.6654']);
    expect(line.q).toBeLessThan(1e-20);
  });

  test('says a boolean once, by the value that members have more often', async () => {
    const crowd = twoGroups(
      (index) => ({ 'custom.newsletter': index < 60 }),
      (index) => ({ 'custom.newsletter': index < 640 }),
    );
    const lines = (await linesOf(crowd)).filter(({ trait }) => trait === 'custom.newsletter');
    expect(lines).toMatchObject([{ value: false, direction: 'more', share: 0.7, others: 0.2 }]);
  });

  test('takes each element of a list by itself', async () => {
    const crowd = twoGroups(
      (index) => ({ 'psychographic.interests': index < 100 ? ['golf', 'wine'] : ['wine'] }),
      (index) => ({ 'psychographic.interests': index < 100 ? ['golf', 'wine'] : ['wine'] }),
    );
    expect((await linesOf(crowd)).map(({ value, share }) => [value, share])).toEqual([['golf', 0.5]]);
  });

  test('puts numbers into fifths of everybody with limits that a person would say', async () => {
    const crowd = twoGroups(
      (index) => ({ 'custom.score': 700 + index }),
      (index) => ({ 'custom.score': index }),
    );
    const [line] = await linesOf(crowd);
    expect(line).toMatchObject({ trait: 'custom.score', value: { gte: 750 }, members: 150, known: 200 });
  });

  test('leaves out what follows from a line above', async () => {
    const crowd = twoGroups(
      (index) => isRich(index, 120),
      (index) => isRich(index, 160),
    );
    const traits = new Set((await linesOf(crowd)).map(({ trait }) => trait));
    expect([...traits].sort()).toEqual([expect.stringMatching(/club|card/), 'custom.pet']);
  });

  test('never rests a figure on fewer than the minimum, nor lets one be worked out', async () => {
    const crowd = twoGroups(
      (index) => ({ 'custom.most': index < 190 ? 'yes' : 'no', 'custom.few': index < 19 ? 'yes' : 'no' }),
      (index) => ({ 'custom.most': index < 300 ? 'yes' : 'no', 'custom.few': 'no' }),
    );
    const comparison = await compared(crowd);
    expect(lowFigures(comparison, sized)).toEqual([]);
    const [line] = comparison.lines ?? [];
    expect(line).toEqual({
      trait: 'custom.most',
      value: 'yes',
      direction: 'more',
      others: 0.375,
      q: expect.any(Number) as number,
      members: { above: 180 },
      known: 200,
      confirmedOnHalf: true,
    });
    expect(JSON.stringify(comparison)).not.toContain('custom.few');
  });

  test('leaves out the share of others where that would tell on them', async () => {
    const crowd = twoGroups(
      (index) => ({ 'custom.rare': index < 100 ? 'yes' : 'no' }),
      (index) => ({ 'custom.rare': index < 7 ? 'yes' : 'no' }),
    );
    const [line] = await linesOf(crowd);
    expect(line).toMatchObject({ trait: 'custom.rare', value: 'yes', share: 0.5, members: 100 });
    expect(Object.keys(line ?? {})).not.toEqual(expect.arrayContaining(['others']));
    expect(Object.keys(line ?? {})).not.toEqual(expect.arrayContaining(['effect']));
  });

  test('tells of a segment smaller than the minimum its size and its definition alone', async () => {
    const crowd = plantedCrowd(1, { ...planted, members: 19 });
    const { definition, asOf, ...told } = await compared(crowd);
    expect({ definition, asOf }).toMatchObject({ definition: { key: 'group' }, asOf: '2026-06-01T00:00:00.000Z' });
    expect(told).toEqual({ segment: 'group', with: 'rest', members: 19, others: 881, byDefinition: ['custom.chosen'] });
    expect((await compared(crowd, 10)).lines).toBeDefined();
  });

  test('compares with the members of another segment, and takes who is in both for a member', async () => {
    const chance = chanceFrom(3);
    const crowd = Array.from({ length: 600 }, (_, index) =>
      crowdPerson(chance, {
        id: `p${index}`,
        segments: [...(index < 200 ? ['group'] : []), ...(index >= 100 && index < 400 ? ['control'] : [])],
      }),
    );
    expect(await compared(crowd, 20, 'control')).toMatchObject({ with: 'control', members: 200, others: 200 });
  });
});

describe('compare, whatever the order of people', () => {
  const crowd = plantedCrowd(5, planted);

  test('says the same', async () => {
    const told = await compared(crowd);
    expect(told.lines?.length).toBeGreaterThan(0);
    expect(await compared(crowd.toReversed())).toEqual(told);
  });

  test('and in whatever parts: both passes are the same by the byte when four parts are merged', () => {
    const { catalogue } = peopleOf(crowd);
    const grouped = crowd.map((person): Grouped => ({
      ...person,
      group: 'group' in person.state.memberships ? 'members' : 'others',
    }));
    const parts = [0, 1, 2, 3].map((part) => grouped.filter((_, index) => index % 4 === part));
    const whole = survey(grouped);
    expect(writeKept(parts.map(survey).reduceRight(groupSurvey.merge))).toBe(writeKept(whole));
    const plan = planComparison(groupSurvey.result(whole), readKnown(catalogue));
    const { empty, add, merge } = countComparison(plan, { minimum: 20, isLeftOut: () => false });
    const counted = (people: readonly Grouped[]) => people.reduce(add, empty());
    expect(writeKept(parts.map(counted).reduceRight(merge))).toBe(writeKept(counted(grouped)));
  });
});
