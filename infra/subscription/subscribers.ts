import { Construct } from 'constructs';
import { onSubscription } from '../operator/operator-permissions.ts';
import type { PermittedRole } from '../access/permitted-role.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import type { AlarmBoard } from '../watches/alarm-board.ts';
import { Subscription, type SubscriptionProps } from './subscription.ts';
import { subscriptionWatches } from './subscription-watches.ts';

export interface SubscribersProps {
  readonly stateful: StatefulStack;
  readonly alarms: AlarmBoard;
  /** May send dead letters again. */
  readonly operator: PermittedRole;
}

/** All functions that are handed changes. */
export class Subscribers extends Construct {
  readonly #props: SubscribersProps;

  constructor(scope: Construct, id: string, props: SubscribersProps) {
    super(scope, id);
    this.#props = props;
  }

  /** Hands the changes of some segments to a function, with alarms, and lets the operator send again what it failed at. */
  add(id: string, props: SubscriptionProps): Subscription {
    const { stateful, alarms, operator } = this.#props;
    const subscription = new Subscription(this, id, { ...props, key: stateful.key, bus: stateful.bus.bus });
    for (const watch of subscriptionWatches(subscription)) alarms.add(watch);
    operator.permit(...onSubscription(subscription));
    return subscription;
  }
}
