import type { RefusalReason } from '#events/accept-entry.ts';
import { localApi, type LocalApiDeps } from '../local-api/local-api.ts';
import type { DevShop } from './dev-shop.ts';

type Answering = (request: Request) => Promise<Response>;

/** The HTTP API over a shop as it lives, which asks for no token. An erasure is an event that comes, as any other; refused entries come again at once. */
export const devApi =
  ({ newId, failed }: Pick<LocalApiDeps, 'newId' | 'failed'>) =>
  (shop: DevShop): Answering => {
    const writes = {
      put: async (entry: object) => {
        await shop.put([{ id: newId(), text: JSON.stringify(entry) }]);
      },
      redrive: (reason: RefusalReason) => shop.redrive(reason),
    };
    return localApi({ mode: 'dev', shop, now: () => shop.now, newId, failed, writes }).fetch;
  };
