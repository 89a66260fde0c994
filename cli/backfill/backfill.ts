import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { defineCommand } from '../command/command.ts';
import { storeOptions, withStore, type Opened } from '../input/store-options.ts';
import { checkChanges } from '../output/write-changes.ts';
import { backfillKept, backfillTable } from './backfill-store.ts';
import { backfillOptions } from './backfill-options.ts';
import { listBehind } from './list-behind.ts';

export const backfillCommand = defineCommand({
  name: 'backfill',
  summary: 'Decides everyone by another catalogue, as a deployment does.',
  explanation: `Decides each person who was last decided by another catalogue: the measures of its segments are folded from the ledger,
and the changes have the origin backfill. A person whom this catalogue has decided is skipped, so a pass that was
interrupted can be started again as it was.

In a store on this machine everyone is decided at once. For a table everyone gets a tick in the intake queue, and the
functions decide by the catalogue that is deployed; a deployment does that by itself.`,
  options: { ...storeOptions, ...backfillOptions },
  run: async (values, terminal) => {
    if (values.behind) {
      const list = (opened: Opened) => listBehind(opened, values.segments, terminal);
      await withStore(values, { kept: list, table: list });
      return;
    }
    checkChanges(values);
    const kept = (opened: Opened<EmbeddedStore>) => backfillKept(opened, values, terminal);
    const table = (opened: Opened) => backfillTable(opened, values, terminal);
    try {
      terminal.print(await withStore(values, { kept, table }));
    } finally {
      terminal.show?.('');
    }
  },
});
