import { once } from '#lib/core/once.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import type { ChangePublisher } from '#lib/ports/publisher/change-publisher.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { consumeChanges } from '#lib/tools/consume/change-consumer.ts';
import type { ConsumerOptions, SegmentChangeConsumer } from '#lib/tools/consume/consume.ts';
import { missingFromApi } from '#lib/tools/consume/missing/api-missing.ts';
import { mapState } from '#lib/tools/consume/state/map-state.ts';
import { createApi } from '#lib/use-cases/api/create-api.ts';
import { sealedCursors } from '#lib/use-cases/api/request/cursor.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import { announceMembers } from '#lib/use-cases/members/announce-members.ts';
import { atPace } from '#lib/use-cases/members/paced.ts';
import type { Boundary } from './boundary.ts';
import type { Calls } from './calls.ts';
import type { Campaign } from './campaign.ts';

/** What campaigns, and an operator for them, do with a deployment. */
export interface CampaignFunctions {
  /** Whether the catalogue has a segment. */
  readonly knows: (segment: string) => boolean;
  /** What `patron announce` does. */
  readonly announce: (segment: string, runId: string) => Promise<void>;
  /** A new process of a campaign's function. */
  readonly consumer: (campaign: Campaign) => SegmentChangeConsumer;
}

interface Deployed extends RetryDeps {
  readonly catalogue: Catalogue;
  readonly store: CustomerStore;
  readonly members: MemberList;
  readonly publisher: ChangePublisher;
  readonly calls: Calls;
  readonly now: () => number;
}

/** Entries a second: fast enough that a segment is announced in a few calls, with a pause between. */
const rate = 50;

const tooMany = (): Error => Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

const campaignCaller = { name: 'campaign', roles: new Set(['campaign'] as const), segments: 'all' } as const;

/** Asks the API of the deployment what is missing, without a network between. */
const missingOver = ({ store, catalogue, now, sleep, random }: Deployed): ConsumerOptions['missing'] => {
  const api = once(() =>
    createApi({
      store,
      catalogue,
      console: {
        mode: 'deployed',
        people: async () => undefined,
        words: () => import('#lib/use-cases/console/console-words.ts'),
      },
      now,
      newId: () => 'none',
      cursors: sealedCursors('secret'),
      callerOf: () => campaignCaller,
      mayErase: () => false,
      audit: () => {},
      failed: () => {},
    }),
  );
  const fetch = (url: URL, init: RequestInit) => api().fetch(new Request(url, init));
  const deps = { fetch, region: undefined, now: () => new Date(now()), sleep, random };
  return missingFromApi({ url: 'http://127.0.0.1:4010' }, deps);
};

/** The kit's options, with a state and a tool whose every call is a scheduling point. */
const optionsOf = (campaign: Campaign, calls: Calls): ConsumerOptions => {
  const { name, segments, forgets } = campaign.of;
  const state = mapState(campaign.kept);
  const make = <Answer>(what: string, effect: () => Answer, repeats = false) =>
    calls.make({ label: () => `campaign ${name} ${what}`, effect, throttled: tooMany, repeats });
  return {
    state: {
      get: async (key) => make(`reads ${key}`, () => state.get(key)),
      // The SDK may make it again, and is told then that another value is there.
      put: async (key, value, version) => make(`keeps ${key}`, () => state.put(key, value, version), true),
    },
    handle: (change) =>
      make(`is told ${change.changeId} ${change.status} ${change.segment.key}`, () => campaign.handle(change)),
    ...(forgets && { forget: (erasure) => make('forgets', () => campaign.forget(erasure)) }),
    ...(segments && { segments }),
  };
};

/** What campaigns do with a deployment that is simulated. */
export const campaignFunctionsOver = (deployed: Deployed, boundary: Boundary): CampaignFunctions => {
  const { catalogue, store, members, calls, ...wall } = deployed;
  const missing = missingOver(deployed);
  const surroundings = { ...wall, later: () => {}, warn: () => {} };
  return {
    knows: (key) => catalogue.segments.some((segment) => segment.key === key),
    announce: async (key, runId) => {
      const profiles = { store, catalogue, asOf: wall.now() };
      const snapshot = { catalogue, segment: chosenSegment(catalogue, key), runId };
      await announceMembers({ members, profiles, announce: atPace({ ...wall, rate }) }, snapshot);
    },
    consumer: (campaign) => {
      const options = optionsOf(campaign, calls);
      const asked = options.segments ? options : { ...options, missing };
      return consumeChanges(boundary.campaign(asked), surroundings);
    },
  };
};
