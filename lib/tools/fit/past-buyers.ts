import { buyerOf, purchaseDays, type Buyer } from '#lib/core/predictions/fit/buyer.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { assemble } from '#lib/core/segments/compile/assemble.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { withHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { CountedEvent, PastEvent } from '#lib/use-cases/history/past-events.ts';
import { pastStates, readPast } from '#lib/use-cases/history/past-states.ts';
import { spentOn } from './spent-on.ts';

/** How the past is looked at. */
interface Look {
  /** Only events that had arrived by it count. */
  readonly asOf: Instant;
  /** Whether the first purchase day is left out of what was spent. */
  readonly spend: 'all' | 'repeat';
}

const isCounted = (past: PastEvent): past is CountedEvent => past.event !== undefined;

/** The catalogue without what decides: its currency and its calendar. */
const undeciding = ({ source: { currency, timeZone }, calendar }: Catalogue): Catalogue =>
  assemble(withHash({ currency, ...(timeZone !== undefined && { timeZone }), segments: [] }), 0, { calendar });

/** Folds people again from the ledger. A visitor who was linked after the instant is a person of their own. */
export class PastBuyers {
  readonly #catalogue: Catalogue;
  readonly #store: Pick<CustomerStore, 'ledger' | 'visitors'>;
  readonly #look: Look;

  /** @param catalogue - by which the profiles were folded. */
  constructor(catalogue: Catalogue, store: Pick<CustomerStore, 'ledger' | 'visitors'>, look: Look) {
    this.#catalogue = undeciding(catalogue);
    this.#store = store;
    this.#look = look;
  }

  /** The buyers that a person and the visitors linked to them were at the instant. */
  async of(person: PersonKey): Promise<readonly Buyer[]> {
    const past = await readPast(this.#store, person);
    const { states, linked } = pastStates(this.#catalogue, past, this.#look.asOf);
    const events = past.events.filter(isCounted).filter(({ arrivedAt }) => arrivedAt <= this.#look.asOf);
    return [...states].flatMap(([owner, { profile }]) => {
      const buyer = buyerOf(profile.orders);
      if (buyer === undefined || this.#look.spend === 'all') return buyer ?? [];
      const isOwn = (id: PersonKey): boolean => id === owner || (owner === person && linked.has(id));
      return this.#withoutFirstDay(
        buyer,
        events.filter((event) => isOwn(event.person)),
      );
    });
  }

  /** The buyer with what was spent after the first purchase day. */
  #withoutFirstDay(buyer: Buyer, events: readonly CountedEvent[]): Buyer {
    const [firstDay = 0] = purchaseDays(buyer);
    const first = spentOn(firstDay, events, this.#catalogue);
    const days = buyer.days.length - (first === undefined ? 0 : 1);
    return { ...buyer, spent: { days, total: days === 0 ? 0 : Math.max(0, buyer.revenue - (first ?? 0)) } };
  }
}
