import { afterAll, beforeAll, describe } from 'vitest';
import type { MemberCounts } from '#lib/ports/members/member-counts.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { ChangeLog } from '#lib/ports/store/change-log.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { apiOver, type AskedApi } from './asking.ts';
import { insightContract, keepInsight } from './insight.contract.ts';
import { consoleChangesContract } from './console-changes.contract.ts';
import { consoleWorkContract } from './console-work.contract.ts';
import { consoleLanguageContract } from './console-language.contract.ts';
import { consolePersonContract } from './console-person.contract.ts';
import { consoleSegmentsContract } from './console-segments.contract.ts';
import { deployedLeaversContract } from './deployed-leavers.contract.ts';
import { sessionContract } from './session.contract.ts';
import { historyContract } from './history.contract.ts';
import { membersContract } from './members.contract.ts';
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
  consolePersonContract,
  consoleChangesContract,
  consoleLanguageContract,
  consoleWorkContract,
  deployedLeaversContract,
];

/** An empty store with its own list of members, for one run of the suite. */
export interface StoreOfApi {
  readonly store: CustomerStore;
  readonly members: MemberList;
  readonly counts: MemberCounts;
  /** The changes of everybody, where they are not those of a store on this machine. */
  readonly changes?: ChangeLog;
  /** Brings list and counts up to what the store has, where they do not know by themselves. */
  readonly publish: () => Promise<void>;
  /** Whether who was erased is still among those who came and went. */
  readonly countsErased: boolean;
  readonly close: () => void | Promise<void>;
}

/** An API over a shop. */
export interface ApiUnderTest extends AskedApi, Pick<StoreOfApi, 'store' | 'counts' | 'countsErased'> {}

/** What every store's API promises. */
export const apiContract = (name: string, make: () => Promise<StoreOfApi>): void => {
  describe(`the API over ${name}`, () => {
    let under: StoreOfApi;
    let api: ApiUnderTest;
    /** What only a store on this machine tells, such as plans. */
    const logged = openEmbeddedStore();
    beforeAll(async () => {
      under = await make();
      const { store, members, counts, changes, publish, countsErased } = under;
      await openShop(store);
      await openShop(logged);
      await publish();
      const deps = { store, catalogue: shopCatalogue, now: () => asked, members, counts, logOf: logged };
      const over = apiOver({ ...deps, ...(changes && { changes }) });
      api = { ...over, store, counts, countsErased };
      await keepInsight(api.objects);
    });
    afterAll(async () => {
      logged.close();
      await under.close();
    });
    for (const contract of contracts) contract(() => api);
  });
};
