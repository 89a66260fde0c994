import type { BackfillEventType } from '#events/backfill-event.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type { ChangePublisher, OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { sendAll } from '#lib/ports/sending.ts';
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

/** The bus that a pass is announced on, and the means to retry it. */
export interface AnnounceDeps extends RetryDeps {
  readonly publisher: ChangePublisher;
}

/**
 * Announces on the bus, at least once, that a pass begins, how far it has come, or how it ended.
 *
 * @throws {Error} when the bus refuses it every time.
 */
export const announcePass = async (
  { publisher, sleep, random }: AnnounceDeps,
  pass: Pass,
  now: Instant,
): Promise<void> => {
  const limits = { items: 1, bytes: Infinity };
  const send = (entries: readonly OutgoingEntry[]) => publisher.publish(entries);
  const outgoing = entryOf(pass, now);
  const [left] = await sendAll({ send, sizeOf: () => 0, limits, sleep, random }, [outgoing]);
  if (left) throw new Error(`Cannot announce ${outgoing.detailType}: current answer of the bus is ${left.code}`);
};
