import { refusalReasons, type RefusalReason } from '#events/accept-entry.ts';
import { idFieldOf } from '#lib/core/profile/person.ts';
import type { CustomerStore, QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { Command, OptionValues } from './command/command.ts';
import { storeOptions, withStore } from './input/open-store.ts';
import type { Terminal } from './output/terminal.ts';

/**
 * The reasons that an option names: all of a list where it is not given.
 *
 * @throws {Error} when it is none of them.
 */
export const reasonsIn = <Reason extends RefusalReason>(
  values: OptionValues,
  all: readonly Reason[],
): readonly Reason[] => {
  const { reason } = values;
  if (reason === undefined) return all;
  const known = all.filter((one) => one === reason);
  if (known.length > 0) return known;
  throw new Error(`Cannot use --reason as one of ${all.join(', ')}: current value is ${JSON.stringify(reason)}`);
};

const lineOf = ({ id, person, reason, field, rule, message, entry, arrivedAt }: QuarantineEntry): string =>
  JSON.stringify({
    id,
    arrivedAt: formatInstant(arrivedAt),
    ...(person !== undefined && idFieldOf(person)),
    reason,
    field,
    rule,
    message,
    entry,
  });

const list = async (store: CustomerStore, reasons: readonly RefusalReason[], { print }: Terminal): Promise<void> => {
  for (const reason of reasons) {
    for await (const entry of store.quarantinedFor(reason)) print(lineOf(entry));
  }
};

const count = async (store: CustomerStore, reasons: readonly RefusalReason[], { print }: Terminal): Promise<void> => {
  const width = Math.max(...reasons.map(({ length }) => length));
  for (const reason of reasons) print(`${reason.padEnd(width)}  ${await store.quarantinedCount(reason)}`);
};

export const quarantineCommand: Command = {
  name: 'quarantine',
  summary: 'Lists what was refused, or counts it by reason.',
  explanation: `Prints one line of JSON for each refused entry: why it was refused (reason, field, rule, message) and the entry as it
came, as text. patron redrive sends them again.`,
  options: {
    ...storeOptions,
    reason: { value: 'REASON', meaning: `Only what was refused for this: ${refusalReasons.join(', ')}.` },
    count: { meaning: 'Counts by reason instead.' },
  },
  run: async (values, terminal) => {
    const reasons = reasonsIn(values, refusalReasons);
    const show = (store: CustomerStore) => (values['count'] === undefined ? list : count)(store, reasons, terminal);
    await withStore(values, { kept: show, table: show });
  },
};
