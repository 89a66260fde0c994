import type { SQSRecord } from 'aws-lambda';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { closeDetour, divert, type DiversionDeps } from '#lib/use-cases/intake/diversion.ts';
import type { Handling } from '#lib/use-cases/intake/handling.ts';
import { areHot, type HotLimits } from '#lib/use-cases/intake/hot-limits.ts';
import { failureForLog } from './failure-log.ts';
import { triesOf } from './hand-back.ts';
import { envelopeOf } from './message-envelope.ts';
import { textsIn, type ReceivedText } from './received-text.ts';
import type { Telemetry } from './telemetry.ts';

/** A whole batch of one person that has waited for a minute, five times as long as a batch of ten takes at the very worst. */
const usualHotLimits: HotLimits = { messages: 10, waitMs: 60_000 };

/** What a function needs for detours. */
export interface DetourDeps extends DiversionDeps, Telemetry {
  /** The name of the slow queue, with which its ARN ends. */
  readonly slowQueueName: string;
  /** `usualHotLimits` by default. */
  readonly hot?: HotLimits | undefined;
}

/** Whether a batch comes from the slow queue. All of its records come from one queue. */
export const isFromSlowQueue = ({ slowQueueName }: DetourDeps, records: readonly SQSRecord[]): boolean =>
  records[0]?.eventSourceARN.endsWith(`:${slowQueueName}`) ?? false;

/** How messages of the intake queue are diverted; each of the texts is a record of its own. */
export const diversionOf = (deps: DetourDeps, texts: readonly ReceivedText[]): Pick<Handling, 'isHot' | 'divert'> => {
  const pick = (indexes: readonly number[]) => indexes.flatMap((index) => texts[index] ?? []);
  const isHot = (indexes: readonly number[]): boolean => areHot(deps.hot ?? usualHotLimits, pick(indexes), deps.now());
  return {
    isHot,
    divert: async (person, indexes) => {
      const messages = pick(indexes);
      const receives = Math.max(...messages.map(({ record }) => triesOf(record).receives));
      return divert(deps, { person, messages, isHot: isHot(indexes), receives });
    },
  };
};

/** A detour is closed when a batch is not full of one person and the newest message in it has waited for less than this. */
const shortWaitMs = 60_000;

const fullBatch = 10;

/** The people whom the slow queue seems to have nothing more of, as far as a batch that was taken whole tells. */
const nearlyDone = (deps: DetourDeps, records: readonly SQSRecord[]): readonly PersonKey[] => {
  const texts = records.flatMap((record) => textsIn(record).slice(-1));
  const byPerson = Map.groupBy(texts, ({ person }) => person);
  return [...byPerson].flatMap(([person, own]) => {
    const newest = own.at(-1);
    if (person === undefined || newest === undefined || own.length >= fullBatch) return [];
    return deps.now() - envelopeOf(newest.record).arrivedAt < shortWaitMs ? [person] : [];
  });
};

/** Closes the detours that seem to be done with. If that fails, the next diverted message does it. */
export const closeDetours = async (deps: DetourDeps, taken: readonly SQSRecord[]): Promise<void> => {
  for (const person of nearlyDone(deps, taken)) {
    try {
      await closeDetour(deps, person);
    } catch (error) {
      deps.logger.warn('A detour is not closed yet', { failure: failureForLog(error) });
    }
  }
};
