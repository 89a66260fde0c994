import { idsIn } from '#events/ids-in-entry.ts';
import { customerKey, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, LoadedPerson } from '#lib/ports/store/customer-store.ts';

type Reading = Pick<CustomerStore, 'load' | 'history'>;

const peopleIn = (entry: unknown): readonly PersonKey[] => {
  const { customerId, anonymousId } = idsIn(entry);
  return [
    ...(customerId === undefined ? [] : [customerKey(customerId)]),
    ...(anonymousId === undefined ? [] : [visitorKey(anonymousId)]),
  ];
};

/** The owner of a person's events: of a linked visitor the customer. */
const ownerOf = async (store: Reading, person: PersonKey): Promise<LoadedPerson> => {
  const loaded = await store.load(person, []);
  return loaded.record?.kind === 'linked' ? store.load(loaded.record.to, []) : loaded;
};

/** Whether time alone has already changed a person's segments at an instant. */
const hasTurned = async (store: Reading, { person, record }: LoadedPerson, at: Instant): Promise<boolean> => {
  if (record?.kind !== 'profile' || record.state.clock !== at) return false;
  const instant = formatInstant(at);
  const history = await Array.fromAsync(store.history(person));
  return history.some(({ origin, effectiveAt }) => origin === 'timer' && effectiveAt === instant);
};

/**
 * When an entry that comes at an instant arrives: then or, where one of its people was changed by time alone at that instant, a
 * millisecond later. Had it arrived at the instant itself, it would have been decided together with what is already published.
 */
export const arrivalInstant = async (store: Reading, entry: unknown, at: Instant): Promise<Instant> => {
  for (const person of peopleIn(entry)) if (await hasTurned(store, await ownerOf(store, person), at)) return at + 1;
  return at;
};
