import { customerKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { Ticker } from '#lib/use-cases/backfill/ticker.ts';
import type { BehindPage, CustomerStore } from '#lib/ports/store/customer-store.ts';

const pageSize = 100;

/** A store in which persons are nothing but the deployment that decided them, and are decided as soon as they are ticked. */
export const crowdBehind = (count: number, now: () => number) => {
  const decidedBy = new Map<PersonKey, number>(
    Array.from({ length: count }, (_, index) => [customerKey(`cust-${String(index).padStart(6, '0')}`), 1]),
  );
  const everybody = [...decidedBy.keys()];
  /** Those whom no tick helps. */
  const stubborn = new Set<PersonKey>();
  const ticks: { readonly at: number; readonly persons: readonly PersonKey[] }[] = [];

  const store: Pick<CustomerStore, 'behind' | 'rowCount'> = {
    behind: async (catalogue, { index, of, after = '' }): Promise<BehindPage> => {
      const rest = everybody.filter((person, at) => at % of === index && person > after);
      const page = rest.slice(0, pageSize);
      const behind = page.filter((person) => `catalogue-${decidedBy.get(person)}` !== catalogue);
      return {
        persons: behind.map((person) => ({ person, deployment: decidedBy.get(person) ?? 0, place: person })),
        rows: page.length,
        next: rest.length > pageSize ? page.at(-1) : undefined,
      };
    },
    rowCount: async () => count,
  };

  const ticker: Ticker = {
    most: 10,
    tick: async (persons, { deployment }) => {
      ticks.push({ at: now(), persons: persons.map(({ person }) => person) });
      for (const { person } of persons) if (!stubborn.has(person)) decidedBy.set(person, deployment);
      return 0;
    },
  };

  return { store, ticker, decidedBy, everybody, stubborn, ticks };
};

/** The catalogue of a deployment of the crowd. */
export const targetOf = (deployment: number) => ({ catalogue: `catalogue-${deployment}`, deployment });
