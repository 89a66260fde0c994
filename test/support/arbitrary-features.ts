import * as fc from 'fast-check';
import type { Catalogue, Condition, Operators, Segment, Selection, Where, Window } from '#test/oracle/catalogue.ts';
import type { CalendarUnit } from '#test/oracle/dates.ts';
import { arbitraryTopics, wideLanguage } from './arbitrary-catalogue.ts';
import { localFields } from './arbitrary-fields.ts';
import { arbitraryModel } from './arbitrary-models.ts';
import { anniversary, coming, comparedMoment, folding, timesDays } from './arbitrary-operators.ts';
import {
  between,
  counted,
  during,
  elementsOver,
  itemsCounted,
  limitsIn,
  numeric,
  plainWhere,
  treeOver,
  type Language,
} from './arbitrary-selections.ts';
import {
  madeOfPrediction,
  nextOrder,
  numberOf,
  overdue,
  percentiles,
  predictedPaths,
  tier,
} from './arbitrary-predictions.ts';
import { sameThing } from './arbitrary-sequences.ts';
import { compared, latest, lists, moments, mostFrequent, type Unnamed } from './arbitrary-shop-traits.ts';
import type { Scene } from './scenes.ts';
import { vocabulary } from './vocabulary.ts';

type Asked = Pick<Catalogue, 'traits' | 'topics' | 'requires' | 'predict'> & {
  readonly when: Condition;
  readonly publish?: Segment['publish'];
  /** What the segment itself requires. */
  readonly own?: Segment['requires'];
};
export type Feature = (language: Language, scene: Scene) => fc.Arbitrary<Asked>;

const only = (when: fc.Arbitrary<Condition>): fc.Arbitrary<Asked> => when.map((condition) => ({ when: condition }));

const overTrait = (trait: string, is: fc.Arbitrary<Operators>): fc.Arbitrary<Asked> =>
  only(is.map((operators) => ({ trait, is: operators })));

const inWindow =
  (windowIn: (scene: Scene) => fc.Arbitrary<Window>): Feature =>
  (language, scene) =>
    only(fc.oneof(...[counted, numeric].map((of) => of({ ...language, window: windowIn(scene) }))));

const duringUnit = (unit: CalendarUnit): Feature =>
  inWindow(() => during.filter((window) => window.during?.unit === unit));

/** Visits or orders in a window, of which these are asked. */
const asking = (language: Language, selection: Selection, where: fc.Arbitrary<Where>): fc.Arbitrary<Asked> =>
  only(fc.record({ where, window: language.window }).map((of) => ({ ...selection, where: of.where, ...of.window })));

const computed = (trait: fc.Arbitrary<Unnamed>): fc.Arbitrary<Asked> =>
  trait.chain(({ of, is }) =>
    is.map((operators) => ({ traits: { A: of }, when: { trait: 'computed.A', is: operators } })),
  );

/** By a model, with all that it predicts published. */
const foretold = (asked: fc.Arbitrary<Asked>): fc.Arbitrary<Asked> =>
  fc.tuple(asked, arbitraryModel).map(([of, predict]) => ({
    ...of,
    predict,
    publish: { traits: [...predictedPaths, ...Object.keys(of.traits ?? {}).map((name) => `computed.${name}`)] },
  }));

const made: fc.Arbitrary<Asked> = fc
  .tuple(madeOfPrediction, fc.boolean())
  .map(([{ value, is }, isTwice]) =>
    isTwice
      ? { traits: { A: { value }, B: { value: { trait: 'computed.A' } } }, when: { trait: 'computed.B', is } }
      : { traits: { A: { value } }, when: { trait: 'computed.A', is } },
  );

/** What a fitted model predicts, by itself. */
export const predictions: Readonly<Record<string, Feature>> = {
  'being a customer still': () => foretold(only(numberOf('alive'))),
  'buying in 30 days': () => foretold(only(numberOf('buys30d'))),
  'buying in 90 days': () => foretold(only(numberOf('buys90d'))),
  'orders of 30 days': () => foretold(only(numberOf('orders30d'))),
  'orders of 365 days': () => foretold(only(numberOf('orders365d'))),
  'value of 365 days': () => foretold(only(numberOf('value365d'))),
  'the next order': (_, scene) => foretold(only(nextOrder(scene))),
  'being overdue': () => foretold(only(overdue)),
  'a tier': () => foretold(only(tier)),
  'values of predictions': () => foretold(only(madeOfPrediction)),
  'computed predictions': () => foretold(made),
  percentiles: () => foretold(only(percentiles)),
};

/** Every addition to the language by itself. */
export const features: Readonly<Record<string, Feature>> = {
  between: inWindow(() => between),
  'during days': duringUnit('day'),
  'during weeks': duringUnit('week'),
  'during months': duringUnit('month'),
  'during quarters': duringUnit('quarter'),
  'during years': duringUnit('year'),
  'since and until': inWindow(limitsIn),
  'trees of where': (language) =>
    asking(language, { performed: 'VisitMade' }, treeOver(plainWhere(language.fieldsOf.VisitMade))),
  'some, none and every': (language) =>
    asking(language, { performed: 'PurchaseMade' }, elementsOver(language.itemFields)),
  'elements counted': (language) => only(itemsCounted(language)),
  'local fields': (language, scene) =>
    asking(language, { performed: 'VisitMade' }, plainWhere(localFields(scene, language.asked))),
  'local fields of aggregates': (language, scene) =>
    only(
      fc
        .tuple(fc.constantFrom(...Object.entries(localFields(scene, language.asked))), counted(language))
        .chain(([[field, is], { times: _times, ...selection }]) =>
          is.map((operators) => ({ ...selection, last: field, is: operators })),
        ),
    ),
  'fold in where': (language) =>
    asking(
      language,
      { performed: 'PurchaseMade' },
      folding(vocabulary.coupon).map((is) => ({ couponCode: is })),
    ),
  'fold of a trait': () => overTrait('geographic.city', folding(vocabulary.city)),
  'instants compared': (_, scene) => overTrait('custom.renewal', comparedMoment(scene)),
  coming: () => overTrait('custom.renewal', coming),
  'anniversaries of instants': () => overTrait('custom.renewal', anniversary),
  'anniversaries of a birth': () => overTrait('demographic.birthDate', anniversary),
  'so many times a trait': () => overTrait('lastSeenAt', timesDays),
  'a bucket': ({ asked }) => overTrait('bucket.spring', asked.number([10, 50, 90])),
  'an empty list': ({ asked }) => overTrait('psychographic.interests', asked.exists),
  age: ({ asked }) => overTrait('demographic.age', asked.number([30, 34, 35])),
  'the same thing': (language) => only(sameThing(language)),
  values: (language) => only(compared(language, [])),
  'the most frequent': (language) => computed(mostFrequent(language)),
  'the most frequent of any kind': (language) =>
    computed(
      counted(language).map(({ times: _times, ...of }) => ({
        of: { ...of, mostFrequent: 'custom.gift' },
        is: language.asked.gift,
        isNumber: false,
      })),
    ),
  lists: (language) => computed(lists(language)),
  latest: (language) => computed(latest(language)),
  'computed dates': (language) => computed(moments(language)),
  topics: () =>
    fc.tuple(arbitraryTopics, fc.constantFrom(...vocabulary.topic), fc.boolean()).map(([topics, contains, isLeft]) => {
      const has = { trait: 'feedback.topics', is: { contains } };
      // Of topics that come, nobody leaves but those who are without.
      return { topics, when: isLeft ? { not: has } : has };
    }),
  'required consent': () =>
    fc
      .constantFrom<Segment['requires'][]>(undefined, null, { consent: 'analytics' })
      .map((own) => ({ requires: { consent: 'marketing' }, when: { all: [] }, ...(own !== undefined && { own }) })),
  ...predictions,
};

/** Catalogues with one segment, about one feature alone. */
export const catalogueOf = (feature: Feature, scene: Scene): fc.Arbitrary<Catalogue> =>
  feature(wideLanguage(scene), scene).map(({ when, own, publish, ...rest }) => ({
    currency: 'GBP',
    timeZone: scene.timeZone ?? 'UTC',
    ...rest,
    segments: [
      {
        key: 'a',
        name: 'a',
        when,
        ...(own !== undefined && { requires: own }),
        ...(publish !== undefined && { publish }),
      },
    ],
  }));
