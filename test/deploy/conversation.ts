import type { RefusalReason } from '#events/accept-entry.ts';
import { personOf } from '#lib/core/profile/person.ts';
import type { QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import { connectTo, until, type Outputs } from './deployed.ts';
import type { Emulator } from '#infra/local/emulator.ts';
import type { ArrivedEntry } from './replayed.ts';
import type { Deed, Entry, Wave } from './shop-events.ts';

const reasons: readonly RefusalReason[] = ['unknown-type', 'invalid', 'erased', 'conflict', 'future', 'too-large'];

const idsOf = ({ detail }: Entry) => detail as { readonly customerId?: string; readonly anonymousId?: string };
const ledgerIdOf = ({ entry }: Deed): string => `${personOf(idsOf(entry))}/${String(entry.detail['eventId'])}`;

/** The events that a shop put, the announcements that a campaign received, and what the table holds. */
export interface Conversation {
  /** All that was put, in order, each with its arrival as the ledger holds it. */
  readonly arrived: readonly ArrivedEntry[];
  readonly quarantined: readonly QuarantineEntry[];
  /** The applied events of people who were not erased. */
  readonly applied: readonly Entry[];
  /** All that Patron has announced until now. */
  readonly heard: () => Promise<readonly Entry[]>;
}

/**
 * Puts wave after wave, each once all of the one before has come to rest.
 *
 * @param put - puts an entry; on the bus of the deployment by default.
 */
export const converse = async (
  emulator: Emulator,
  outputs: Outputs,
  { waves, put }: { readonly waves: readonly Wave[]; readonly put?: (entry: Entry) => Promise<void> },
): Promise<Conversation> => {
  const { store, put: putOnBus, subscribe, waiting } = connectTo(emulator, outputs);
  const say = put ?? putOnBus;
  const { heard } = await subscribe();
  const said: Deed[] = [];
  // An erasure takes a person's rows from the ledger, so arrivals are read after each wave.
  const arrivals = new Map<string, number>();

  const readArrivals = async (wave: Wave): Promise<number> => {
    const persons = new Set(wave.filter(({ fate }) => fate === 'applied').map(({ entry }) => personOf(idsOf(entry))));
    for (const person of persons) {
      const rows = (await Array.fromAsync(store.ledger(person))).filter((row) => row.fingerprint !== undefined);
      for (const row of rows) arrivals.set(`${row.person}/${row.eventId}`, row.arrivedAt);
    }
    for (const { detail, 'detail-type': type } of await heard()) {
      if (type === 'ProfileErased') arrivals.set(personOf(detail), Date.parse(String(detail['erasedAt'])));
    }
    return wave.filter((deed) => arrivalOf(deed) !== undefined).length;
  };

  const arrivalOf = (deed: Deed): number | undefined => {
    if (deed.fate === 'applied') return arrivals.get(ledgerIdOf(deed));
    return deed.fate === 'erasing' ? arrivals.get(personOf(idsOf(deed.entry))) : undefined;
  };

  const readQuarantine = async (): Promise<readonly QuarantineEntry[]> => {
    const found: QuarantineEntry[] = [];
    for (const reason of reasons) {
      for await (const entry of store.quarantinedFor(reason)) found.push(entry);
    }
    return found;
  };

  for (const wave of waves) {
    for (const { entry } of wave) await say(entry);
    said.push(...wave);
    const leaving = wave.filter(({ fate }) => fate === 'applied' || fate === 'erasing').length;
    await until(
      () => readArrivals(wave),
      (seen) => seen === leaving,
      { seconds: 300, what: `${leaving} arrivals` },
    );
    const kept = said.filter(({ fate }) => fate === 'kept').length;
    const inQuarantine = async () => (await readQuarantine()).length;
    await until(inQuarantine, (seen) => seen >= kept, { seconds: 60, what: `${kept} entries in quarantine` });
    await until(waiting, (seen) => seen === 0, { seconds: 60, what: 'an empty queue' });
  }

  const erased = new Set(said.filter(({ fate }) => fate === 'erasing').map(({ entry }) => personOf(idsOf(entry))));
  const applied = said
    .filter(({ fate, entry }) => fate === 'applied' && !erased.has(personOf(idsOf(entry))))
    .map(({ entry }) => entry);
  return { arrived: inOrder(said, arrivalOf), quarantined: await readQuarantine(), applied, heard };
};

/** An event without an arrival of its own (repeated, refused) counts as arrived just after the one before it. */
const inOrder = (said: readonly Deed[], arrivalOf: (deed: Deed) => number | undefined): readonly ArrivedEntry[] => {
  let last = 0;
  return said.map((deed) => {
    last = arrivalOf(deed) ?? last;
    return { entry: deed.entry, arrivedAt: last };
  });
};
