import * as fc from 'fast-check';
import type { Catalogue, Condition, RfmThresholds, Segment } from '#test/oracle/catalogue.ts';
import { ageIn, fieldsIn, localFields, rfmTraitsIn, traitsIn, type Fields } from './arbitrary-fields.ts';
import { plainAsked, wideAsked } from './arbitrary-operators.ts';
import { arbitraryModel } from './arbitrary-models.ts';
import { optional, present, rarely } from './arbitrary-parts.ts';
import { percentiles, predictedPaths, predictionsIn } from './arbitrary-predictions.ts';
import {
  counted,
  distinct,
  ends,
  itemsCounted,
  numeric,
  plainWhere,
  plainWindow,
  wideWhere,
  wideWindow,
  type Language,
} from './arbitrary-selections.ts';
import { plainFollowed, plainNotFollowed, sameThing } from './arbitrary-sequences.ts';
import { compared, shopTraitsIn, type ShopTraits } from './arbitrary-shop-traits.ts';
import { arbitraryScene, type Scene } from './scenes.ts';
import { vocabulary } from './vocabulary.ts';

/** What could be said of old. */
const plainLanguage: Language = {
  ...fieldsIn(plainAsked, {}),
  asked: plainAsked,
  window: plainWindow,
  whereOver: plainWhere,
};

/** What can be said as well, in the days and the zone of a scene. */
export const wideLanguage = (scene: Scene): Language => {
  const asked = wideAsked(scene);
  const known = fieldsIn(asked, localFields(scene, asked));
  return { ...known, asked, window: wideWindow(scene), whereOver: wideWhere(known.itemFields) };
};

const bucketsIn = ({ number }: Language['asked']): Fields => {
  const bucket = number([5, 10, 25, 40, 50, 60, 75, 90]);
  return { 'bucket.spring': bucket, 'bucket.hold-out_2': bucket };
};

const aboutTraits = (fields: Fields): fc.Arbitrary<Condition> =>
  fc.constantFrom(...Object.entries(fields)).chain(([trait, operators]) => operators.map((is) => ({ trait, is })));

interface Surroundings {
  readonly language: Language;
  readonly isWide: boolean;
  readonly keys: readonly string[];
  readonly hasRfm: boolean;
  readonly shop: ShopTraits;
  /** What is asked of predictions. */
  readonly predicted: fc.MaybeWeightedArbitrary<Condition>[];
}

/** More where there is a model, but for percentiles also where there is none. */
const predictedIn = (scene: Scene, hasModel: boolean): Surroundings['predicted'] => [
  { weight: hasModel ? 8 : 1, arbitrary: predictionsIn(scene) },
  { weight: hasModel ? 2 : 0, arbitrary: percentiles },
];

const wideLeaf = ({ language, shop, predicted }: Surroundings): fc.MaybeWeightedArbitrary<Condition>[] => [
  ...predicted,
  { weight: 2, arbitrary: aboutTraits(bucketsIn(language.asked)) },
  {
    weight: 3,
    arbitrary: aboutTraits({ 'custom.renewal': language.asked.moment, 'demographic.birthDate': language.asked.date }),
  },
  { weight: 4, arbitrary: compared(language, shop.numbers) },
  { weight: 4, arbitrary: sameThing(language) },
  ...(Object.keys(shop.asked).length === 0 ? [] : [{ weight: 8, arbitrary: aboutTraits(shop.asked) }]),
];

const leafOf = (surroundings: Surroundings): fc.Arbitrary<Condition> => {
  const { language, isWide, keys, hasRfm } = surroundings;
  return fc.oneof(
    { weight: 6, arbitrary: aboutTraits(traitsIn(language.asked)) },
    { weight: 1, arbitrary: aboutTraits({ 'demographic.age': ageIn(language.asked.number) }) },
    { weight: hasRfm ? 2 : 0, arbitrary: aboutTraits(rfmTraitsIn(language.asked.number)) },
    {
      weight: keys.length === 0 ? 0 : 3,
      arbitrary: fc
        .constantFrom('', ...keys)
        .filter(Boolean)
        .map((segment) => ({ segment })),
    },
    { weight: 4, arbitrary: counted(language) },
    { weight: 2, arbitrary: itemsCounted(language) },
    { weight: 3, arbitrary: numeric(language) },
    { weight: 2, arbitrary: distinct(language) },
    { weight: 2, arbitrary: ends(language) },
    { weight: 2, arbitrary: plainFollowed(language) },
    { weight: 3, arbitrary: plainNotFollowed(language) },
    ...(isWide ? wideLeaf(surroundings) : []),
  );
};

const conditionOf = (surroundings: Surroundings, depth = 2): fc.Arbitrary<Condition> => {
  const leaf = leafOf(surroundings);
  if (depth === 0) return leaf;
  const part = conditionOf(surroundings, depth - 1);
  const parts = fc.oneof(
    { weight: 9, arbitrary: fc.array(part, { minLength: 1, maxLength: 3, size: 'max' }) },
    { weight: 1, arbitrary: fc.constant([]) },
  );
  return fc.oneof(
    { weight: 6, arbitrary: leaf },
    { weight: 2, arbitrary: parts.map((all) => ({ all })) },
    { weight: 2, arbitrary: parts.map((any) => ({ any })) },
    { weight: 2, arbitrary: part.map((not) => ({ not })) },
  );
};

const marketing = { consent: 'marketing' };

const segmentOf = (key: string, surroundings: Surroundings): fc.Arbitrary<Segment> => {
  const { language, isWide, shop } = surroundings;
  const computed = Object.keys(shop.asked);
  const foretold = isWide ? predictedPaths : [];
  const published = [...Object.keys(traitsIn(language.asked)), ...foretold, ...computed, ...computed, ...computed];
  return fc
    .record({
      when: conditionOf(surroundings),
      requires: fc.constantFrom(
        ...Array.from({ length: 5 }, () => undefined),
        marketing,
        ...(isWide ? [null, null] : []),
      ),
      publish: optional(fc.subarray(published, { maxLength: 3 }).map((paths) => ({ traits: [...new Set(paths)] }))),
    })
    .map((rest) => present<Segment>({ key, name: `Segment ${key}`, ...rest }));
};

const keysInOrder = ['g', 'b', 'zz', 'a-1', 'm', '0', 'c'];

const segmentsOf = (count: number, surroundings: Omit<Surroundings, 'keys'>): fc.Arbitrary<Segment[]> =>
  fc
    .tuple(
      ...keysInOrder
        .slice(0, count)
        .map((key, index) => segmentOf(key, { ...surroundings, keys: keysInOrder.slice(0, index) })),
    )
    .chain((segments) => fc.shuffledSubarray(segments, { minLength: segments.length }));

const rfm: fc.Arbitrary<RfmThresholds> = fc.constantFrom(
  { recencyDays: [1, 2, 3, 7], frequency: [2, 3, 4, 5], monetary: [500, 1000, 2000, 5000] },
  { recencyDays: [30, 60, 120, 240], frequency: [2, 4, 8, 16], monetary: [5000, 20_000, 50_000, 100_000] },
);

/** Terms that texts of the vocabulary hold, or nearly hold. */
const terms = ['well', 'WÉLL MADE', 'made.', 'ell', 'aa', '!', '漢', '字'];

/** Topics that some texts have and others have not. */
export const arbitraryTopics: fc.Arbitrary<Exclude<Catalogue['topics'], undefined>> = fc.dictionary(
  fc.constantFrom(...vocabulary.topic),
  fc.subarray(terms, { minLength: 1, maxLength: 3 }),
  { maxKeys: 3, noNullPrototype: true },
);

const noTraits: ShopTraits = { traits: {}, asked: {}, numbers: [] };

/** Valid catalogues for a scene in which every form of condition and operator comes up, references before and after what they refer to. */
export const catalogueIn = (scene: Scene): fc.Arbitrary<Catalogue> => {
  const isWide = scene.timeZone !== undefined;
  const language = isWide ? wideLanguage(scene) : plainLanguage;
  return fc
    .record({
      count: fc.integer({ min: 1, max: keysInOrder.length }),
      thresholds: optional(rfm),
      shop: isWide ? shopTraitsIn(language) : fc.constant(noTraits),
      requires: fc.constantFrom(undefined, undefined, undefined, isWide ? marketing : undefined),
      topics: isWide ? optional(arbitraryTopics) : fc.constant(undefined),
      predict: isWide ? rarely(arbitraryModel) : fc.constant(undefined),
    })
    .chain(({ count, thresholds, shop, ...rest }) => {
      const predicted = predictedIn(scene, rest.predict !== undefined);
      const hasRfm = thresholds !== undefined;
      return segmentsOf(count, { language, isWide, hasRfm, shop, predicted }).map((segments) =>
        present<Catalogue>({
          currency: 'GBP',
          timeZone: scene.timeZone,
          ...rest,
          rfm: thresholds,
          traits: Object.keys(shop.traits).length === 0 ? undefined : shop.traits,
          segments,
        }),
      );
    });
};

/** Such catalogues of any scene. */
export const arbitraryCatalogue: fc.Arbitrary<Catalogue> = arbitraryScene.chain(catalogueIn);
