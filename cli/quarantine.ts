import { refusalReasons, type RefusalReason } from '#events/accept-entry.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { shownRefusal } from '#lib/use-cases/intake/shown-refusal.ts';
import { defineCommand } from './command/command.ts';
import { switchOption } from './command/options.ts';
import { reasonOption } from './input/reason-option.ts';
import { storeOptions, withStore, type Opened } from './input/store-options.ts';
import { table } from './output/table.ts';
import type { Terminal } from './output/terminal.ts';

const list = async (store: CustomerStore, reasons: readonly RefusalReason[], { print }: Terminal): Promise<void> => {
  for (const reason of reasons) {
    for await (const entry of store.quarantinedFor(reason)) print(JSON.stringify(shownRefusal(entry)));
  }
};

const count = async (store: CustomerStore, reasons: readonly RefusalReason[], { print }: Terminal): Promise<void> => {
  const rows = [];
  for (const reason of reasons) rows.push([reason, String(await store.quarantinedCount(reason))]);
  print(table(rows, ['left', 'left']).join('\n'));
};

export const quarantineCommand = defineCommand({
  name: 'quarantine',
  summary: 'Lists the entries that were refused, or counts them by reason.',
  explanation: `Prints one line of JSON for each refused entry: why it was refused (reason, field, rule, message) and the entry as it
came, as text. patron redrive sends them again.`,
  options: {
    ...storeOptions,
    ...reasonOption(refusalReasons),
    count: switchOption('Counts by reason instead.'),
  },
  run: async ({ reason, count: isCount, ...values }, terminal) => {
    const reasons = reason === undefined ? refusalReasons : [reason];
    const show = ({ store }: Opened) => (isCount ? count : list)(store, reasons, terminal);
    await withStore(values, { kept: show, table: show });
  },
});
