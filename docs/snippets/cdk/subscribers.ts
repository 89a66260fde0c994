import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, type BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import type { Patron } from 'patron/cdk';

export interface SubscribersProps extends StackProps {
  readonly patron: Patron;
  readonly segments: readonly string[];
  readonly webhookUrl: string;
  /** One or two secrets of Standard Webhooks, with a space between. */
  readonly webhookSecrets: string;
  readonly bundling?: BundlingOptions;
}

/** Two subscribers of the same segments: a function that mails, and one that posts to a webhook. */
export class Subscribers extends Stack {
  constructor(scope: Construct, id: string, props: SubscribersProps) {
    super(scope, id, props);
    this.subscriber('Mailer', 'mailer.ts', props);
    const { webhookUrl: WEBHOOK_URL, webhookSecrets: WEBHOOK_SECRETS } = props;
    this.subscriber('Webhook', 'webhook.ts', { ...props, environment: { WEBHOOK_URL, WEBHOOK_SECRETS } });
  }

  private subscriber(
    id: string,
    file: string,
    { patron, segments, bundling, environment }: SubscribersProps & { readonly environment?: Record<string, string> },
  ): void {
    const state = new TableV2(this, `${id}State`, {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const handler = new NodejsFunction(this, id, {
      entry: fileURLToPath(new URL(`../${file}`, import.meta.url)),
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(10),
      environment: { STATE_TABLE: state.tableName, SEGMENTS: segments.join(), ...environment },
      ...(bundling && { bundling }),
    });
    state.grantReadWriteData(handler);
    patron.subscribe(id, { segments, snapshots: true, erasures: true, handler });
  }
}
