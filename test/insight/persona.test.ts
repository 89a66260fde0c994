import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import { planComparison } from '#lib/core/insight/compare/compare-groups.ts';
import { groupSurvey, type Grouped } from '#lib/core/insight/groups.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import { personaCounts } from '#lib/core/insight/persona/persona.ts';
import { halfOf, rankOf, type Person } from '#lib/core/insight/person.ts';
import { sideBySide } from '#lib/core/insight/side-by-side.ts';
import { personasOf, type Persona } from '#lib/use-cases/insight/personas.ts';
import { crowdPerson, peopleOf, type Given } from './crowd.ts';
import { plantedCrowd } from './comparing.ts';
import { lowFigures } from './low-figures.ts';

const personaOf = async (crowd: readonly Person[], minimum?: number): Promise<Persona> =>
  (await personasOf(peopleOf(crowd, minimum), ['group']))[0] as Persona;

/** A crowd of which the first 100 of 500 are members, with what is given to each. */
const crowdOf = (given: (index: number, isMember: boolean) => Given, seed: number = 1): readonly Person[] => {
  const chance = chanceFrom(seed);
  return Array.from({ length: 500 }, (_, index) =>
    crowdPerson(chance, {
      id: `p${index}`,
      segments: index < 100 ? ['group'] : [],
      given: given(index, index < 100),
    }),
  );
};

const genders = (index: number): string => {
  if (index < 60) return 'female';
  return index < 95 ? 'male' : 'diverse';
};

const spent = (people: readonly Person[]) =>
  people.reduce((sum, { state }) => {
    const { gross = 0, refunded = 0 } = state.profile.orders ?? {};
    return sum + Number(gross) - Number(refunded);
  }, 0);

const aged = (age: (isMember: boolean, index: number) => number, gender: string = 'female') =>
  crowdOf((index, isMember) => ({
    'demographic.birthYear': 2026 - age(isMember, index),
    'demographic.gender': gender,
  }));

/** Members in the highest fifth. */
const old = (isMember: boolean, index: number): number => (isMember ? 80 : 20 + (index % 50));

const figuresOf = (figures: Persona['demographics'], trait: string) => figures?.filter((each) => each.trait === trait);

describe('persona', () => {
  test('tells of a number the middle one, and what half of the members lie between', async () => {
    const { demographics } = await personaOf(crowdOf((index) => ({ 'demographic.householdSize': index + 1 })));
    // Of 1 to 100 the smallest that 25, 50 and 75 of them do not exceed.
    expect(figuresOf(demographics, 'demographic.householdSize')).toEqual([
      { trait: 'demographic.householdSize', median: 50, range: [25, 75], known: 100 },
    ]);
  });

  test('tells of a value the share of those of whom it is known, with its range', async () => {
    const { channels } = await personaOf(
      crowdOf((index) => (index % 2 === 0 ? { 'preferences.channels': index < 60 ? ['email'] : ['post'] } : {})),
    );
    // Wilson by its formula, of 30 and of 20 of 50.
    expect(figuresOf(channels, 'preferences.channels')).toEqual([
      {
        trait: 'preferences.channels',
        value: 'email',
        share: 0.6,
        interval: [expect.closeTo(0.4618, 4), expect.closeTo(0.7239, 4)],
        members: 30,
        known: 50,
      },
      {
        trait: 'preferences.channels',
        value: 'post',
        share: 0.4,
        interval: [expect.closeTo(0.2761, 4), expect.closeTo(0.5382, 4)],
        members: 20,
        known: 50,
      },
    ]);
  });

  test('does not let the last share tell how few have another value', async () => {
    const { demographics } = await personaOf(crowdOf((index) => ({ 'demographic.gender': genders(index) })));
    expect(figuresOf(demographics, 'demographic.gender')).toMatchObject([
      { value: 'female', share: 0.6, members: 60 },
      { value: 'male', members: { above: 19 }, known: 100 },
    ]);
    expect(JSON.stringify(demographics)).not.toContain('diverse');
  });

  test('tells the share of everybody and of their revenue', async () => {
    const crowd = crowdOf(() => ({}));
    const { members, others, share, revenue } = await personaOf(crowd);
    const amount = spent(crowd.slice(0, 100));
    expect({ members, others, share, revenue }).toEqual({
      members: 100,
      others: 400,
      share: 0.2,
      revenue: { amount, share: amount / spent(crowd) },
    });
  });

  test('says of what nothing is known, and of what little is', async () => {
    const { notKnown } = await personaOf(
      crowdOf((index) => ({
        'psychographic.interests': [],
        ...(index % 3 === 0 && { 'psychographic.goals': ['thrift'] }),
        ...(index < 10 && { 'preferences.channels': ['email'] }),
      })),
    );
    expect(notKnown).toEqual([
      { part: 'psychographics', known: { below: 20 }, says: 'not known of any member' },
      { part: 'goals', known: 34, knownShare: 0.34 },
      { part: 'channels', known: { below: 20 } },
    ]);
  });

  test('says nothing of members who are too few but how many they are, and what defines them', async () => {
    const { asOf, ...persona } = await personaOf(
      crowdOf(() => ({})),
      101,
    );
    expect(asOf).toBe('2026-06-01T00:00:00.000Z');
    expect(persona).toEqual({
      segment: 'group',
      title: 'Group',
      byDefinition: ['custom.chosen'],
      members: 100,
      others: 400,
      share: 0.2,
    });
  });

  test.each([5, 20, 45])('tells nothing that rests on fewer than %i', async (minimum) => {
    for (const seed of [1, 2, 3]) {
      const persona = await personaOf(
        crowdOf((index, isMember) => ({ 'custom.club': isMember && index % 3 > 0 ? 'gold' : 'none' }), seed),
        minimum,
      );
      expect(persona.standsOut?.length).toBeGreaterThan(0);
      expect(lowFigures(persona, { minimum, exact: [] })).toEqual([]);
    }
  });

  test('tells how many of the lines that one half shows hold on the other', async () => {
    const { validation, standsOut } = await personaOf(
      plantedCrowd(1, { people: 1200, members: 400, share: 0.3, h: 0.9 }),
    );
    expect(standsOut?.some(({ trait }) => trait === 'custom.planted')).toBe(true);
    expect(validation).toEqual({ found: 1, held: 1 });
  });

  test('finds a line that one half alone has, and that it does not hold', async () => {
    const crowd = crowdOf(() => ({}));
    const halved = await personaOf(onOneHalf(crowd));
    expect(halved.validation).toEqual({ found: 1, held: 0 });
  });
});

describe('the name of a persona', () => {
  test.each([
    ['the highest fifth', old, 'Mature Mia'],
    ['the lowest fifth', (isMember: boolean, index: number) => (isMember ? 19 : 25 + (index % 50)), 'Young Yvonne'],
    ['no middle fifth', (isMember: boolean, index: number) => (isMember ? 45 : 20 + (index % 60)), 'Group Gina'],
  ])('is made of %s', async (_what, age, name) => {
    expect((await personaOf(aged(age))).name).toBe(name);
  });

  test('is made of a category', async () => {
    const crowd = crowdOf((_index, isMember) => ({ 'psychographic.interests': isMember ? ['cycling'] : ['golf'] }));
    expect((await personaOf(crowd)).name).toMatch(/^Cycling C/);
  });

  test('is of a gender only where most are known to be of it', async () => {
    expect((await personaOf(aged(old, 'male'))).name).toBe('Mature Max');
    expect((await personaOf(aged(old, 'diverse'))).name).toBe('Mature Morgan');
  });

  test('is that of the segment where chance alone tells its members apart', async () => {
    for (const seed of [1, 2, 3, 4, 5]) expect((await personaOf(crowdOf(() => ({}), seed))).name).toMatch(/^Group G/);
  });

  test('is not that of another beside it', async () => {
    const chance = chanceFrom(1);
    const crowd = Array.from({ length: 500 }, (_, index) =>
      crowdPerson(chance, {
        id: `p${index}`,
        segments: index < 100 ? ['group', 'control'] : [],
        given: { 'demographic.birthYear': index < 100 ? 1940 : 1960 + (index % 40) },
      }),
    );
    const names = (await personasOf(peopleOf(crowd), ['group', 'control'])).map(({ name }) => name);
    expect(names[0]).toMatch(/^Mature M/);
    expect(names[1]).toMatch(/^Control C/);
  });
});

/** Members of the first half of all, as ids are cut, wear hats; nobody else does. */
const onOneHalf = (crowd: readonly Person[]): readonly Person[] =>
  crowd.map(({ person, state }) => {
    const isHatted = 'group' in state.memberships && halfOf(rankOf(person)) === 0;
    const hat = [isHatted ? 'yes' : 'no', 0, 'e-1', 'crm'] as const;
    return {
      person,
      state: { ...state, profile: { ...state.profile, given: { ...state.profile.given, 'custom.hat': hat } } },
    };
  });

/** Each speaks of one of three topics. */
const speaking = (crowd: readonly Person[]): readonly Person[] =>
  crowd.map(({ person, state }, index) => {
    const tallies = { ...state.profile.tallies, topics: [[`topic ${index % 3}`, 1]] as const };
    return { person, state: { ...state, profile: { ...state.profile, tallies } } };
  });

describe('persona, whatever the order of people', () => {
  const crowd = speaking(plantedCrowd(5, { people: 900, members: 300, share: 0.3, h: 0.6 }));

  test('says the same', async () => {
    expect(JSON.stringify(await personaOf(crowd.toReversed()))).toBe(JSON.stringify(await personaOf(crowd)));
  });

  test('and in whatever parts: the counts of four parts merged are those of the whole by the byte', () => {
    const grouped = crowd.map((person): readonly Grouped[] => [
      { ...person, group: 'group' in person.state.memberships ? 'members' : 'others' },
      { ...person, group: 'group' in person.state.memberships ? 'others' : 'members' },
    ]);
    const surveyed = grouped.flatMap(([first]) => first ?? []).reduce(groupSurvey.add, groupSurvey.empty());
    const plan = planComparison(groupSurvey.result(surveyed), readKnown(peopleOf(crowd).catalogue));
    const { empty, add, merge } = sideBySide([personaCounts(plan), personaCounts(plan)]);
    const counted = (people: typeof grouped) => people.reduce(add, empty());
    const parts = [0, 1, 2, 3].map((part) => counted(grouped.filter((_, index) => index % 4 === part)));
    expect(writeKept(parts.reduceRight(merge))).toBe(writeKept(counted(grouped)));
  });
});
