import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { apiContract } from './api.contract.ts';

apiContract('the embedded store', async () => {
  const store = openEmbeddedStore();
  return {
    store,
    unitsOf: async (work) => {
      await work();
      return 0;
    },
    close: () => store.close(),
  };
});
