import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { aws } from './aws-command-line.ts';
import { connectTo } from './deployed.ts';
import { clientSettings, type Emulator } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

const keys = [
  ['pk', 'S'],
  ['sk', 'S'],
  ['dueShard', 'S'],
  ['dueAt', 'N'],
] as const;

const keySchema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

const ref = (Ref: string) => ({ Ref });

/** What the stack `PatronState` of 0.2.0 held: the bus, and the table as 0.2.0 defined it. */
const stateTemplate = {
  Resources: {
    EventsBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'patron' } },
    Customers: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
        KeySchema: keySchema('pk', 'sk'),
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [
          { IndexName: 'due', KeySchema: keySchema('dueShard', 'dueAt'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        ],
      },
    },
  },
  Outputs: { BusName: { Value: ref('EventsBus') }, TableName: { Value: ref('Customers') } },
};

const updates = 'old-update';

const idle = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::000000000000:role/old',
    Code: { ZipFile: 'exports.handler = async () => ({ batchItemFailures: [] });' },
  },
});

/** What the page names of the stack `Patron` of 0.2.0. Its functions do nothing: the table is as they left it. */
const workTemplate = {
  Resources: {
    EventIntakeQueue: { Type: 'AWS::SQS::Queue' },
    CustomerUpdatesUpdateHandler: idle(updates),
    ReviewSweepHandler: idle('old-sweep'),
    CustomerUpdatesUpdateHandlerSource: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['EventIntakeQueue', 'Arn'] },
        FunctionName: ref('CustomerUpdatesUpdateHandler'),
      },
    },
  },
  Outputs: { QueueUrl: { Value: ref('EventIntakeQueue') } },
};

/** A deployment of 0.2.0 as its upgrade meets it. */
export interface OldDeployment {
  readonly tableName: string;
  /** Puts an entry on its bus. */
  readonly put: (entry: Entry) => Promise<void>;
  /** The names of the rules of its bus. */
  readonly rules: () => readonly string[];
  /** Whether its function still takes events from its queue. */
  readonly isTaking: () => boolean;
}

const connectTo020 = (emulator: Emulator): OldDeployment => {
  const ask = (command: string, query: string): string => aws(emulator, ...command.split(' '), '--query', query).trim();
  const outputOf = (stack: string, name: string): string =>
    ask(`cloudformation describe-stacks --stack-name ${stack}`, `Stacks[0].Outputs[?OutputKey=='${name}'].OutputValue`);
  const [tableName, busName] = [outputOf('PatronState', 'TableName'), outputOf('PatronState', 'BusName')];
  return {
    tableName,
    put: connectTo(emulator, { tableName, busName, queueUrl: outputOf('Patron', 'QueueUrl') }).put,
    rules: () => ask(`events list-rules --event-bus-name ${busName}`, 'Rules[].Name').split(/\s+/),
    isTaking: () =>
      ask(
        `lambda list-event-source-mappings --function-name ${updates}`,
        "EventSourceMappings[?State=='Enabled'].UUID",
      ) !== '',
  };
};

/** Makes the stacks of a deployment of 0.2.0, with these items in its table. */
export const makeOldDeployment = async (
  emulator: Emulator,
  items: readonly Record<string, AttributeValue>[],
): Promise<OldDeployment> => {
  for (const [name, template] of Object.entries({ PatronState: stateTemplate, Patron: workTemplate })) {
    aws(emulator, 'cloudformation', 'create-stack', '--stack-name', name, '--template-body', JSON.stringify(template));
    aws(emulator, 'cloudformation', 'wait', 'stack-create-complete', '--stack-name', name);
  }
  const old = connectTo020(emulator);
  const client = new DynamoDBClient(clientSettings(emulator));
  for (const Item of items) await client.send(new PutItemCommand({ TableName: old.tableName, Item }));
  return old;
};
