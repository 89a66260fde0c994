import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';

/** Has a store add the size of each profile that it saves, in bytes of JSON, as the limit of 350 KiB counts it. */
export const weighProfiles = <Store extends CustomerStore>(store: Store, metrics: Metrics): Store => {
  const save = store.save.bind(store);
  return Object.assign(store, {
    save: (update: Parameters<CustomerStore['save']>[0]) => {
      metrics.addMetric('ProfileBytes', MetricUnit.Bytes, Buffer.byteLength(JSON.stringify(update.state)));
      return save(update);
    },
  });
};
