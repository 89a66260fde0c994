import type { FenceMessage, TickMessage } from '#lib/ports/queue/queue-message.ts';
import type { Outcome } from '../update/outcome.ts';
import type { UpdateDeps } from '../update/update-customer.ts';
import type { AdmittedEvent, RefusedEntry } from './admit-entry.ts';
import type { Handling } from './handling.ts';
import type { OutcomeCounts } from './outcome-counts.ts';

/**
 * The result of one message: the outcome of its event, if it brought one; that it was given up; or the reason why it must be
 * received again, its own or that of an earlier message of the same person.
 */
export type MessageResult =
  | { readonly kind: 'taken'; readonly outcome: Outcome | undefined }
  | { readonly kind: 'given-up' }
  | { readonly kind: 'failed'; readonly failure: unknown };

/** The result of a message that brought no event, or was sent on. */
export const taken: MessageResult = { kind: 'taken', outcome: undefined };

/** An admitted message with its place among the messages. */
export interface Task {
  readonly at: number;
  readonly admitted: AdmittedEvent | RefusedEntry | TickMessage | FenceMessage;
}

/** Messages on their way to a result each. */
export interface Receiving {
  readonly deps: UpdateDeps;
  readonly handling: Handling;
  readonly counts: OutcomeCounts;
  readonly results: (MessageResult | undefined)[];
}
