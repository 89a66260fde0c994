import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';

/** Makes a store add a metric of each saved profile's size: bytes of JSON, as its limit of 350 KiB counts them. */
export const measureProfiles = <Store extends CustomerStore>(store: Store, metrics: Metrics): Store => {
  const save = store.save.bind(store);
  return Object.assign(store, {
    save: (update: Parameters<CustomerStore['save']>[0]) => {
      metrics.addMetric('ProfileBytes', MetricUnit.Bytes, Buffer.byteLength(JSON.stringify(update.state)));
      return save(update);
    },
  });
};
