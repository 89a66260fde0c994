import type { CanaryHeard } from '#events/canary-heard.ts';
import { canaryPerson } from '#lib/core/profile/canary.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CanaryRows } from '#lib/ports/store/canary-rows.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { CanaryFailedError } from './canary-failed.ts';
import { canaryEvent, chooseEvent, type CanaryEvent } from './canary-event.ts';

/** The deployment that is tried out, as a producer, a campaign and an operator see it. */
export interface CanaryDeps {
  readonly catalogue: Catalogue;
  /** Puts an event on the bus. */
  readonly put: (event: CanaryEvent) => Promise<void>;
  /** What the bus has said of the made-up person since it was asked last. */
  readonly hear: () => Promise<readonly CanaryHeard[]>;
  readonly store: Pick<CustomerStore, 'load'>;
  readonly rows: CanaryRows;
  readonly now: () => Instant;
  /** Waits this many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly newId: () => string;
}

/** What came of it: how long each step took, in milliseconds. */
export interface CanaryReport {
  readonly eventId: string;
  readonly type: string;
  /** The keys of the segments that were entered, and heard of; none where the catalogue has none that fits. */
  readonly entered: readonly string[];
  /** Until the profile had the event. */
  readonly profileMs: number;
  /** From then until the change was heard on the bus; null where none was due. */
  readonly changeMs: number | null;
  /** From the request to be forgotten until the erasure was heard on the bus. */
  readonly erasureMs: number;
}

/** How long each step may take, in milliseconds. A new deployment's queues and stream are read only after a minute or so. */
const patience = { profile: 120_000, change: 60_000, erasure: 60_000, rows: 30_000 } as const;

/** All of them, and a little more: after it the turn is another's. */
export const longestRunMs = Object.values(patience).reduce((sum, ms) => sum + ms, 0) + 10_000;

const pauseMs = 500;

/**
 * Asks until there is an answer.
 *
 * @throws {CanaryFailedError} when there is none in time.
 */
const until = async <Answer>(
  { now, sleep }: CanaryDeps,
  ask: () => Promise<Answer | undefined>,
  { ms, what }: { readonly ms: number; readonly what: string },
): Promise<Answer> => {
  const end = now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (now() >= end) throw new CanaryFailedError(`Cannot see ${what}: current wait is ${ms / 1000} s`);
    await sleep(pauseMs);
  }
};

/** Remembers everything that was heard, so that what comes early is not missed. */
const listening = ({ hear }: CanaryDeps) => {
  const heard: CanaryHeard[] = [];
  return async (isMeant: (said: CanaryHeard) => boolean): Promise<CanaryHeard | undefined> => {
    heard.push(...(await hear()));
    return heard.find(isMeant);
  };
};

type Listen = ReturnType<typeof listening>;

/** The sequence of the profile, once it has the event. */
const profileWith = async ({ store }: CanaryDeps, eventId: string): Promise<number | undefined> => {
  const { record, known } = await store.load(canaryPerson, [{ person: canaryPerson, eventId }]);
  return record?.kind === 'profile' && known.size > 0 ? record.state.sequence : undefined;
};

/** Follows one event from the bus into the profile, and its change back onto the bus. */
const comeThrough = async (deps: CanaryDeps, run: string, listen: Listen) => {
  const began = deps.now();
  const { event, enters } = chooseEvent(deps.catalogue, run, began);
  const { detail, 'detail-type': type } = event;
  const eventId = String(detail['eventId']);
  await deps.put(event);
  const sequence = await until(deps, () => profileWith(deps, eventId), {
    ms: patience.profile,
    what: `the event ${eventId} in a profile`,
  });
  const stored = deps.now();
  const step = { eventId, type, profileMs: stored - began };
  if (sequence === 0 && enters.length === 0) return { ...step, entered: [], changeMs: null };
  const { segments } = await until(deps, () => listen((said) => said.eventId === eventId), {
    ms: patience.change,
    what: `the change of the event ${eventId} on the bus`,
  });
  return { ...step, entered: segments, changeMs: deps.now() - stored };
};

const forget = async (deps: CanaryDeps, run: string, listen: Listen): Promise<number> => {
  const began = deps.now();
  const { currency } = deps.catalogue;
  await deps.put(canaryEvent('ErasureRequested', { run, at: began, currency }));
  await until(deps, () => listen(({ erasedAt }) => erasedAt !== undefined && Date.parse(erasedAt) >= began), {
    ms: patience.erasure,
    what: 'the erasure on the bus',
  });
  return deps.now() - began;
};

/** Deletes what is left, the tombstone too, until twice in a row there was nothing. */
const leaveNoRows = async (deps: CanaryDeps): Promise<void> => {
  let quiet = 0;
  const sweep = async () => {
    quiet = (await deps.rows.sweep()) === 0 ? quiet + 1 : 0;
    return quiet >= 2 || undefined;
  };
  await until(deps, sweep, { ms: patience.rows, what: 'a table without rows of the canary' });
};

const settled = async <Result>(act: () => Promise<Result>): Promise<PromiseSettledResult<Result>> => {
  const [outcome] = await Promise.allSettled([act()]);
  return outcome;
};

const fly = async (deps: CanaryDeps, run: string): Promise<CanaryReport> => {
  const listen = listening(deps);
  await deps.rows.sweep();
  const through = await settled(() => comeThrough(deps, run, listen));
  // Whatever came of it, nothing may be left of the made-up person.
  const forgotten = await settled(() => forget(deps, run, listen));
  await leaveNoRows(deps);
  if (through.status === 'rejected') throw through.reason;
  if (forgotten.status === 'rejected') throw forgotten.reason;
  return { ...through.value, erasureMs: forgotten.value };
};

/**
 * Tries a deployment out by a made-up person: an event goes through the bus into a profile, its change comes back on the bus, then the
 * person is erased and every row of theirs deleted. Runs take turns.
 *
 * @throws {CanaryFailedError} naming the step that did not come in time.
 */
export const runCanary = async (deps: CanaryDeps): Promise<CanaryReport> => {
  const run = deps.newId();
  const begin = async () => (await deps.rows.begin(run, deps.now() + longestRunMs)) || undefined;
  await until(deps, begin, { ms: longestRunMs, what: 'the end of another run' });
  try {
    return await fly(deps, run);
  } finally {
    await deps.rows.end();
  }
};
