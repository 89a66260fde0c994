import type { Refusal } from '#events/accept-entry.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import { receiveMessage } from '#lib/use-cases/intake/receive-message.ts';
import { countOutcome } from '#lib/use-cases/intake/outcome-counts.ts';
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

/** Takes the next line as the queue's next message: its event is applied at its own `time`, or quarantined. */
export const takeLine = async (run: Run, text: string, quarantine: LineFile): Promise<void> => {
  run.lines += 1;
  const { message, time, untimed } = readEntryLine(text, run.lines, Math.max(run.now, 0));
  if (time !== undefined && time > run.now) run.now = time;
  const outcome = untimed
    ? await refuseUntimed(run, message, untimed)
    : await receiveMessage(run.deps, message, run.tally);
  if (outcome?.kind === 'quarantined') quarantine.add(quarantineLine(run.lines, message, outcome.refusal));
};
