import type { PersonKey } from '#lib/core/profile/person.ts';
import { groupOf } from '#lib/ports/queue/intake-queue.ts';
import { forwardText } from '#lib/ports/queue/queue-message.ts';
import { sendOne, type QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { Arrival } from './arrival.ts';
import { forwarded, type Outcome } from './outcome.ts';
import { updateCustomer, type UpdateDeps } from './update-customer.ts';

/** A redriven arrival may have been sent on minutes ago, and refused. */
const deduplicationIdOf = ({ id, arrivedAt, redriven }: Arrival): string =>
  redriven ? `forward:${id}:${arrivedAt}` : `forward:${id}`;

/** Sends a linked visitor's arrival on into the customer's group, with its original arrival. */
export const forwardThroughQueue =
  (deps: QueueDeps): UpdateDeps['forward'] =>
  async (customer: PersonKey, arrival: Arrival): Promise<Outcome> => {
    const body = forwardText(customer, arrival);
    await sendOne(deps, { body, group: groupOf(customer), deduplicationId: deduplicationIdOf(arrival) });
    return forwarded;
  };

/** Applies forwarded arrivals to the customer at once, where there is no queue; the outcome is the arrival's. */
export const forwardingAtOnce = (deps: Omit<UpdateDeps, 'forward'>): UpdateDeps => {
  const whole: UpdateDeps = {
    ...deps,
    forward: async (customer, arrival) => {
      const [outcome] = await updateCustomer(whole, customer, [arrival]);
      return outcome ?? forwarded;
    },
  };
  return whole;
};
