import type { DetourDeps } from '#functions/runtime/detours.ts';
import type { HandBackDeps } from '#functions/runtime/hand-back.ts';
import type { OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import type { HiddenMessage } from '#lib/ports/queue/received-messages.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { noon } from '#test/use-cases/given.ts';

/** A queue that takes every pause and every dead letter, and notes them; nobody is on a detour. */
export const handingBack = (now = () => noon) => {
  const hidden: HiddenMessage[] = [];
  const dead: OutgoingMessage[] = [];
  const deps: Omit<HandBackDeps & DetourDeps, 'logger' | 'metrics' | 'store' | 'newId'> = {
    ...noPauses,
    now,
    detours: { of: async () => undefined, set: async () => 'saved' },
    slowQueue: { send: async (messages) => messages.map((item) => ({ item, code: 'Closed' })) },
    slowQueueName: 'slow.fifo',
    received: {
      hide: async (_queue, messages) => {
        hidden.push(...messages);
        return [];
      },
    },
    deadLetters: {
      send: async (messages) => {
        dead.push(...messages);
        return [];
      },
    },
  };
  return { hidden, dead, deps };
};
