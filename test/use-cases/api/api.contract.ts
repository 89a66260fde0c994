import { afterAll, beforeAll, describe } from 'vitest';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { apiOver, type AskedApi } from './asking.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';
import { insightContract, keepInsight } from './insight.contract.ts';
import { consoleSegmentsContract } from './console-segments.contract.ts';
import { sessionContract } from './session.contract.ts';
import { historyContract } from './history.contract.ts';
import { fillMembers, membersContract } from './members.contract.ts';
import { peopleContract } from './people.contract.ts';
import { quarantineContract } from './quarantine.contract.ts';
import { rolesContract } from './roles.contract.ts';
import { segmentsContract } from './segments.contract.ts';
import { asked, openShop, shopCatalogue } from './shop.ts';

const contracts = [
  rolesContract,
  peopleContract,
  segmentsContract,
  membersContract,
  historyContract,
  insightContract,
  quarantineContract,
  sessionContract,
  consoleSegmentsContract,
];

/** An empty store, for one run of the suite. */
export interface StoreOfApi {
  readonly store: CustomerStore;
  /** The read units that some work takes, by what the store says. */
  readonly unitsOf: (work: () => Promise<unknown>) => Promise<number>;
  readonly close: () => void | Promise<void>;
}

/** An API over a shop. */
export interface ApiUnderTest extends AskedApi, Pick<StoreOfApi, 'store' | 'unitsOf'> {}

/** What every store's API promises. */
export const apiContract = (name: string, make: () => Promise<StoreOfApi>): void => {
  describe(`the API over ${name}`, () => {
    let under: StoreOfApi;
    let api: ApiUnderTest;
    beforeAll(async () => {
      under = await make();
      await openShop(under.store);
      const { store, unitsOf } = under;
      const members = new MembersInMemory();
      const counter = dynamoDbCounts(new MemoryTable());
      await fillMembers({ members, counter }, store);
      api = {
        ...apiOver({ store, catalogue: shopCatalogue, now: () => asked, members, counts: counter }),
        store,
        unitsOf,
      };
      await keepInsight(api.objects);
    });
    afterAll(() => under.close());
    for (const contract of contracts) contract(() => api);
  });
};
