import type { Instant } from '#lib/core/time/instant.ts';
import { assortment, type Product } from './assortment.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { eventAt, type ShopEvent } from './shop-event.ts';

/** One stay in the shop. */
export interface Stay {
  readonly person: Person;
  /** The ids that its events name. */
  readonly ids: { readonly customerId?: string; readonly anonymousId?: string };
  readonly startedAt: Instant;
  readonly sessionId: string;
  /** Its end: with an order, with an abandoned cart, or without either. */
  readonly end: 'order' | 'cart' | 'leave';
}

const searches = ['gift', 'blanket', 'boots', 'seeds', 'lamp', 'birthday'] as const;
const campaigns = ['spring-letter', 'autumn-letter', 'garden-week'] as const;
const second = 1000;

/** A product, mostly of the favourite category, never outside the prices that the person pays. */
export const productFor = (random: Random, { favourite, persona }: Person): Product => {
  const [from, to] = persona.prices;
  const affordable = assortment.filter(({ price }) => from <= price && price <= to);
  const liked = affordable.filter(({ category }) => category === favourite);
  return random.pick(liked.length > 0 && random.happens(0.7) ? liked : affordable);
};

const stepsOf = (random: Random, { end }: Stay): readonly string[] => [
  'page',
  ...(random.happens(0.4) ? ['search'] : []),
  ...Array.from({ length: random.whole(0, 2) }, () => 'product'),
  ...(end === 'leave' ? [] : ['product', 'cart']),
  ...(end === 'order' ? ['checkout'] : []),
];

const fieldsOf = (random: Random, action: string, person: Person): ShopEvent['detail'] => {
  const { sku, category } = productFor(random, person);
  switch (action) {
    case 'page':
      return random.happens(0.2)
        ? { path: '/', campaign: { source: 'newsletter', name: random.pick(campaigns) } }
        : { path: '/' };
    case 'search':
      return { path: '/search', searchTerm: random.pick(searches) };
    case 'product':
      return { path: `/p/${sku}`, sku, category, durationSeconds: random.whole(5, 180) };
    default:
      return { path: `/${action}` };
  }
};

/** The visits of a stay, in their order. */
export const visitsOf = (random: Random, stay: Stay): readonly ShopEvent[] => {
  const { person, ids, sessionId, startedAt } = stay;
  const { country, city } = person.home;
  const device = random.pick(person.devices);
  let at = startedAt;
  return stepsOf(random, stay).map((action) => {
    at += random.whole(15, 150) * second;
    const place = random.happens(0.5) ? { place: { country, city } } : {};
    return eventAt(at, 'VisitMade', {
      ...ids,
      action,
      sessionId,
      device,
      ...fieldsOf(random, action, person),
      ...place,
    });
  });
};
