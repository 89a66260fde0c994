import { type Environment, RemovalPolicies } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkSettings } from './settings/check-settings.ts';
import type { PatronSettings } from './settings/settings.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';
import { checkSegments } from './subscription/check-segments.ts';
import type { Subscription, SubscriptionProps } from './subscription/subscription.ts';

export type { SubscriptionProps } from './subscription/subscription.ts';
export type { Producer } from './settings/producers.ts';
export type { PatronSettings } from './settings/settings.ts';

export interface PatronProps extends PatronSettings {
  /** The account and region of both stacks. Default: those of the stage around them. */
  readonly env?: Environment | undefined;
}

/** One deployment of Patron: a stack of what must outlive every deployment, and a stack of everything else. */
export class Patron extends Construct {
  readonly stateful: StatefulStack;
  readonly stateless: StatelessStack;
  readonly #segments: readonly string[];

  /** @throws {Error} when a setting does not fit, naming the rule and the value seen. */
  constructor(scope: Construct, id: string, { env, ...given }: PatronProps) {
    super(scope, id);
    const settings = checkSettings(given, `the settings of ${this.node.path}`);
    this.#segments = settings.catalogue.segments.map(({ key }) => key);
    const where = { env: { ...env, ...(settings.region && { region: settings.region }) } };
    this.stateful = new StatefulStack(this, 'Stateful', {
      ...where,
      stackName: `${settings.name}-state`,
      description: 'Patron: what it knows of customers',
      terminationProtection: settings.keep,
      settings,
    });
    // Bus, archive, and queues of dead letters; key, table and bucket see to themselves.
    if (!settings.keep) RemovalPolicies.of(this).destroy();
    this.stateless = new StatelessStack(this, 'Stateless', {
      ...where,
      stackName: settings.name,
      description: 'Patron: live customer profiles and segments',
      stateful: this.stateful,
      settings,
    });
  }
  /**
   * Hands the changes of some segments to a function: adds a queue with a rule of its own, dead letters, alarms, and the
   * right to empty the queue.
   *
   * @param id - tells subscribers apart, such as `Mailer`.
   * @throws {Error} for a segment that the catalogue does not have, with the nearest name.
   */
  subscribe(id: string, props: SubscriptionProps): Subscription {
    checkSegments(id, props, this.#segments);
    return this.stateless.subscribers.add(id, props);
  }
}
