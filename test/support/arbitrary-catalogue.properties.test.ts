import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogue, Condition, Operators, Selection, Where, Window } from '#test/oracle/catalogue.ts';
import type { CalendarUnit } from '#test/oracle/dates.ts';
import { evaluate } from '#test/oracle/evaluate.ts';
import { wideLanguage } from './arbitrary-catalogue.ts';
import { streamIn } from './arbitrary-events.ts';
import { localFields } from './arbitrary-fields.ts';
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
import { sameThing } from './arbitrary-sequences.ts';
import { compared, latest, lists, moments, mostFrequent, type Unnamed } from './arbitrary-shop-traits.ts';
import type { OracleChange } from '#test/oracle/result.ts';
import { runs } from './runs.ts';
import { arbitraryScene, type Scene } from './scenes.ts';
import { vocabulary } from './vocabulary.ts';

type Asked = Pick<Catalogue, 'traits' | 'requires'> & { readonly when: Condition };
type Feature = (language: Language, scene: Scene) => fc.Arbitrary<Asked>;

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

const features: Readonly<Record<string, Feature>> = {
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
  lists: (language) => computed(lists(language)),
  latest: (language) => computed(latest(language)),
  'computed dates': (language) => computed(moments(language)),
  'required consent': () => fc.constant({ requires: { consent: 'marketing' }, when: { all: [] } }),
};

/** What nobody leaves but by a link. */
const lasting = new Set(['a bucket']);

interface Flips {
  readonly entered: number;
  readonly exited: number;
}

/** In how many of some drawn shops anybody enters and leaves a segment by one feature alone. */
const flipsOf = (feature: Feature, cases: number): Flips => {
  const drawn = fc.sample(
    arbitraryScene
      .filter(({ timeZone }) => timeZone !== undefined)
      .chain((scene) => fc.tuple(fc.constant(scene), feature(wideLanguage(scene), scene), streamIn(scene))),
    { numRuns: cases },
  );
  const flips = drawn.map(([{ timeZone = 'UTC' }, { when, ...rest }, stream]) => {
    const segments = [{ key: 'a', name: 'a', when }];
    return evaluate({ catalogue: { currency: 'GBP', timeZone, ...rest, segments }, ...stream }).changes;
  });
  const shops = (is: (change: OracleChange) => boolean): number => flips.filter((changes) => changes.some(is)).length;
  return {
    entered: shops(({ status }) => status === 'entered'),
    exited: shops(({ status, origin }) => status === 'exited' && (origin === 'live' || origin === 'timer')),
  };
};

describe('arbitrary catalogues', () => {
  test.each(Object.entries(features))('have people enter and leave by %s', (name, feature) => {
    const cases = runs(144).numRuns;
    const { entered, exited } = flipsOf(feature, cases);
    expect(entered).toBeGreaterThan(cases / 6);
    expect(exited).toBeGreaterThanOrEqual(lasting.has(name) ? 0 : cases / 24);
  });
});
