import type { Refusal } from '#events/accept-entry.ts';
import { idsIn } from '#events/ids-in-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { personOf } from '#lib/core/profile/person.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import { countOutcome } from '#lib/use-cases/intake/outcome-counts.ts';
import { receiveMessage } from '#lib/use-cases/intake/receive-message.ts';
import { quarantined } from '#lib/use-cases/update/outcome.ts';
import { quarantineEntry } from '#lib/use-cases/update/quarantine-entry.ts';
import type { LineFile } from './line-file.ts';
import { quarantineLine } from './quarantine-journal.ts';
import { readEntryLine } from './read-entry-line.ts';
import type { Run } from './run.ts';

const refuseUntimed = async ({ store, tally }: Run, message: EntryMessage, refusal: Refusal) => {
  await store.quarantine(quarantineEntry(message, refusal));
  const outcome = quarantined(refusal);
  countOutcome(tally, outcome);
  return outcome;
};

const isLink = (entry: unknown): boolean => isRecord(entry) && entry['detail-type'] === 'IdentityLinked';

/** Counts a link of a visitor who has the id of a customer, which is likely a mistake: ids of the two are apart. */
const countLink = async (run: Run, link: unknown): Promise<void> => {
  const { anonymousId } = idsIn(link);
  if (anonymousId === undefined) return;
  const { record } = await run.store.load(personOf({ customerId: anonymousId }), []);
  if (record?.kind === 'profile') run.linksToCustomers += 1;
};

const understand = async (run: Run, entry: unknown): Promise<void> => {
  run.understanding.add(entry);
  if (isLink(entry)) await countLink(run, entry);
};

/** Takes the next line as the queue's next message: its event is applied at its own `time`, or quarantined. */
export const takeLine = async (run: Run, text: string, quarantine: Pick<LineFile, 'add'>): Promise<void> => {
  run.lines += 1;
  const { message, time, untimed } = readEntryLine(text, run.lines, Math.max(run.now, 0));
  if (time !== undefined && time > run.now) run.now = time;
  const outcome = untimed
    ? await refuseUntimed(run, message, untimed)
    : await receiveMessage(run.deps, message, run.tally);
  if (outcome?.kind === 'applied') await understand(run, message.entry);
  if (outcome?.kind === 'quarantined') quarantine.add(quarantineLine(run.lines, message, outcome.refusal));
};
