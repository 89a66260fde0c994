import { idsIn } from '#events/ids-in-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { readEntry, type EntryMessage } from '#lib/ports/queue/queue-message.ts';
import type { QuarantineKey } from '#lib/ports/store/customer-store.ts';
import { broughtBy } from '#lib/use-cases/intake/refused-message.ts';
import { receiveMessage } from '#lib/use-cases/intake/receive-message.ts';
import type { Outcome } from '#lib/use-cases/update/outcome.ts';
import type { Run } from '../replay/run.ts';
import { arrivalInstant } from './arrival-instant.ts';
import { arrivalLine } from './arrival-line.ts';
import { bareErasure, erasedBy, forgetLines, leavingWith } from './forget-lines.ts';
import { standingOf } from './standing.ts';

/** What became of an entry. */
export interface Taken {
  readonly outcome: Outcome;
  readonly arrivedAt: Instant;
}

const personIn = (entry: unknown): PersonKey | undefined => {
  const ids = idsIn(entry);
  return ids.customerId === undefined && ids.anonymousId === undefined ? undefined : personOf(ids);
};

const isErased = async ({ store }: Run, person: PersonKey | undefined): Promise<boolean> =>
  person !== undefined && (await store.load(person, [])).record?.kind === 'erased';

/**
 * Logs a line that was taken, unless it tells of a person who is erased: of them only the erasure is kept. One that comes again and is
 * refused again is there already.
 */
const log = async (run: Run, message: EntryMessage, isApplied: boolean): Promise<void> => {
  if (message.redriven && !isApplied) return;
  const person = personIn(message.entry);
  if (!(await isErased(run, person)))
    run.store.arrivals.add({ person, isApplied, text: arrivalLine(message, message.arrivedAt) });
};

/** Takes a message that erases: what the people who go have said is forgotten, if it is applied. */
const takeErasure = async (run: Run, message: EntryMessage, named: PersonKey): Promise<Outcome | undefined> => {
  const leaving = await leavingWith(run.store, named);
  const outcome = await receiveMessage(run.deps, message, run.tally);
  if (outcome?.kind !== 'applied') {
    await log(run, message, false);
    return outcome;
  }
  const { arrivals } = run.store;
  forgetLines(arrivals, leaving);
  const entry = isRecord(message.entry) ? bareErasure(message.entry) : message.entry;
  arrivals.add({ person: named, isApplied: true, text: arrivalLine({ entry }, message.arrivedAt) });
  return outcome;
};

const takeOther = async (run: Run, message: EntryMessage): Promise<Outcome | undefined> => {
  const outcome = await receiveMessage(run.deps, message, run.tally);
  await log(run, message, outcome?.kind === 'applied');
  return outcome;
};

/** Takes back all that was saved for an entry that was refused. */
class LeftOut extends Error {
  readonly taken: Taken;

  constructor(taken: Taken) {
    super('Cannot keep an entry as an event: it is refused');
    this.taken = taken;
  }
}

/** Takes a message that comes at an instant, or a millisecond later: as `arrivalInstant` says. */
const takeMessage = async (run: Run, come: EntryMessage): Promise<Taken> => {
  const arrivedAt = await arrivalInstant(run.store, come.entry, come.arrivedAt);
  const message = { ...come, arrivedAt };
  run.now = arrivedAt;
  const erased = erasedBy(message.entry);
  const outcome = await (erased === undefined ? takeOther(run, message) : takeErasure(run, message, erased));
  if (outcome === undefined) throw new TypeError('Cannot take an entry as an event: current value is another message');
  return { outcome, arrivedAt };
};

const take = async (run: Run, text: string, now: Instant): Promise<Taken> => {
  const standing = standingOf(run.store);
  const lines = standing.lines + 1;
  run.erasures = standing.receipts;
  const taken = await takeMessage(run, readEntry(text, { id: `line:${lines}`, arrivedAt: now }));
  run.store.arrivals.stand({ now, lines, receipts: run.erasures });
  return taken;
};

/** How an entry is taken. */
export interface Taking {
  /** The instant at which it comes. */
  readonly now: Instant;
  /** Whether one that is refused is left out: neither quarantined nor logged. */
  readonly isStrict: boolean;
}

/** Takes an entry in that comes at an instant, and logs it: both, or neither where it throws. */
export const takeEntry = async (run: Run, text: string, { now, isStrict }: Taking): Promise<Taken> => {
  try {
    return await run.store.batched(async () => {
      const taken = await take(run, text, now);
      if (isStrict && taken.outcome.kind === 'quarantined') throw new LeftOut(taken);
      return taken;
    });
  } catch (error) {
    if (error instanceof LeftOut) return error.taken;
    throw error;
  }
};

/**
 * Takes a refused entry again, as if it came at an instant: what is applied leaves quarantine and is logged once more, where it is
 * applied now.
 *
 * @returns undefined where it is kept no longer.
 */
export const takeAgain = (run: Run, key: QuarantineKey, now: Instant): Promise<Taken | undefined> =>
  run.store.batched(async () => {
    const message = await broughtBy({ store: run.store }, { kind: 'redrive', id: key.id, key, arrivedAt: now });
    if (message?.kind !== 'entry') return undefined;
    const { lines, receipts } = standingOf(run.store);
    run.erasures = receipts;
    const taken = await takeMessage(run, message);
    run.store.arrivals.stand({ now, lines, receipts: run.erasures });
    return taken;
  });
