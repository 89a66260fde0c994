import type { Random } from '#lib/tools/demo/random.ts';
import { groupOfEntry, type Entry, type Planned } from './entry.ts';

type Detail = Entry['detail'];

/** In half of the seeds events put one another right. */
export const isCorrecting = (seed: number): boolean => Math.floor(seed / 3) % 2 === 1;

/** As texts, 10 comes before 9. */
const numbers = [0, 9, 10, 10, 1_762_041_600_000];

const revisionOf = (random: Random): Detail => ({
  revision: { of: random.pick(['order-1', 'order-1', 'order-2']), number: random.pick(numbers) },
});

const idOf = ({ detail }: Entry): string => String(detail['eventId']);

/** The ids that an event may name: mostly of its own person, at times of another or of nobody. */
const namesFor = (entry: Entry, all: readonly Entry[]): readonly string[] => {
  const others = all.filter((other) => idOf(other) !== idOf(entry));
  const own = others.filter((other) => groupOfEntry(other) === groupOfEntry(entry));
  return [...own, ...own, ...own, ...others].map(idOf).concat('never-sent');
};

/** What an event says about which others count. */
const tellingOf = (random: Random, names: readonly string[]): Detail => {
  const luck = random.next();
  const replaces = { replaces: random.pick(names) };
  const revision = revisionOf(random);
  if (luck < 0.35) return {};
  if (luck < 0.6) return replaces;
  return luck < 0.9 ? revision : { ...replaces, ...revision };
};

/** What a withdrawal has beside what it takes back. */
const bare = new Set(['eventId', 'customerId', 'anonymousId', 'occurredAt', 'custom', 'again']);

const withdrawing = ({ detail, ...entry }: Entry, telling: Detail): Entry => {
  const [[name, value] = []] = Object.entries(telling);
  const kept = Object.entries(detail).filter(([field]) => bare.has(field));
  return {
    ...entry,
    'detail-type': 'EventWithdrawn',
    detail: { ...Object.fromEntries(kept), ...(name !== undefined && { [name]: value }) },
  };
};

/** Has some events name others, tell facts again, or take others back; whatever is sent twice says the same twice. */
export const withCorrections = (random: Random, planned: readonly Planned[]): readonly Planned[] => {
  const entries = planned.map(({ entry }) => entry);
  const tellings = new Map(
    entries.map((entry) => [
      idOf(entry),
      { says: tellingOf(random, namesFor(entry, entries)), withdraws: random.happens(0.25) },
    ]),
  );
  return planned.map(({ at, entry }) => {
    const { says = {}, withdraws = false } = tellings.get(idOf(entry)) ?? {};
    if (withdraws && Object.keys(says).length > 0 && entry['detail-type'] !== 'ErasureRequested')
      return { at, entry: withdrawing(entry, says) };
    return { at, entry: { ...entry, detail: { ...entry.detail, ...says } } };
  });
};
