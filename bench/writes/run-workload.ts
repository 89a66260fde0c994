import { noPauses } from '#lib/ports/backoff.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { readMessage, tickText } from '#lib/ports/queue/queue-message.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import { threeWays, type Consumed, type ThreeWays } from './three-ways.ts';
import type { Decided, Workload } from './workload.ts';
import type { Written } from './written.ts';

/** One message and its outcome. */
export interface Taken extends Consumed {
  readonly kind: 'event' | 'tick';
  /** The size of an event's entry as it came, in JSON. */
  readonly bytes: number;
  /** Whether an event was applied: neither a duplicate nor quarantined. */
  readonly applied: boolean;
}

/** The results of a workload. */
export interface Measured {
  readonly taken: readonly Taken[];
  /** Every item each time it was written. */
  readonly written: readonly Written[];
  readonly people: number;
}

const minute = 60_000;
/** From the full minute, at which the sweep looks, to the tick's arrival. */
const sweepMs = 1_000;

interface Message {
  readonly text: string;
  readonly kind: Taken['kind'];
  readonly at: number;
}

/** Takes messages one by one and gives what each consumed. */
const taker = (ways: ThreeWays, decided: Decided, setClock: (now: number) => void) => {
  let now = 0;
  const deps = forwardingAtOnce({
    store: ways.store,
    catalogue: compile(decided.source),
    now: () => now,
    newId: () => 'receipt',
    ...noPauses,
  });
  return async ({ text, kind, at }: Message): Promise<Taken> => {
    now = at;
    setClock(at);
    const message = readMessage(text, { id: `message-${at}`, arrivedAt: at });
    const { results, counts: tally } = await receiveEvents(deps, [message]);
    for (const result of results) if (result.kind === 'failed') throw result.failure;
    return { kind, bytes: Buffer.byteLength(text), applied: tally.applied > 0, ...ways.consumed() };
  };
};

const note = (times: Map<string, number>, { kind, person, dueAt }: Written): void => {
  if (kind !== 'profile') return;
  if (dueAt === undefined) times.delete(person);
  else times.set(person, dueAt);
};

/** Who is due when, according to the profiles that were written. */
const dueTimes = (ways: ThreeWays) => {
  const times = new Map<string, number>();
  let seen = 0;
  return (): readonly [person: PersonKey, dueAt: number] | undefined => {
    for (; seen < ways.written.length; seen += 1) note(times, ways.written[seen] as Written);
    const [first] = [...times].sort(([, one], [, other]) => one - other);
    return first as readonly [PersonKey, number] | undefined;
  };
};

const arrivalOf = (line: string): number => Date.parse((JSON.parse(line) as { readonly time: string }).time);

/** Takes events in the order of their arrival, and between them the ticks that are due. */
const runLane = async (endpoint: string, lines: readonly string[], decided: Decided): Promise<Measured> => {
  let clock = 0;
  const ways = await threeWays(endpoint, () => clock);
  const take = taker(ways, decided, (now) => {
    clock = now;
  });
  const next = dueTimes(ways);
  const taken: Taken[] = [];
  const ticksUntil = async (until: number): Promise<void> => {
    for (let due = next(); due !== undefined; due = next()) {
      const [person, dueAt] = due;
      const at = Math.ceil(Math.max(dueAt, clock) / minute) * minute + sweepMs;
      if (at > until) return;
      taken.push(await take({ text: tickText({ person, dueAt }), kind: 'tick', at }));
    }
  };
  for (const text of lines) {
    const at = arrivalOf(text);
    await ticksUntil(at);
    taken.push(await take({ text, kind: 'event', at }));
  }
  await ways.drop();
  const people = new Set(ways.written.map(({ person }) => person)).size;
  return { taken, written: ways.written, people };
};

/**
 * Takes a workload's events, each by itself as on a quiet system; between them, at each full minute as the sweep does, it
 * takes a tick for each person who is due.
 */
export const runWorkload = async (endpoint: string, workload: Workload, decided: Decided): Promise<Measured> => {
  const lanes = await Promise.all(workload.lanes.map((lines) => runLane(endpoint, lines, decided)));
  return {
    taken: lanes.flatMap(({ taken }) => taken),
    written: lanes.flatMap(({ written }) => written),
    people: lanes.reduce((sum, { people }) => sum + people, 0),
  };
};
