import type { Adapted } from '#lib/core/adapters/adapter.ts';
import type { AdapterName } from '#lib/core/adapters/adapters.ts';
import type { Delivery } from './delivery.ts';

/** The adapters are a file of their own beside the code of a function: only what comes from a source needs them. */
const load = () => import('#lib/core/adapters/adapters.ts');

/** Makes events of a delivery, or says why none can be made of it. A fault of an adapter loses nothing: what it fails at is kept, too. */
export const adaptDelivery = async ({ adapter, headers, payload }: Delivery): Promise<Adapted> => {
  const { adapters } = await load();
  if (!Object.hasOwn(adapters, adapter)) return { unusable: `no adapter is called ${adapter}` };
  try {
    return adapters[adapter as AdapterName](payload, headers);
  } catch (error) {
    return { unusable: `the adapter fails: ${error instanceof Error ? error.name : typeof error}` };
  }
};
