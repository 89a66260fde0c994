import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { foldGivenTraits, mergeGivenTraits } from '#lib/core/profile/given-traits.ts';
import { emptyState, type Profile } from '#lib/core/profile/state.ts';
import { knownTrait } from '#lib/core/profile/trait.ts';
import { readPlaces } from '#lib/core/insight/places/place-levels.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { example } from '#test/events/entries.ts';
import { plainTerms } from '#test/support/plain-terms.ts';
import { consent, described, fact, feedback, purchase, visit } from './events.ts';
import { profileOf, traitOf, view } from './viewed.ts';

const given = (...events: readonly ArrivedEvent[]): Profile['given'] =>
  events.reduce<Profile['given']>((before, event) => foldGivenTraits(before, fact(event)), {});

const city = (at: string, name: string, more: object = {}): ArrivedEvent =>
  described({ at, traits: { geographic: { city: name } }, ...more });

const [monday, tuesday, friday] = ['2027-01-04T00:00:00Z', '2027-01-05T00:00:00Z', '2027-01-08T00:00:00Z'];

describe('foldGivenTraits()', () => {
  test('lets the newest by event time win, however late it arrives', () => {
    const late = city(monday, 'Leeds', { arrivedAt: friday });
    for (const events of [
      [city(tuesday, 'York'), late],
      [late, city(tuesday, 'York')],
    ]) {
      expect(given(...events)['geographic.city']?.[0]).toBe('York');
    }
  });

  test('takes the arrival for the time of what claims to be later', () => {
    const ahead = city('2027-01-04T00:04:00Z', 'Leeds', { arrivedAt: monday });
    expect(given(ahead, city('2027-01-04T00:01:00Z', 'York'))['geographic.city']?.[0]).toBe('York');
  });

  test('lets the larger id win of two equal times, by UTF-16 code unit', () => {
    const [small, large] = [city(monday, 'Leeds', { eventId: 'B' }), city(monday, 'York', { eventId: 'a' })];
    for (const events of [
      [small, large],
      [large, small],
    ]) {
      expect(given(...events)['geographic.city']?.[0]).toBe('York');
    }
  });

  test('lets the customer’s own win over a linked visitor’s where time and id are equal', () => {
    const own = city(monday, 'Leeds', { eventId: 'a' });
    const [visitors, anothers] = [{ anonymousId: 'v-1' }, { anonymousId: 'v-2' }].map((ids) =>
      city(monday, 'York', { eventId: 'a', customerId: undefined, ...ids }),
    ) as [ArrivedEvent, ArrivedEvent];
    for (const events of [
      [own, visitors, anothers],
      [visitors, own, anothers],
      [anothers, visitors, own],
    ]) {
      expect(given(...events)['geographic.city']?.[0]).toBe('Leeds');
    }
  });

  test('takes each trait on its own, lists and incomes whole', () => {
    const first = described({
      at: monday,
      traits: {
        demographic: { gender: 'f', income: { amount: 1, currency: 'GBP' } },
        psychographic: { interests: ['chess', 'tea'] },
      },
    });
    const second = described({
      at: tuesday,
      traits: { demographic: { income: { amount: 2, currency: 'EUR' } }, psychographic: { interests: [] } },
    });
    const { traits } = view(profileOf([second, first]));
    expect(traits['demographic']).toEqual({ gender: 'f', income: { amount: 2, currency: 'EUR' } });
    // The newer list is empty, and an empty list does not exist.
    expect(traits['psychographic']).toBeUndefined();
  });

  test('keeps where each came from and when', () => {
    const { sources, traits } = view(
      profileOf([
        city(monday, 'Leeds', { via: 'sales' }),
        purchase({ at: tuesday, shipTo: { country: 'GB' } }),
        visit({ at: friday, place: { region: 'Yorkshire' } }),
        consent({ at: friday, purpose: 'analytics', granted: false }),
        described({ at: friday, via: 'survey', traits: { custom: { tier: 'gold', 'a.b': 7 } } }),
      ]),
    );
    const [mon, tue, fri] = ['2027-01-04T00:00:00.000Z', '2027-01-05T00:00:00.000Z', '2027-01-08T00:00:00.000Z'];
    expect(sources).toEqual({
      'geographic.city': { via: 'sales', at: mon },
      'geographic.country': { via: 'PurchaseMade', at: tue },
      'geographic.region': { via: 'VisitMade', at: fri },
      'consent.analytics': { via: 'ConsentChanged', at: fri },
      'custom.tier': { via: 'survey', at: fri },
      'custom.a.b': { via: 'survey', at: fri },
    });
    expect(traits).toMatchObject({
      geographic: { city: 'Leeds', country: 'GB', region: 'Yorkshire' },
      consent: { analytics: false },
      custom: { tier: 'gold', 'a.b': 7 },
    });
  });

  test('gives the same object back where it gives nothing newer', () => {
    const before = given(city(tuesday, 'York'));
    expect(foldGivenTraits(before, fact(city(monday, 'Leeds')))).toBe(before);
    expect(foldGivenTraits(before, fact(feedback({ at: friday })))).toBe(before);
  });
});

/** What insight knows of a profile, places included. */
const knownOf = (profile: Profile): readonly unknown[] => {
  const known: unknown[] = [];
  const take = (...each: readonly unknown[]): void => void known.push(each);
  const state = { ...emptyState, profile };
  const now = Date.UTC(2027, 5, 1);
  readKnown(compile({ currency: 'GBP', segments: [] }))(state, now, take);
  readPlaces(state, now, take);
  return known;
};

const forgetting = (at: string, forget: readonly string[], more: object = {}): ArrivedEvent =>
  described({ at, traits: undefined, forget, ...more });

const cityOf = (...events: readonly ArrivedEvent[]): unknown => traitOf('geographic.city', events);

describe('a forgotten trait', () => {
  test('is absent from the event’s time on until a newer event gives it, in whatever order they come', () => {
    const [leeds, gone, york] = [city(monday, 'Leeds'), forgetting(tuesday, ['geographic.city']), city(friday, 'York')];
    for (const events of [
      [leeds, gone],
      [gone, leeds],
    ]) {
      expect(cityOf(...events)).toBeUndefined();
      expect(view(profileOf(events)).sources).toEqual({});
    }
    for (const events of [
      [leeds, gone, york],
      [york, gone, leeds],
      [gone, york, leeds],
    ])
      expect(cityOf(...events)).toBe('York');
    expect(cityOf(gone, purchase({ at: friday, shipTo: { country: 'GB', city: 'Hull' } }))).toBe('Hull');
  });

  test('is like a value: of two equal times the larger id wins', () => {
    const [small, large] = [city(monday, 'Leeds', { eventId: 'B' }), city(monday, 'York', { eventId: 'b' })];
    const gone = forgetting(monday, ['geographic.city'], { eventId: 'a' });
    expect(cityOf(small, gone)).toBeUndefined();
    expect(cityOf(gone, small)).toBeUndefined();
    expect(cityOf(gone, large)).toBe('York');
  });

  test('is given where one event forgets and gives it', () => {
    const both = described({ at: tuesday, traits: { geographic: { city: 'York' } }, forget: ['geographic.city'] });
    expect(cityOf(city(monday, 'Leeds'), both)).toBe('York');
  });

  test('leaves every other trait as it is', () => {
    const told = described({
      at: monday,
      traits: { custom: { tier: 'gold', points: 7 }, geographic: { city: 'Leeds' } },
    });
    const { traits } = view(profileOf([told, forgetting(tuesday, ['custom.tier', 'demographic.gender'])]));
    expect(traits).toMatchObject({ custom: { points: 7 }, geographic: { city: 'Leeds' } });
    expect(traits['custom']).toEqual({ points: 7 });
    expect(traits['demographic']).toBeUndefined();
  });

  test('is nowhere: not in conditions, in computed traits, in what is known for insight, nor in places', () => {
    const { traits } = example('CustomerDescribed').detail;
    const paths = Object.entries(Object(traits)).flatMap(([group, of]) =>
      Object.keys(Object(of)).map((name) => `${group}.${name}`),
    );
    const told = described({ at: monday, traits });
    const [known, forgotten, never] = [
      profileOf([told]),
      profileOf([told, forgetting(monday, paths, { eventId: 'zz' })]),
      profileOf([described({ at: monday })]),
    ];
    const now = Date.UTC(2027, 5, 1);
    const read = (profile: Profile, path: string) => knownTrait(path)?.read(profile, now, plainTerms);
    const all = [...paths, 'demographic.age', 'demographic.income.amount', 'demographic.income.currency'];
    expect(all.filter((path) => read(known, path) === undefined)).toEqual([]);
    expect(all.filter((path) => read(forgotten, path) !== undefined)).toEqual([]);
    expect(view(forgotten)).toEqual(view(never));
    expect(knownOf(forgotten)).toEqual(knownOf(never));
    expect(knownOf(known).length).toBeGreaterThan(paths.length);
  });
});

describe('mergeGivenTraits()', () => {
  const arrivals = fc.array(
    fc
      .record({
        hours: fc.nat({ max: 3 }),
        eventId: fc.constantFrom('a', 'b', 'B', 'c'),
        name: fc.constantFrom('Leeds', 'York', 'Lyon', 'forget'),
        ids: fc.constantFrom({}, { customerId: undefined, anonymousId: 'v-1' }),
      })
      .map(({ hours, eventId, name, ids }) => {
        const at = `2027-01-04T0${hours}:00:00Z`;
        if (name === 'forget') return forgetting(at, ['geographic.city', 'custom.tier'], { eventId, ...ids });
        return city(at, name, { eventId, ...ids });
      }),
    { maxLength: 8 },
  );

  test('is what all events tell, in whatever order', () => {
    fc.assert(
      fc.property(arrivals, arrivals, (mine, theirs) => {
        const all = given(...mine, ...theirs);
        expect(mergeGivenTraits(given(...mine), given(...theirs))).toEqual(all);
        expect(mergeGivenTraits(given(...theirs), given(...mine))).toEqual(all);
      }),
    );
  });
});
