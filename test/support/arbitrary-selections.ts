import * as fc from 'fast-check';
import { calendarUnits } from '#test/oracle/dates.ts';
import type {
  Condition,
  Elements,
  Measured,
  Operators,
  Performed,
  Selection,
  Step,
  Where,
  Window,
} from '#test/oracle/catalogue.ts';
import { amounts, numericOf, type Fields, type Known, type Type } from './arbitrary-fields.ts';
import { duration, type Asked } from './arbitrary-operators.ts';
import { optional, present, rarely } from './arbitrary-parts.ts';
import { dayIn, writtenDay, type Scene } from './scenes.ts';

/** What is selected and asked from, and when. */
export interface Language extends Known {
  readonly asked: Asked;
  readonly window: fc.Arbitrary<Window>;
  /** What is asked of fields, in the ways that a catalogue may use. */
  readonly whereOver: (fields: Fields, hasItems: boolean) => fc.Arbitrary<Where>;
}

/** One or two fields, all of which must fit. */
export const plainWhere = (fields: Fields): fc.Arbitrary<Where> =>
  fc
    .subarray(Object.entries(fields), { minLength: 1, maxLength: 2 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));

/** What some, none or every one of the items is asked. */
export const elementsOver = (itemFields: Fields): fc.Arbitrary<{ readonly items: Elements }> =>
  fc
    .tuple(fc.constantFrom('some', 'none', 'every'), fc.oneof(plainWhere(itemFields), treeOver(plainWhere(itemFields))))
    .map(([quantifier, where]) => ({ items: { [quantifier]: where } as unknown as Elements }));

/** Further parts of which all or any must fit, or one must not. */
export const treeOver = (part: fc.Arbitrary<Where>): fc.Arbitrary<Where> => {
  const parts = fc.array(part, { minLength: 1, maxLength: 2 });
  return fc.oneof(
    parts.map((all) => ({ all })),
    parts.map((any) => ({ any })),
    part.map((not) => ({ not })),
    fc.tuple(part, part).map(([some, not]) => ({ ...some, not })),
  );
};

/** Fields, trees of them, and what elements are asked. */
export const wideWhere =
  (itemFields: Fields) =>
  (fields: Fields, hasItems: boolean): fc.Arbitrary<Where> => {
    const plain = plainWhere(fields);
    const elements = elementsOver(itemFields);
    const part: fc.Arbitrary<Where> = hasItems
      ? fc.oneof({ weight: 2, arbitrary: plain }, { weight: 1, arbitrary: elements })
      : plain;
    return fc.oneof(
      { weight: 3, arbitrary: plain },
      { weight: 2, arbitrary: treeOver(part) },
      { weight: hasItems ? 2 : 0, arbitrary: elements },
    );
  };

/** Durations back from now, or none for all events. */
export const plainWindow: fc.Arbitrary<Window> = fc
  .option(duration, { nil: undefined, freq: 4 })
  .map((within) => present<Window>({ within }));

export const between: fc.Arbitrary<Window> = fc
  .constantFrom(
    ['PT12H', 'PT0S'] as const,
    ['P1D', 'PT12H'] as const,
    ['P1D', 'PT1H'] as const,
    ['P3D', 'P1D'] as const,
    ['P7D', 'P3D'] as const,
  )
  .map((lengths) => ({ between: lengths }));

const farthest = { day: 7, week: 2, month: 2, quarter: 1, year: 1 } as const;

export const during: fc.Arbitrary<Window> = fc
  .tuple(fc.constantFrom('day', 'day', ...calendarUnits), fc.nat({ max: 7 }), fc.nat({ max: 2 }))
  .map(([unit, back, length]) => {
    const to = -(back % (farthest[unit] + 1));
    return { during: { unit, from: to - length, to } };
  });

/** Instants of a scene as they are written in a window: as a date, in UTC, or with an offset. */
export const limitsIn = (scene: Scene): fc.Arbitrary<Window> =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('date', 'UTC', 'offset'),
      fc.nat({ max: 2 }),
    )
    .map(([days, length, form, ends]) => {
      const written = (count: number): string => {
        if (form === 'date') return writtenDay(scene, count);
        const utc = new Date(dayIn(scene, count)).toISOString();
        return form === 'UTC'
          ? utc
          : new Date(dayIn(scene, count) + 7_200_000).toISOString().replace('.000Z', '+02:00');
      };
      // A date that a zone left out begins with the next: at least two days lie between.
      return present<Window>({
        since: ends === 1 ? undefined : written(days),
        until: ends === 0 ? undefined : written(days + length + 1),
      });
    });

/** Every kind of window, and at times two absolute ends beside it. */
export const wideWindow = (scene: Scene): fc.Arbitrary<Window> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: plainWindow },
        { weight: 2, arbitrary: between },
        { weight: 3, arbitrary: during },
      ),
      rarely(limitsIn(scene)),
    )
    .map(([window, limits = {}]) => ({ ...window, ...limits }));

const type: fc.Arbitrary<Type> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Type>('PurchaseMade') },
  { weight: 4, arbitrary: fc.constant<Type>('VisitMade') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Type[]>(
      'PurchaseRefunded',
      'FeedbackGiven',
      'CustomerDescribed',
      'IdentityLinked',
      'ConsentChanged',
    ),
  },
);

interface Selected {
  readonly performed: Type;
  readonly each?: 'items';
}

const fieldsOfSelected = ({ performed, each }: Selected, { fieldsOf, itemFields }: Known): Fields =>
  each ? itemFields : fieldsOf[performed];

export const stepOf = ({ fieldsOf, whereOver }: Language): fc.Arbitrary<Step> =>
  type.chain((performed) =>
    rarely(whereOver(fieldsOf[performed], performed === 'PurchaseMade')).map((where) =>
      present<Step>({ performed, where }),
    ),
  );

const selectionOf = (selected: Selected, language: Language): fc.Arbitrary<Selection> =>
  fc
    .record({
      where: rarely(
        language.whereOver(
          fieldsOfSelected(selected, language),
          selected.performed === 'PurchaseMade' && !selected.each,
        ),
      ),
      window: language.window,
    })
    .map(({ where, window }) => present<Selection>({ ...selected, where, ...window }));

const times = ({ number }: Asked): fc.Arbitrary<Performed['times']> => optional(number([0, 1, 2, 3]));

const items: Selected = { performed: 'PurchaseMade', each: 'items' };

/** Events that are counted. */
export const counted = (language: Language): fc.Arbitrary<Performed> =>
  fc
    .tuple(
      type.chain((performed) => selectionOf({ performed }, language)),
      times(language.asked),
    )
    .map(([selection, count]) => present<Performed>({ ...selection, times: count }));

export const itemsCounted = (language: Language): fc.Arbitrary<Performed> =>
  fc
    .tuple(selectionOf(items, language), times(language.asked))
    .map(([selection, count]) => present<Performed>({ ...selection, times: count }));

/** A selection with its field and what may be asked of the value. */
export interface Aggregated {
  readonly of: Selection;
  readonly field: string;
  readonly is: fc.Arbitrary<Operators>;
}

/** A selection and a number in what it selects. */
const numbersIn = (language: Language): fc.Arbitrary<Aggregated> => {
  const { number } = language.asked;
  const sums = number([0, 500, 1000, 1500, 2000, 3000, 5000, 7000]);
  const small = number([0, 0.5, 1, 1.5, 2, 3, 5, 7, 14, 30, 60]);
  const local = Object.hasOwn(language.itemFields, 'local.hour') ? ['local.hour'] : [];
  return fc
    .oneof(
      type.map((performed) => ({
        selected: { performed },
        fields: [...(numericOf[performed] ?? ['custom.gift']), ...local],
      })),
      fc.constant({ selected: items, fields: ['quantity', 'unitPrice', 'total', ...local] }),
    )
    .chain(({ selected, fields }) =>
      fc
        .tuple(selectionOf(selected, language), fc.constantFrom(...fields))
        .map(([of, field]) => ({ of, field, is: amounts.has(field) ? sums : small })),
    );
};

/** A selection and any field of what it selects. */
export const valuesIn = (language: Language): fc.Arbitrary<Aggregated> =>
  fc
    .oneof(
      type.map((performed) => ({ performed })),
      fc.constant(items),
    )
    .chain((selected) =>
      fc
        .tuple(
          selectionOf(selected, language),
          fc.constantFrom(...Object.entries(fieldsOfSelected(selected, language))),
        )
        .map(([of, [field, is]]) => ({ of, field, is })),
    );

const numericNames = fc.constantFrom('sum', 'avg', 'min', 'max');

export const numeric = (language: Language): fc.Arbitrary<Condition> =>
  fc
    .tuple(numbersIn(language), numericNames)
    .chain(([{ of, field, is }, name]) => is.map((operators) => ({ ...of, [name]: field, is: operators })));

export const distinct = (language: Language): fc.Arbitrary<Condition> =>
  fc
    .tuple(valuesIn(language), language.asked.number([0, 1, 2, 3, 4]))
    .map(([{ of, field }, is]) => ({ ...of, uniqueCount: field, is }));

export const ends = (language: Language): fc.Arbitrary<Condition> =>
  fc
    .tuple(valuesIn(language), fc.constantFrom('first', 'last'))
    .chain(([{ of, field, is }, name]) => is.map((operators) => ({ ...of, [name]: field, is: operators })));

/** A selection with one of the seven aggregates or none, where it is a number. */
export const measuredNumber = (language: Language): fc.Arbitrary<Measured> =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.oneof(
        type.chain((performed) => selectionOf({ performed }, language)),
        selectionOf(items, language),
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(numbersIn(language), fc.oneof(numericNames, fc.constantFrom('first', 'last')))
        .map(([{ of, field }, name]) => ({ ...of, [name]: field })),
    },
    { weight: 1, arbitrary: valuesIn(language).map(({ of, field }) => ({ ...of, uniqueCount: field })) },
  );
