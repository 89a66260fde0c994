import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { wall } from '#functions/runtime/wall.ts';
import { fromPatron } from '#events/routing.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { clientSettings, type Emulator } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

/** The outputs of the stacks. */
export interface Outputs {
  readonly busName: string;
  readonly tableName: string;
  readonly queueUrl: string;
}

export const outputsIn = (printed: string): Outputs => {
  const valueOf = (name: string): string => {
    const value = new RegExp(`^\\w+\\.${name} = (\\S+)$`, 'm').exec(printed)?.[1];
    if (value === undefined) throw new Error(`Cannot read output ${name}: current output is\n${printed.slice(-2000)}`);
    return value;
  };
  return { busName: valueOf('BusName'), tableName: valueOf('TableName'), queueUrl: valueOf('QueueUrl') };
};

/** A deployment as a shop and a campaign see it, and its table. */
export const connectTo = (emulator: Emulator, { busName, tableName, queueUrl }: Outputs) => {
  const settings = clientSettings(emulator);
  const bus = new EventBridgeClient(settings);
  const queues = new SQSClient(settings);
  const store = dynamoDbStore({ ...wall, client: new DynamoDBClient(settings), tableName });

  /** Puts one entry in a call of its own, so that each arrives at a millisecond of its own. */
  const put = async ({ source, 'detail-type': DetailType, detail }: Entry): Promise<void> => {
    const entry = { EventBusName: busName, Source: source, DetailType, Detail: JSON.stringify(detail) };
    const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount !== 0) throw new Error(`Cannot put ${DetailType}: current failures are ${FailedEntryCount}`);
    await sleep(2);
  };

  /** Subscribes a queue of its own, of this name, to what fits a pattern: by default to all changes that Patron announces. */
  const subscribe = async (name = 'campaign', pattern: object = fromPatron) => {
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: name }));
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    const { Attributes } = await queues.send(asked);
    const rule = { Name: name, EventBusName: busName, EventPattern: JSON.stringify(pattern) };
    await bus.send(new PutRuleCommand(rule));
    const targets = [{ Id: name, Arn: Attributes?.['QueueArn'] }];
    await bus.send(new PutTargetsCommand({ Rule: rule.Name, EventBusName: busName, Targets: targets }));
    return listenTo(queues, String(QueueUrl));
  };

  /** The number of messages that the updates have not taken, or not acknowledged. */
  const waiting = async (): Promise<number> => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const asked = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...AttributeNames] });
    const { Attributes } = await queues.send(asked);
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
  };

  /** Puts an entry into the dead letters of the events' queue, and moves it back as a redrive does. */
  const redriveFromDeadLetters = async ({ source, 'detail-type': type, detail }: Entry): Promise<void> => {
    const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({}));
    const deadLetters = QueueUrls.find((url) => url.includes('EventIntakeDeadLetters'));
    const envelope = {
      version: '0',
      id: randomUUID(),
      source,
      'detail-type': type,
      time: new Date().toISOString(),
      detail,
    };
    const group = { MessageGroupId: 'moved', MessageBody: JSON.stringify(envelope) };
    await queues.send(
      new SendMessageCommand({ ...group, QueueUrl: deadLetters, MessageDeduplicationId: randomUUID() }),
    );
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl: deadLetters }));
    for (const { Body, ReceiptHandle } of Messages) {
      const moved = { ...group, MessageBody: Body, MessageDeduplicationId: randomUUID() };
      await queues.send(new SendMessageCommand({ ...moved, QueueUrl: queueUrl }));
      await queues.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle }));
    }
    if (Messages.length === 0) throw new Error('Cannot move a dead letter: current number is 0');
  };

  return { store, put, subscribe, waiting, redriveFromDeadLetters };
};

/** All entries that a queue was ever given. */
const listenTo = (queues: SQSClient, QueueUrl: string) => {
  const heard: Entry[] = [];
  const take = async (): Promise<number> => {
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    heard.push(...Messages.map(({ Body }): Entry => JSON.parse(String(Body))));
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    if (Entries.length > 0) await queues.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return Entries.length;
  };
  return {
    /** Takes what is there, and gives all that there ever was. */
    heard: async (): Promise<readonly Entry[]> => {
      while ((await take()) > 0);
      return heard;
    },
  };
};

/**
 * Asks once a second until the answer will do.
 *
 * @throws {Error} with the last answer, when it takes longer than `seconds`.
 */
export const until = async <Answer>(
  ask: () => Promise<Answer>,
  will: (answer: Answer) => boolean,
  { seconds, what }: { readonly seconds: number; readonly what: string },
): Promise<Answer> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (will(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`Cannot see ${what} in ${seconds} s: current state is ${JSON.stringify(answer)}`);
    await sleep(1000);
  }
};
