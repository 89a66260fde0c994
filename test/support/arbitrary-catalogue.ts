import * as fc from 'fast-check';
import type {
  Catalogue,
  Condition,
  Operators,
  Performed,
  RfmThresholds,
  Segment,
  Step,
} from '#test/oracle/catalogue.ts';
import { durations, vocabulary } from './vocabulary.ts';

type Values = readonly (string | number | boolean)[];

const duration = fc.constantFrom(...durations);

const optional = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Absent two times of three, so that conditions hold often enough to change. */
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** Leaves out what is undefined. */
const present = <Shape extends object>(shape: { readonly [Key in keyof Shape]: Shape[Key] | undefined }): Shape =>
  JSON.parse(JSON.stringify(shape));

const ordering = (values: Values): fc.Arbitrary<Operators> =>
  fc
    .tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), fc.constantFrom(...values))
    .filter(([, operand]) => typeof operand !== 'boolean')
    .map(([name, operand]) => ({ [name]: operand }));

const range = (values: Values): fc.Arbitrary<Operators> =>
  fc.tuple(ordering(values), ordering(values)).map(([one, other]) => ({ ...one, ...other }));

const exists: fc.Arbitrary<Operators> = fc.boolean().map((operand) => ({ exists: operand }));

const equality = (values: Values): fc.Arbitrary<Operators> =>
  fc.oneof(
    fc.constantFrom(...values).map((operand) => ({ eq: operand })),
    fc.constantFrom(...values).map((operand) => ({ ne: operand })),
    fc.subarray([...values], { minLength: 1 }).map((operand) => ({ in: operand })),
    fc.subarray([...values], { minLength: 1 }).map((operand) => ({ notIn: operand })),
  );

const number = (values: Values): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 5, arbitrary: ordering(values) },
    { weight: 2, arbitrary: equality(values) },
    { weight: 2, arbitrary: range(values) },
    { weight: 1, arbitrary: exists },
  );

const text = (values: readonly string[]): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 5, arbitrary: equality(values) },
    { weight: 1, arbitrary: ordering(values) },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((operand) => ({ contains: operand.slice(-2) })) },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((operand) => ({ startsWith: operand.slice(0, 2) })) },
    { weight: 1, arbitrary: exists },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((operand) => ({ exists: true, ne: operand })) },
  );

const list = (values: readonly string[]): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values).map((operand) => ({ contains: operand })) },
    { weight: 1, arbitrary: exists },
  );

const flag: fc.Arbitrary<Operators> = fc.oneof(equality([true, false]), exists);
const gift: fc.Arbitrary<Operators> = fc.oneof(equality(vocabulary.gift), ordering([7, '7']), exists);

const instant: fc.Arbitrary<Operators> = fc.oneof(
  { weight: 4, arbitrary: duration.map((operand) => ({ olderThan: operand })) },
  { weight: 4, arbitrary: duration.map((operand) => ({ newerThan: operand })) },
  { weight: 2, arbitrary: fc.constant<Operators>({ newerThan: 'P3D', olderThan: 'PT12H' }) },
  { weight: 1, arbitrary: exists },
  { weight: 1, arbitrary: fc.constant<Operators>({ gte: '2027-02-28T00:00:00.000Z' }) },
);

const whole = number([0, 1, 2, 3, 4]);
const sums = number([0, 500, 1000, 1500, 2000, 3000, 5000, 7000]);
const small = number([0, 0.5, 1, 1.5, 2, 3, 5, 7, 14, 30, 60]);
const amounts = new Set(['total', 'amount', 'items.unitPrice', 'unitPrice']);
const shares = number([0, 0.25, 0.5, 0.75, 1]);

/** What the people of the drawn events become within the days of these events. */
const age = number([27, 28, 31, 32, 35, 36, 37]);

const traits: Readonly<Record<string, fc.Arbitrary<Operators>>> = {
  'demographic.age': age,
  'demographic.gender': text(vocabulary.gender),
  'demographic.householdSize': whole,
  'demographic.birthDate': exists,
  'geographic.country': text(vocabulary.country),
  'geographic.city': text(vocabulary.city),
  'psychographic.interests': list(vocabulary.interest),
  'preferences.channels': list(vocabulary.channel),
  'preferences.language': text(['en', 'fr']),
  'custom.tier': text(vocabulary.tier),
  'custom.gift': gift,
  'consent.marketing': flag,
  'consent.analytics': flag,
  'orders.count': whole,
  'orders.revenue': sums,
  'orders.average': sums,
  'orders.refunded': sums,
  'orders.refundRate': shares,
  'orders.discountShare': shares,
  'orders.firstAt': instant,
  'orders.lastAt': instant,
  'orders.averageGapDays': number([0, 0.5, 1, 2, 3]),
  'orders.otherCurrencies.EUR.count': whole,
  'orders.otherCurrencies.EUR.revenue': sums,
  'visits.count': whole,
  'visits.sessions': whole,
  'visits.firstAt': instant,
  'visits.lastAt': instant,
  'categories.top': text(vocabulary.category),
  'channels.top': text(vocabulary.channel),
  'devices.top': text(vocabulary.device),
  'searches.top': text(vocabulary.search),
  'feedback.count': whole,
  'feedback.satisfaction': shares,
  'feedback.nps': number([0, 5, 10]),
  'feedback.topics': list(vocabulary.topic),
  firstSeenAt: instant,
  lastSeenAt: instant,
};

const scores = number([1, 2, 3, 4, 5]);
const rfmTraits = { 'rfm.recency': scores, 'rfm.frequency': scores, 'rfm.monetary': scores };

type Fields = Readonly<Record<string, fc.Arbitrary<Operators>>>;

const header: Fields = { anonymousId: text(['ann', 'v1', 'v2']), customerId: exists, 'custom.gift': gift };

const fieldsOf = {
  PurchaseMade: {
    ...header,
    orderId: text(vocabulary.order),
    currency: text(vocabulary.currency),
    total: number(vocabulary.money),
    discount: number([0, 100]),
    channel: text(vocabulary.channel),
    couponCode: text(vocabulary.coupon),
    'items.sku': text(vocabulary.sku),
    'items.category': text(vocabulary.category),
    'items.quantity': number(vocabulary.quantity),
    'items.unitPrice': number(vocabulary.money),
    'shipTo.country': text(vocabulary.country),
  },
  PurchaseRefunded: { ...header, amount: number(vocabulary.money), currency: text(vocabulary.currency) },
  VisitMade: {
    ...header,
    action: text(vocabulary.action),
    sessionId: text(vocabulary.session),
    sku: text(vocabulary.sku),
    category: text(vocabulary.category),
    searchTerm: text(vocabulary.search),
    device: text(vocabulary.device),
    durationSeconds: number(vocabulary.seconds),
    'campaign.source': text(vocabulary.source),
    'place.country': text(vocabulary.country),
  },
  FeedbackGiven: {
    ...header,
    kind: text(vocabulary.kind),
    score: number([0, 2, 3, 5, 10]),
    topics: list(vocabulary.topic),
    'answers.again': fc.oneof(gift, list(vocabulary.topic)),
    sku: text(vocabulary.sku),
  },
  CustomerDescribed: {
    ...header,
    via: text(vocabulary.via),
    'traits.demographic.gender': text(vocabulary.gender),
    'traits.psychographic.interests': list(vocabulary.interest),
    'traits.custom.tier': text(vocabulary.tier),
  },
  IdentityLinked: header,
  ConsentChanged: { ...header, purpose: text(vocabulary.purpose), granted: flag },
} as const satisfies Record<string, Fields>;

type Type = keyof typeof fieldsOf;

const itemFields: Fields = {
  sku: text(vocabulary.sku),
  category: text(vocabulary.category),
  quantity: number(vocabulary.quantity),
  unitPrice: number(vocabulary.money),
  // Looked up in the event, since elements have none of these.
  total: number(vocabulary.money),
  channel: text(vocabulary.channel),
  'shipTo.country': text(vocabulary.country),
  'custom.gift': gift,
};

/** Fields that hold numbers, if any; only these have a sum, a mean and extremes. */
const numericOf: Partial<Readonly<Record<Type, readonly string[]>>> = {
  PurchaseMade: ['total', 'discount', 'items.quantity', 'items.unitPrice', 'custom.gift'],
  PurchaseRefunded: ['amount'],
  VisitMade: ['durationSeconds'],
  FeedbackGiven: ['score'],
  CustomerDescribed: ['traits.demographic.income.amount'],
};

const whereOver = (fields: Fields): fc.Arbitrary<Record<string, Operators>> =>
  fc
    .subarray(Object.entries(fields), { minLength: 1, maxLength: 2 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));

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

const step: fc.Arbitrary<Step> = type.chain((performed) =>
  rarely(whereOver(fieldsOf[performed])).map((where) => present<Step>({ performed, where })),
);

const within = fc.option(duration, { nil: undefined, freq: 4 });
const times = number([0, 1, 2, 3]);

const counted = fc
  .record({ step, within, times: optional(times) })
  .map(({ step: { performed, where }, ...rest }) => present<Performed>({ performed, where, ...rest }));

const itemsCounted = fc
  .record({ where: rarely(whereOver(itemFields)), within, times: optional(times) })
  .map((rest) => present<Performed>({ performed: 'PurchaseMade', each: 'items', ...rest }));

interface Selected {
  readonly performed: Type;
  readonly each?: 'items';
}

interface Numbers extends Selected {
  readonly fields: readonly string[];
}

const numbers: fc.Arbitrary<Numbers> = fc.oneof(
  type.map((performed) => ({ performed, fields: numericOf[performed] ?? ['custom.gift'] })),
  fc.constant<Numbers>({ performed: 'PurchaseMade', each: 'items', fields: ['quantity', 'unitPrice', 'total'] }),
);

const selectionOf = ({ performed, each }: Selected): fc.Arbitrary<Performed> =>
  fc
    .record({ where: rarely(whereOver(each ? itemFields : fieldsOf[performed])), within })
    .map((rest) => present<Performed>({ performed, each, ...rest }));

const numeric: fc.Arbitrary<Condition> = numbers.chain(({ fields, ...of }) =>
  fc
    .tuple(selectionOf(of), fc.constantFrom('sum', 'avg', 'min', 'max'), fc.constantFrom(...fields))
    .chain(([selection, aggregate, field]) =>
      (amounts.has(field) ? sums : small).map((is) => ({ ...selection, [aggregate]: field, is })),
    ),
);

const selected: fc.Arbitrary<Selected> = fc.oneof(
  type.map((performed) => ({ performed })),
  fc.constant<Selected>({ performed: 'PurchaseMade', each: 'items' }),
);

const distinct: fc.Arbitrary<Condition> = selected.chain((of) =>
  fc
    .tuple(selectionOf(of), fc.constantFrom(...Object.keys(of.each ? itemFields : fieldsOf[of.performed])), whole)
    .map(([selection, field, is]) => ({ ...selection, uniqueCount: field, is })),
);

const ends: fc.Arbitrary<Condition> = selected.chain((of) =>
  fc
    .tuple(
      selectionOf(of),
      fc.constantFrom('first', 'last'),
      fc.constantFrom(...Object.entries<fc.Arbitrary<Operators>>(of.each ? itemFields : fieldsOf[of.performed])),
    )
    .chain(([selection, aggregate, [field, operators]]) =>
      operators.map((is) => ({ ...selection, [aggregate]: field, is })),
    ),
);

const followed: fc.Arbitrary<Condition> = fc
  .record({ step, followedBy: step, within: duration })
  .map(({ step: first, ...rest }) => ({ ...first, ...rest }));

const notFollowed: fc.Arbitrary<Condition> = fc
  .record({
    step,
    notFollowedBy: step,
    for: fc.constantFrom('PT1H', 'PT90M', 'PT12H'),
    within: fc.constantFrom('P1D', 'P3D', 'P7D'),
  })
  .map(({ step: first, ...rest }) => ({ ...first, ...rest }));

const aboutTraits = (fields: Fields): fc.Arbitrary<Condition> =>
  fc.constantFrom(...Object.entries(fields)).chain(([trait, operators]) => operators.map((is) => ({ trait, is })));

interface Surroundings {
  readonly keys: readonly string[];
  readonly hasRfm: boolean;
}

const leafOf = ({ keys, hasRfm }: Surroundings): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 6, arbitrary: aboutTraits(traits) },
    { weight: 1, arbitrary: aboutTraits({ 'demographic.age': age }) },
    { weight: hasRfm ? 2 : 0, arbitrary: aboutTraits(rfmTraits) },
    {
      weight: keys.length === 0 ? 0 : 3,
      arbitrary: fc
        .constantFrom('', ...keys)
        .filter(Boolean)
        .map((segment) => ({ segment })),
    },
    { weight: 4, arbitrary: counted },
    { weight: 2, arbitrary: itemsCounted },
    { weight: 3, arbitrary: numeric },
    { weight: 2, arbitrary: distinct },
    { weight: 2, arbitrary: ends },
    { weight: 2, arbitrary: followed },
    { weight: 3, arbitrary: notFollowed },
  );

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

const segmentOf = (key: string, surroundings: Surroundings): fc.Arbitrary<Segment> =>
  fc
    .record({
      when: conditionOf(surroundings),
      requires: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, { consent: 'marketing' }),
      publish: optional(fc.subarray(Object.keys(traits), { maxLength: 3 }).map((paths) => ({ traits: paths }))),
    })
    .map((rest) => present<Segment>({ key, name: `Segment ${key}`, ...rest }));

const keysInOrder = ['g', 'b', 'zz', 'a-1', 'm', '0', 'c'];

const segmentsOf = (count: number, hasRfm: boolean): fc.Arbitrary<Segment[]> =>
  fc
    .tuple(
      ...keysInOrder.slice(0, count).map((key, index) => segmentOf(key, { keys: keysInOrder.slice(0, index), hasRfm })),
    )
    .chain((segments) => fc.shuffledSubarray(segments, { minLength: segments.length }));

const rfm: fc.Arbitrary<RfmThresholds> = fc.constantFrom(
  { recencyDays: [1, 2, 3, 7], frequency: [2, 3, 4, 5], monetary: [500, 1000, 2000, 5000] },
  { recencyDays: [30, 60, 120, 240], frequency: [2, 4, 8, 16], monetary: [5000, 20_000, 50_000, 100_000] },
);

/** Valid catalogues in which every form of condition and operator comes up, references before and after what they refer to. */
export const arbitraryCatalogue: fc.Arbitrary<Catalogue> = fc
  .tuple(fc.integer({ min: 1, max: keysInOrder.length }), optional(rfm))
  .chain(([count, thresholds]) =>
    segmentsOf(count, thresholds !== undefined).map((segments) =>
      present<Catalogue>({ currency: 'GBP', rfm: thresholds, segments }),
    ),
  );
