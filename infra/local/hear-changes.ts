import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { fromPatron } from '#events/routing.ts';
import { hearFrom } from '#lib/ports/queue/sqs-heard.ts';
import { clientSettings, type Emulator } from './emulator.ts';

/** A change as a rule hands it to a queue. */
interface Told {
  readonly 'detail-type': string;
  readonly detail: {
    readonly customerId?: string;
    readonly anonymousId?: string;
    readonly segment?: { readonly key: string };
  };
}

const lineOf = (body: string): string => {
  const { 'detail-type': type, detail } = JSON.parse(body) as Told;
  return [type, detail.customerId ?? `~${detail.anonymousId}`, detail.segment?.key ?? ''].join(' ').trimEnd();
};

/**
 * Subscribes a queue to all that a deployment on a local AWS announces.
 *
 * @returns takes what has come since, a line each, such as `SegmentEntered cust-42 new-customers`.
 */
export const hearChanges = async (emulator: Emulator, busName: string): Promise<() => Promise<readonly string[]>> => {
  const queues = new SQSClient(clientSettings(emulator));
  const bus = new EventBridgeClient(clientSettings(emulator));
  const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: 'listener' }));
  const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const rule = { Name: 'listener', EventBusName: busName };
  await bus.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify(fromPatron) }));
  const targets = [{ Id: 'listener', Arn: Attributes?.['QueueArn'] }];
  await bus.send(new PutTargetsCommand({ Rule: rule.Name, EventBusName: busName, Targets: targets }));
  return async () => (await hearFrom(queues, QueueUrl)).map(lineOf);
};
