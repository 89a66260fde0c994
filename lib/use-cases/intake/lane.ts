import type { Arrival } from '../update/arrival.ts';
import type { Outcome } from '../update/outcome.ts';
import { DetourError } from './diversion.ts';
import type { Handling } from './handling.ts';
import { receiveArrivals, receiveOther } from './receive-message.ts';
import { taken, type Receiving, type Task } from './receiving.ts';
import { settleFailure } from './settle-failure.ts';

const laneOf = ({ at, admitted }: Task): string => (admitted.kind === 'refused' ? `refused ${at}` : admitted.person);

/** The messages of each person in their order; a refused entry is on its own, since it holds no one up. */
export const lanesOf = (tasks: readonly Task[]): readonly (readonly Task[])[] => [
  ...Map.groupBy(tasks, laneOf).values(),
];

const unsettled = ({ results }: Receiving, lane: readonly Task[]): readonly Task[] =>
  lane.filter(({ at }) => results[at] === undefined);

/** Takes one person's messages one after the other, until each has a result. */
export const runLane = async (receiving: Receiving, lane: readonly Task[]): Promise<void> => {
  let isHot = receiving.handling.isHot(lane.map(({ at }) => at));
  for (let left = lane; left.length > 0; left = unsettled(receiving, left)) {
    try {
      await (isHot ? divert(receiving, left) : takeOrDivert(receiving, left));
    } catch (failure) {
      await settleFailure(receiving, unsettled(receiving, left), failure);
    }
    isHot = false;
  }
};

/** Takes the next messages; sends all on that have no result yet if their person turns out to be on a detour. */
const takeOrDivert = async (receiving: Receiving, lane: readonly Task[]): Promise<void> => {
  try {
    await takeNext(receiving, lane);
  } catch (failure) {
    if (!(failure instanceof DetourError)) throw failure;
    await divert(receiving, unsettled(receiving, lane));
  }
};

const divert = async ({ handling, results }: Receiving, lane: readonly Task[]): Promise<void> => {
  const [first] = lane;
  if (first === undefined || first.admitted.kind === 'refused') return;
  const { person } = first.admitted;
  const isDiverted = await handling.divert(
    person,
    lane.map(({ at }) => at),
  );
  if (isDiverted) for (const { at } of lane) results[at] = taken;
};

/** Takes the first tasks of a lane: all events up to the next tick or suspect, or one other. */
const takeNext = async ({ deps, handling, counts, results }: Receiving, lane: readonly Task[]): Promise<void> => {
  const [first] = lane;
  if (first === undefined) return;
  const { at, admitted } = first;
  if (admitted.kind !== 'event') {
    results[at] = { kind: 'taken', outcome: await receiveOther(deps, admitted, counts) };
    return;
  }
  const arrivals = handling.isSuspect(at) ? [admitted.arrival] : eventsAtStart(lane, handling);
  const outcomes: Outcome[] = [];
  try {
    await receiveArrivals(deps, { person: admitted.person, arrivals }, { counts, outcomes });
  } finally {
    for (const [index, outcome] of outcomes.entries()) results[lane[index]?.at ?? at] = { kind: 'taken', outcome };
  }
};

/** A commit lists the events that it applies in the person's item, which may not become too large for the table. */
const mostInRun = 100;

const eventsAtStart = (lane: readonly Task[], { isSuspect }: Handling): readonly Arrival[] => {
  const arrivals: Arrival[] = [];
  for (const { at, admitted } of lane) {
    if (admitted.kind !== 'event' || isSuspect(at) || arrivals.length === mostInRun) break;
    arrivals.push(admitted.arrival);
  }
  return arrivals;
};
