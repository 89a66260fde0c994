import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { defineCommand } from '../command/command.ts';
import { storeOptions, withStore } from '../input/store-options.ts';
import { backfillKept, backfillTable } from './backfill-store.ts';
import { backfillOptions } from './backfill-options.ts';
import { listBehind } from './list-behind.ts';

export const backfillCommand = defineCommand({
  name: 'backfill',
  summary: 'Decides everybody by another catalogue, as a deployment does.',
  explanation: `Whoever is decided by another catalogue than this one is decided anew: what its segments ask is folded from the
ledger, and changes have the origin backfill. Whoever is decided by it already is left alone, so a pass that was
interrupted is started again as it was.

In a store on this machine everybody is decided at once; of a table everybody gets a tick in the intake queue, and the
functions decide, by the catalogue that is deployed. A deployment does that by itself.`,
  options: { ...storeOptions, ...backfillOptions },
  run: async (values, terminal) => {
    if (values.behind) {
      const list = (store: CustomerStore) => listBehind(store, values.segments, terminal);
      await withStore(values, { kept: list, table: list });
      return;
    }
    const kept = (store: EmbeddedStore) => backfillKept(store, values, terminal);
    const table = (store: CustomerStore) => backfillTable(store, values, terminal);
    try {
      terminal.print(await withStore(values, { kept, table }));
    } finally {
      terminal.show?.('');
    }
  },
});
