import { Duration } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { isOfApi, type Destination } from '../settings/destination.ts';
import { idOf } from '../settings/secret-name.ts';
import type { Surroundings } from '../worker/worker.ts';
import { ToolDestination } from './tool-destination.ts';
import { WebhookDelivery } from './webhook-delivery.ts';
import { WebhookDestination } from './webhook-destination.ts';

export interface DestinationsProps {
  readonly bus: IEventBus;
  readonly key: IKey;
  readonly destinations: readonly Destination[];
  readonly surroundings: Surroundings;
}

/** A batch of ten answers of five seconds, side by side, and the secret. */
const timeout = Duration.seconds(30);

/** Everything that is told of changes. */
export const destinationsIn = (
  destinations: Destinations | undefined,
): readonly (ToolDestination | WebhookDestination)[] =>
  destinations === undefined ? [] : [...destinations.tools, ...destinations.webhooks];

/** The tools and webhooks that are told who enters and leaves segments. */
export class Destinations extends Construct {
  readonly tools: readonly ToolDestination[];
  readonly webhooks: readonly WebhookDestination[];

  constructor(scope: Construct, id: string, { destinations, surroundings, ...around }: DestinationsProps) {
    super(scope, id);
    this.tools = destinations
      .filter(isOfApi)
      .map((settings) => new ToolDestination(this, idOf(settings.secret), { ...around, settings }));
    this.webhooks = destinations
      .filter((settings) => !isOfApi(settings))
      .map((settings) => new WebhookDestination(this, idOf(settings.secret), { ...around, timeout, settings }));
    this.addDelivery(surroundings);
  }

  private addDelivery(surroundings: Surroundings): WebhookDelivery | undefined {
    const { webhooks } = this;
    return webhooks.length === 0
      ? undefined
      : new WebhookDelivery(this, 'Deliver', { webhooks, timeout, surroundings });
  }
}
