import * as fc from 'fast-check';
import { corrected, corrections, type Correction } from './arbitrary-corrections.ts';
import { damages } from './damage.ts';
import { arbitraryScene, birthDatesIn, dayIn, renewalsIn, type Scene } from './scenes.ts';
import { vocabulary } from './vocabulary.ts';

const optional = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const hour = 3_600_000;
const word = (words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
const words = (of: readonly string[]): fc.Arbitrary<string[]> => fc.array(word(of), { maxLength: 3 });
const sometimes = (of: readonly string[]): fc.Arbitrary<string | undefined> => optional(word(of));
const money = fc.constantFrom(...vocabulary.money);
const currency = fc.constantFrom('GBP', 'GBP', 'GBP', 'EUR');
const gift = fc.constantFrom(...vocabulary.gift);

const item = fc.record({
  sku: word(vocabulary.sku),
  category: sometimes(vocabulary.category),
  quantity: fc.constantFrom(...vocabulary.quantity),
  unitPrice: money,
  // Unknown to an item, and so not to be looked up in one.
  total: optional(fc.constant(7)),
});

const place = { country: word(vocabulary.country), city: sometimes(vocabulary.city) };

const purchase = fc.record({
  orderId: word(vocabulary.order),
  currency,
  total: money,
  discount: optional(fc.constantFrom(0, 100)),
  items: optional(fc.array(item, { maxLength: 3 })),
  channel: sometimes(vocabulary.channel),
  couponCode: sometimes(vocabulary.coupon),
  shipTo: optional(fc.record({ ...place, climate: fc.constant('unknown here') })),
});

const refund = fc.record({
  orderId: word(vocabulary.order),
  currency,
  amount: fc.constantFrom(500, 1000, 2000),
  reason: optional(fc.constant('too small')),
});

const visit = fc.record({
  action: sometimes(vocabulary.action),
  sessionId: sometimes(vocabulary.session),
  path: optional(fc.constant('/shoes')),
  sku: sometimes(vocabulary.sku),
  category: sometimes(vocabulary.category),
  searchTerm: sometimes(vocabulary.search),
  campaign: optional(fc.record({ source: sometimes(vocabulary.source) })),
  device: sometimes(vocabulary.device),
  durationSeconds: optional(fc.constantFrom(...vocabulary.seconds)),
  place: optional(
    fc.record({ ...place, country: sometimes(vocabulary.country), postalCode: fc.constant('unknown here') }),
  ),
});

/** Scores whose share of their scale is exact in binary, some of them outside of it. */
const scored = fc.oneof(
  fc.record({ kind: fc.constant('nps'), score: optional(fc.constantFrom(0, 5, 10, 2.5, 20)) }),
  fc.record({
    kind: word(vocabulary.kind.filter((kind) => kind !== 'nps')),
    score: optional(fc.constantFrom(1, 2, 3, 5, 0)),
  }),
  fc.record({
    kind: word(vocabulary.kind),
    score: optional(fc.constantFrom(0, 1, 3, 4)),
    scale: fc.constantFrom({ min: 0, max: 4 }, { min: -2, max: 2 }),
  }),
);

const opinion = fc.record({
  text: sometimes(vocabulary.text),
  topics: optional(fc.array(word(vocabulary.topic), { maxLength: 4 })),
  sku: sometimes(vocabulary.sku),
  answers: optional(fc.record({ again: fc.oneof(gift, fc.array(word(vocabulary.topic), { maxLength: 2 })) })),
});

const feedback = fc.tuple(scored, opinion).map(([score, rest]) => ({ ...score, ...rest }));

const demographicIn = (scene: Scene) =>
  fc.record({
    birthDate: optional(
      fc.constantFrom('1992-02-29', '1996-02-29', '1991-03-01', '1990-01-01', ...birthDatesIn(scene)),
    ),
    birthYear: optional(fc.constantFrom(1990, 2000)),
    gender: sometimes(vocabulary.gender),
    income: optional(fc.record({ amount: money, currency })),
    householdSize: optional(fc.integer({ min: 0, max: 4 })),
    // Computed, never given.
    age: optional(fc.constant(30)),
  });

const forgotten = fc.uniqueArray(
  fc.constantFrom(
    'demographic.birthDate',
    'demographic.gender',
    'demographic.income',
    'demographic.householdSize',
    'geographic.country',
    'psychographic.interests',
    'preferences.language',
    'custom.tier',
    'custom.renewal',
  ),
  { minLength: 1, maxLength: 3 },
);

/** Mostly traits alone, at times with some to forget, and at times only these. */
const describedOr = <Traits>(traits: fc.Arbitrary<Traits>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ traits }) },
    { weight: 2, arbitrary: fc.record({ traits, forget: forgotten }) },
    { weight: 2, arbitrary: fc.record({ forget: forgotten }) },
  );

const traitsIn = (scene: Scene) =>
  fc.record({
    demographic: optional(demographicIn(scene)),
    geographic: optional(fc.record({ ...place, climate: optional(fc.constant('mild')) })),
    psychographic: optional(fc.record({ interests: optional(words(vocabulary.interest)) })),
    preferences: optional(
      fc.record({ channels: optional(words(vocabulary.channel)), language: sometimes(['en', 'fr']) }),
    ),
    custom: optional(
      fc.record({ tier: sometimes(vocabulary.tier), gift: optional(gift), renewal: sometimes(renewalsIn(scene)) }),
    ),
  });

const describedIn = (scene: Scene) =>
  fc.tuple(word(vocabulary.via), describedOr(traitsIn(scene))).map(([via, said]) => ({ via, ...said }));

const consent = fc.record({ purpose: word(vocabulary.purpose), granted: fc.boolean() });

const withType = <Body extends object>(
  type: string,
  body: fc.Arbitrary<Body>,
): fc.Arbitrary<{ type: string; body: object }> => body.map((of) => ({ type, body: of }));

const saidIn = (scene: Scene) =>
  fc.oneof(
    { weight: 32, arbitrary: withType('PurchaseMade', purchase) },
    { weight: 5, arbitrary: withType('PurchaseRefunded', refund) },
    { weight: 28, arbitrary: withType('VisitMade', visit) },
    { weight: 8, arbitrary: withType('FeedbackGiven', feedback) },
    { weight: 16, arbitrary: withType('CustomerDescribed', describedIn(scene)) },
    { weight: 2, arbitrary: withType('IdentityLinked', fc.constant({})) },
    { weight: 14, arbitrary: withType('ConsentChanged', consent) },
    { weight: 1, arbitrary: withType('EventWithdrawn', fc.constant({ replaces: 'never-comes' })) },
    { weight: 1, arbitrary: withType('ErasureRequested', fc.constant({})) },
  );

// One word is both a customer's and a visitor's id: they are two people.
const customerId = fc.constantFrom('ann', 'ann', 'ann', 'bob');
const anonymousId = fc.constantFrom('v1', 'v1', 'v1', 'v2', 'ann');

const ids = fc.oneof(
  { weight: 6, arbitrary: fc.record({ customerId }) },
  { weight: 4, arbitrary: fc.record({ anonymousId }) },
  { weight: 1, arbitrary: fc.record({ customerId, anonymousId }) },
);

interface Ids {
  readonly customerId?: string;
  readonly anonymousId?: string;
}

/** Ids as their type needs them, most of the time: two to link, one to erase. */
const idsFor = (type: string, { customerId: customer, anonymousId: visitor }: Ids): Ids => {
  if (type === 'IdentityLinked') return { customerId: customer ?? 'ann', anonymousId: visitor ?? 'v1' };
  if (type === 'ErasureRequested' && customer !== undefined) return { customerId: customer };
  return {
    ...(customer === undefined ? {} : { customerId: customer }),
    ...(visitor === undefined ? {} : { anonymousId: visitor }),
  };
};

const off = fc.constantFrom(0, 0, 0, 0, 0, -1, 1);

/**
 * Multiples of the windows in which conditions look back, where local days begin and around a change of clocks, at times one
 * millisecond off.
 */
const momentIn = (scene: Scene): fc.Arbitrary<number> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 16 }), fc.constantFrom(0, 0, 0, 1, 1.5), off)
        .map(([halfDays, hours, by]) => scene.base + halfDays * 12 * hour + hours * hour + by),
    },
    {
      weight: scene.timeZone === undefined ? 0 : 3,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 8 }), fc.constantFrom(0, 0, 0, -0.5, 0.5, 1, 2, 3), off)
        .map(([days, hours, by]) => dayIn(scene, days) + hours * hour + by),
    },
    {
      weight: scene.change === undefined ? 0 : 1,
      arbitrary: fc
        .tuple(fc.constantFrom(-1, -0.5, 0, 0.25, 0.5, 0.75, 1), off)
        .map(([hours, by]) => (scene.change ?? 0) + hours * hour + by),
    },
  );

/** How long an event takes to arrive: at once, late, or, by the producer's clock, before it happened. */
const delay = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(1, hour, 12 * hour, 24 * hour, 72 * hour) },
  { weight: 2, arbitrary: fc.constantFrom(-1, -60_000, -300_000) },
  { weight: 1, arbitrary: fc.constantFrom(-300_001, -hour) },
);

interface Drawn {
  readonly said: { readonly type: string; readonly body: object };
  readonly ids: Ids;
  readonly happened: number;
  readonly delay: number;
  /** How much later it is taken than it arrived, so that arrivals go backwards. */
  readonly lag: number;
  readonly idPrefix: string;
  readonly gift: string | number | boolean | undefined;
  readonly renewal: string | undefined;
  readonly zone: 'Z' | 'seconds' | '+02:00';
}

const drawnIn = (scene: Scene): fc.Arbitrary<Drawn> =>
  fc.record({
    said: saidIn(scene),
    ids,
    happened: momentIn(scene),
    renewal: fc.option(fc.constantFrom(...renewalsIn(scene)), { nil: undefined, freq: 2 }),
    delay,
    lag: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 13 * hour, 49 * hour),
    idPrefix: fc.constantFrom('a', 'b', 'A', '0'),
    gift: fc.option(gift, { nil: undefined, freq: 3 }),
    zone: fc.constantFrom('Z', 'seconds', '+02:00'),
  });

export interface Entry {
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An instant as producers write it: in milliseconds, in whole seconds where that is the same, or with an offset. */
const written = (instant: number, zone: Drawn['zone']): string => {
  const utc = new Date(instant).toISOString();
  if (zone === 'seconds') return utc.replace('.000Z', 'Z');
  return zone === 'Z' ? utc : new Date(instant + 2 * hour).toISOString().replace('Z', zone);
};

const withoutUndefined = (entry: Entry): Entry => JSON.parse(JSON.stringify(entry));

const entryOf = (index: number, of: Drawn): Entry =>
  withoutUndefined({
    time: written(of.happened + of.delay, 'Z'),
    source: 'shop.test',
    'detail-type': of.said.type,
    detail: {
      eventId: `${of.idPrefix}${index}`,
      ...idsFor(of.said.type, of.ids),
      occurredAt: written(of.happened, of.zone),
      custom: of.gift === undefined && of.renewal === undefined ? undefined : { gift: of.gift, renewal: of.renewal },
      ...of.said.body,
    },
  });

const reversed = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, element]) => [key, reversed(element)]),
      )
    : value;

type Echo = (entry: Entry, again: { readonly time: string; readonly ids: Ids }) => object;

/** What comes of an event a second time. */
const echoes: Readonly<Record<string, Echo>> = {
  same: (entry, { time }) => ({ ...entry, time }),
  'other order of keys': (entry, { time }) => ({ ...Object(reversed(entry)), time }),
  'other source': (entry, { time }) => ({ ...entry, time, source: 'shop.other' }),
  'other body': (entry, { time }) => ({ ...entry, time, detail: { ...entry.detail, extra: 1 } }),
  'other type': (entry, { time }) => ({ ...entry, time, 'detail-type': 'VisitMade' }),
  // Earlier by what no other event is, so that two facts of one person with one id never tie.
  'other person': (entry, { time, ids: other }) => {
    const { customerId: _customer, anonymousId: _visitor, ...detail } = entry.detail;
    const occurredAt = written(Date.parse(String(entry.detail['occurredAt'])) - 13, 'Z');
    return { ...entry, time, detail: { ...detail, ...other, occurredAt } };
  },
};

interface Again {
  readonly echo: string;
  readonly of: number;
  readonly after: number;
  readonly ids: Ids;
}

const again: fc.Arbitrary<Again> = fc.record({
  echo: fc.constantFrom(...Object.keys(echoes)),
  of: fc.nat({ max: 1000 }),
  after: fc.constantFrom(0, 1, hour, 24 * hour),
  ids,
});

interface Damaged {
  readonly damage: string;
  readonly of: number;
  readonly instead: boolean;
}

const damaged: fc.Arbitrary<Damaged> = fc.record({
  damage: fc.constantFrom(...Object.keys(damages)),
  of: fc.nat({ max: 1000 }),
  instead: fc.boolean(),
});

interface Queued {
  readonly at: number;
  readonly line: string;
}

const queuedAgain = (entry: Entry, { echo, after, ids: other }: Again): Queued => {
  const at = Date.parse(entry.time) + after;
  return { at, line: JSON.stringify(echoes[echo]?.(entry, { time: written(at, 'Z'), ids: other })) };
};

const pick = <Value>(list: readonly Value[], index: number): Value => {
  const chosen = list[index % list.length];
  if (chosen === undefined) throw new Error('Cannot pick from a list as one of it: current value is an empty list');
  return chosen;
};

interface Draws {
  readonly drawn: readonly Drawn[];
  readonly again: readonly Again[];
  readonly damaged: readonly Damaged[];
  readonly corrections: readonly Correction[];
}

const linesOf = ({ drawn: events, again: repeats, damaged: broken, corrections: tellings }: Draws): string[] => {
  const entries = corrected(
    events.map((of, index) => entryOf(index, of)),
    tellings,
  );
  const queue: Queued[] = entries.map((entry, index) => ({
    at: Date.parse(entry.time) + (events[index]?.lag ?? 0),
    line: JSON.stringify(entry),
  }));
  const echoed = repeats.map((repeat) => queuedAgain(pick(entries, repeat.of), repeat));
  for (const { damage, of, instead } of broken) {
    const entry = pick(entries, of);
    const line = damages[damage]?.(entry) ?? '';
    if (instead) queue[of % entries.length] = { ...pick(queue, of), line };
    else queue.push({ at: Date.parse(entry.time), line });
  }
  return [...queue, ...echoed].toSorted((a, b) => a.at - b.at).map(({ line }) => line);
};

export interface Stream {
  readonly lines: readonly string[];
  /** No earlier than the last arrival; by default that. */
  readonly until?: string;
}

const end = (lines: readonly string[]): number => {
  const times = lines.flatMap((line) => /"time":"([^"]+)"/.exec(line)?.[1] ?? []);
  return Math.max(...times.map((time) => Date.parse(time)).filter((time) => !Number.isNaN(time)));
};

const ends = [0, 1, 90 * 60_000, 24 * hour, 72 * hour, 168 * hour, 40 * 24 * hour, 100 * 24 * hour, 400 * 24 * hour];

/**
 * Lines for `replay` about few customers and visitors in little more than a week of a scene: late, doubled, conflicting,
 * future and malformed ones, links, erasures, arrivals that go backwards, instants that coincide, and events that put others right.
 */
export const streamIn = (
  scene: Scene,
  tellings: fc.Arbitrary<readonly Correction[]> = corrections,
): fc.Arbitrary<Stream> =>
  fc
    .tuple(
      fc.record({
        drawn: fc.array(drawnIn(scene), { minLength: 1, maxLength: 50, size: 'max' }),
        again: fc.array(again, { maxLength: 4, size: 'max' }),
        damaged: fc.array(damaged, { maxLength: 3, size: 'max' }),
        corrections: tellings,
      }),
      fc.constantFrom(undefined, ...ends),
    )
    .map(([draws, after]) => {
      const lines = linesOf(draws);
      const last = end(lines);
      return after === undefined || last === -Infinity
        ? { lines }
        : { lines, until: new Date(last + after).toISOString() };
    });

/** Such lines of any scene. */
export const arbitraryStream: fc.Arbitrary<Stream> = arbitraryScene.chain((scene) => streamIn(scene));

/** The same where no event is replaced: the past is told without those that are. */
export const uncorrectedStream: fc.Arbitrary<Stream> = arbitraryScene.chain((scene) =>
  streamIn(scene, fc.constant([])),
);
