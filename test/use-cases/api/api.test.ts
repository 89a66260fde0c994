import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { apiContract } from './api.contract.ts';

apiContract('the embedded store', async () => {
  const store = openEmbeddedStore();
  return {
    store,
    members: store.members,
    counts: store.members,
    publish: async () => {},
    countsErased: false,
    close: () => store.close(),
  };
});
