import { day } from '#lib/core/time/duration.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { likely, type Person } from './person.ts';
import type { Character } from './personas.ts';
import type { Random } from './random.ts';
import { customer, eventAt, year, type ShopEvent } from './shop-event.ts';

const occupations = ['teacher', 'nurse', 'engineer', 'carpenter', 'designer', 'gardener', 'clerk'] as const;
const genders = ['female', 'male', 'diverse', 'female', 'male'] as const;
const contacts = ['email', 'post', 'sms'] as const;
const interests = ['hiking', 'baking', 'cycling', 'reading', 'gardening', 'camping', 'music'] as const;
const values = ['sustainability', 'family', 'quality', 'thrift', 'community'] as const;
const lifestyles = ['outdoors', 'homely', 'busy', 'minimal'] as const;
const climates: Readonly<Record<string, string>> = { ES: 'mediterranean', GB: 'oceanic', IE: 'oceanic' };

const isoDay = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10);

/** A birth date for an age from 17 to 80; some people turn 18, 26 or 60 during the year. */
const birthDate = (random: Random, { ages }: Character): string => {
  const [from, to] = likely(random, ages, [[17, 80]]);
  return isoDay(year.from - Math.floor((from + random.next() * (to - from)) * 365.25) * day);
};

/** One customer in five has a care plan, which is renewed half a year on. */
const carePlan = (born: string, at: Instant): { readonly custom?: { readonly renewsAt: string } } =>
  Number(born.slice(-2)) % 5 === 0 ? { custom: { renewsAt: isoDay(at + 182 * day) } } : {};

const fromCrm = (random: Random, person: Person, at: Instant): ShopEvent => {
  const { character } = person.persona;
  const born = birthDate(random, character);
  return eventAt(at, 'CustomerDescribed', {
    ...customer(person),
    via: 'crm',
    traits: {
      demographic: {
        birthDate: born,
        gender: likely(random, character.gender, genders),
      },
      geographic: {
        climate: climates[person.home.country] ?? 'continental',
        density: random.pick(['urban', 'suburban', 'rural']),
      },
      preferences: {
        language: random.pick(['en', 'en', 'en', 'de', 'fr']),
        channels: [likely(random, character.contact, contacts)],
      },
      ...carePlan(born, at),
    },
  });
};

const fromSurvey = (random: Random, person: Person, at: Instant): ShopEvent => {
  const { character } = person.persona;
  return eventAt(at, 'CustomerDescribed', {
    ...customer(person),
    via: 'survey',
    traits: {
      demographic: {
        occupation: random.pick(occupations),
        householdSize: random.whole(1, 5),
        children: random.whole(0, 3),
        income: { amount: random.whole(18, 90) * 1000_00, currency: 'GBP' },
      },
      psychographic: {
        interests: [...new Set([likely(random, character.interest, interests), random.pick(interests)])],
        values: [...new Set([likely(random, character.value, values), random.pick(values)])],
        lifestyle: [likely(random, character.lifestyle, lifestyles)],
      },
    },
  });
};

const consent = (person: Person, at: Instant, granted: boolean): ShopEvent =>
  eventAt(at, 'ConsentChanged', { ...customer(person), purpose: 'marketing', granted });

/** The events by which the shop learns about a customer, from an instant on. */
export const descriptionsOf = (random: Random, person: Person, since: Instant): readonly ShopEvent[] => {
  const events = [
    ...(random.happens(0.8) ? [fromCrm(random, person, since + 60_000)] : []),
    ...(random.happens(0.85) ? [fromSurvey(random, person, since + random.whole(2, 40) * day)] : []),
    ...(random.happens(0.6) ? [consent(person, since + 90_000, true)] : []),
    ...(random.happens(0.12) ? [consent(person, since + random.whole(30, 120) * day, false)] : []),
  ];
  return events.filter(({ arrivedAt }) => arrivedAt < year.to);
};
