import type { HandBackDeps } from '#functions/runtime/hand-back.ts';
import type { OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import type { HiddenMessage } from '#lib/ports/queue/received-messages.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { noon } from '#test/use-cases/given.ts';

/** A queue that takes every pause and every dead letter, and notes them. */
export const handingBack = (now = () => noon) => {
  const hidden: HiddenMessage[] = [];
  const dead: OutgoingMessage[] = [];
  const deps: Omit<HandBackDeps, 'logger' | 'metrics'> = {
    ...noPauses,
    now,
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
