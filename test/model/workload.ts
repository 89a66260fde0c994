import { randomFrom, type Random } from '#lib/tools/demo/random.ts';
import { isRace } from './climate.ts';
import { isCorrecting, withCorrections } from './corrections.ts';
import type { Entry, Planned } from './entry.ts';
import { anySaying, type Saying } from './sayings.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When the first entry is sent. */
export const start = Date.parse('2026-11-02T00:00:00.000Z');

interface Ids {
  readonly customerId?: string;
  readonly anonymousId?: string;
}

interface Cast {
  readonly customers: readonly string[];
  readonly visitors: readonly string[];
}

const oneOf = (random: Random, { customers, visitors }: Cast): Ids =>
  visitors.length > 0 && random.happens(0.45)
    ? { anonymousId: random.pick(visitors) }
    : { customerId: random.pick(customers) };

const bothOf = (random: Random, { customers, visitors }: Cast): Ids => ({
  customerId: random.pick(customers),
  anonymousId: random.pick(visitors),
});

/** What is said of whom: mostly an event of one, at times of both, a link, an erasure. */
const saying = (random: Random, cast: Cast): readonly [Ids, Saying] => {
  const luck = random.next();
  if (cast.visitors.length > 0 && luck < 0.14) return [bothOf(random, cast), ['IdentityLinked', {}]];
  if (cast.visitors.length > 0 && luck < 0.22) return [bothOf(random, cast), anySaying(random)];
  return [oneOf(random, cast), luck > 0.95 ? ['ErasureRequested', {}] : anySaying(random)];
};

/** How far from its sending an event says that it happened; the last lies too far in the future. */
const lag = (random: Random): number =>
  random.pick([0, 0, 0, 0, 1, minute, hour, 12 * hour, day, 3 * day, -minute, -5 * minute, -6 * minute]);

const gaps = [0, 0, 0, 0, 1, 1000, minute, 20 * minute, hour, hour, 12 * hour, day, 3 * day];

const entryOf = (random: Random, cast: Cast, { at, index }: { at: number; index: number }): Entry => {
  const [ids, [type, detail]] = saying(random, cast);
  return {
    id: `entry-${index}`,
    source: 'shop.test',
    'detail-type': type,
    detail: {
      eventId: `e${index}`,
      ...ids,
      occurredAt: new Date(at - lag(random)).toISOString(),
      custom: { mark: `mark-${index}.` },
      ...detail,
    },
  };
};

const damaged = ({ detail, ...entry }: Entry): Entry => ({ ...entry, detail: { ...detail, occurredAt: 'yesterday' } });

/** What a producer sends a second time: the same, the same in another order of keys, or another body under the same id. */
const echoOf = (random: Random, { detail, ...entry }: Entry): Omit<Entry, 'id'> => {
  const [reversed, other] = [Object.fromEntries(Object.entries(detail).toReversed()), { ...detail, again: true }];
  return { ...entry, detail: random.pick([detail, detail, reversed, other]) };
};

const castOf = (random: Random): Cast => ({
  customers: random.pick([['ann'], ['ann'], ['ann', 'bob']]),
  // A visitor may have a customer's id, and shares its group then.
  visitors: random.pick([[], ['v1'], ['v1'], ['v1', 'v2'], ['v1', 'ann'], ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7']]),
});

/** Somebody asks to be forgotten just when something else is said of them. */
const withErasure = (random: Random, cast: Cast, planned: readonly Planned[]): readonly Planned[] => {
  const { at } = random.pick(planned);
  const detail = {
    eventId: 'e0',
    ...oneOf(random, cast),
    occurredAt: new Date(at).toISOString(),
    custom: { mark: 'mark-0.' },
  };
  return [...planned, { at, entry: { id: 'entry-0', source: 'shop.test', 'detail-type': 'ErasureRequested', detail } }];
};

/** A few events at one instant: where they put one another right, more of them. */
const raceOf = (random: Random, most: number): readonly Planned[] => {
  const cast = { customers: ['ann'], visitors: random.pick([[], ['v1']]) };
  const entries = Array.from({ length: random.whole(most - 1, most) }, (_, index): Planned => {
    const entry = entryOf(random, cast, { at: start, index: index + 1 });
    return { at: start, entry };
  });
  return random.happens(0.5) ? withErasure(random, cast, entries) : entries;
};

const drawnFor = (seed: number): readonly Planned[] => {
  const random = randomFrom(seed ^ 0x10ad);
  if (isRace(seed)) return raceOf(random, isCorrecting(seed) ? 4 : 2);
  const cast = castOf(random);
  const planned: Planned[] = [];
  let at = start;
  for (let index = random.whole(4, 13); index > 0; index -= 1) {
    at += random.pick(gaps);
    const entry = entryOf(random, cast, { at, index });
    planned.push({ at, entry: random.happens(0.04) ? damaged(entry) : entry });
    if (random.happens(0.3))
      planned.push({ at: at + random.pick(gaps), entry: { ...echoOf(random, entry), id: `echo-${index}` } });
  }
  const all = random.happens(0.12) ? withErasure(random, cast, planned) : planned;
  return all.toSorted((one, other) => one.at - other.at);
};

/**
 * What is sent in a run: a few people, and for each some events that come late, doubled, in conflict, or not at all in form;
 * in half of the runs some put others right.
 */
export const workloadOf = (seed: number): readonly Planned[] =>
  isCorrecting(seed) ? withCorrections(randomFrom(seed ^ 0xc0de), drawnFor(seed)) : drawnFor(seed);

/** One customer and many visitors who all turn out to be that customer. */
export const crowdOf = (visitors: number): readonly Planned[] =>
  Array.from({ length: visitors }, (_, index): Planned[] => {
    const at = start + index * 1000;
    const common = {
      anonymousId: `v${index}`,
      occurredAt: new Date(at).toISOString(),
      custom: { mark: `mark-${index}.` },
    };
    const entry = (type: string, detail: object): Planned => ({
      at,
      entry: { id: `${type}-${index}`, source: 'shop.test', 'detail-type': type, detail: { ...common, ...detail } },
    });
    const seen = entry('VisitMade', { eventId: `seen-${index}`, sessionId: `s${index}` });
    const linked = entry('IdentityLinked', { eventId: `link-${index}`, customerId: 'ann' });
    return index % 3 === 0 ? [linked, seen] : [seen, linked];
  }).flat();
