import type { BackfillEventType } from '#events/backfill-event.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { announceEntries, type EntryDeps } from '#lib/ports/publisher/send-entries.ts';
import { estimatedEnd, shareDone } from './estimate.ts';
import type { Pass } from './pass.ts';

const identityOf = ({ deployment, catalogue, startedAt }: Pass) => ({
  deployment,
  catalogue,
  startedAt: formatInstant(startedAt),
});

const rounded = (share: number): number => Math.round(share * 1000) / 1000;

const entry = (detailType: BackfillEventType, detail: object): OutgoingEntry => ({
  detailType,
  detail: JSON.stringify(detail),
});

const startedEntry = (pass: Pass): OutgoingEntry => entry('BackfillStarted', { ...identityOf(pass), rate: pass.rate });

const progressedEntry = (pass: Pass, now: Instant): OutgoingEntry => {
  const end = estimatedEnd(pass, now);
  const { attempt, ticked } = pass;
  return entry('BackfillProgressed', {
    ...identityOf(pass),
    at: formatInstant(now),
    attempt,
    share: rounded(shareDone(pass)),
    ticked,
    estimatedEndAt: end === undefined ? null : formatInstant(end),
  });
};

const finishedEntry = (pass: Pass, now: Instant): OutgoingEntry => {
  const { outcome, attempt: attempts, ticked, behind: remaining, supersededBy } = pass;
  return entry('BackfillFinished', {
    ...identityOf(pass),
    finishedAt: formatInstant(now),
    outcome,
    attempts,
    ticked,
    remaining,
    supersededBy,
  });
};

/** The announcement that a pass begins, how far it has come, or how it ended. */
const entryOf = (pass: Pass, now: Instant): OutgoingEntry => {
  if (pass.outcome !== undefined) return finishedEntry(pass, now);
  return pass.rounds === 0 ? startedEntry(pass) : progressedEntry(pass, now);
};

/**
 * Announces on the bus, at least once, that a pass begins, how far it has come, or how it ended.
 *
 * @throws {Error} when the bus refuses it every time.
 */
export const announcePass = (deps: EntryDeps, pass: Pass, now: Instant): Promise<void> =>
  announceEntries(deps, [entryOf(pass, now)]);
