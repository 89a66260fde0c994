import { describe, expect, test } from 'vitest';
import {
  allowedBy,
  allowedTo,
  functionNames,
  functionOf,
  named,
  propertiesOf,
  resourcesOf,
  statementsOf,
  synthesise,
  type Statement,
} from './synthesised.ts';

const { stateful, stateless } = synthesise();

const through = (service: string) => ` if kms:ViaService StringEquals ${service}.AWS::Region.amazonaws.com`;
const key = (service: string, ...actions: string[]) =>
  actions.map((action) => `kms:${action} on Key.Arn${through(service)}`);
const table = (...actions: string[]) => actions.map((action) => `dynamodb:${action} on Customers.Arn`);
const memberTable = (...actions: string[]) => actions.map((action) => `dynamodb:${action} on Members.Arn`);
const readKey = key('dynamodb', 'Decrypt', 'DescribeKey');
const writeKey = [...readKey, ...key('dynamodb', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo')];
const receive = (queue: string) =>
  ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map(
    (action) => `sqs:${action} on ${queue}.Arn`,
  );
const observed = (construct: string) => [
  `logs:CreateLogStream on ${construct}Log.Arn`,
  `logs:PutLogEvents on ${construct}Log.Arn`,
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
];

/** The objects of the pass for insight, and whether they are there. */
const results = [
  ...['Delete', 'Get', 'Put'].map(
    (verb) => `s3:${verb}Object on InsightResults.Arn/* if s3:ResourceAccount StringEquals AWS::AccountId`,
  ),
  's3:ListBucket on InsightResults.Arn',
  ...key('s3', 'Decrypt', 'GenerateDataKey'),
];

const inThisAccount = (service: string, resource: string) =>
  `arn:AWS::Partition:${service}:AWS::Region:AWS::AccountId:${resource}`;

const operator = resourcesOf(stateless, 'AWS::IAM::Role').find(([id]) => named({ Ref: id }) === 'Operator')?.[0] ?? '';

const roleOf = (entry: string): string => functionOf(stateless, entry)['Role']['Fn::GetAtt'][0];

const allowedToFunction = {
  update: [
    ...observed('CustomerUpdatesUpdate'),
    ...receive('EventIntakeQueue'),
    ...receive('EventIntakeSlowQueue'),
    'sqs:SendMessage on EventIntakeQueue.Arn',
    'sqs:SendMessage on EventIntakeSlowQueue.Arn',
    'sqs:SendMessage on EventIntakeDeadLetters.Arn',
    ...table('BatchGetItem', 'BatchWriteItem', 'GetItem', 'PutItem', 'Query'),
    ...writeKey,
    ...key('sqs', 'Decrypt', 'GenerateDataKey'),
  ],
  publish: [
    ...observed('ChangePublicationPublish'),
    ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
      (action) => `dynamodb:${action} on Customers.StreamArn`,
    ),
    ...memberTable('PutItem', 'UpdateItem'),
    ...writeKey,
    'events:PutEvents on EventsBus.Arn if events:source StringEquals patron',
    's3:PutObject on ChangePublicationFailures.Arn/* if s3:ResourceAccount StringEquals AWS::AccountId',
    's3:ListBucket on ChangePublicationFailures.Arn',
    ...key('s3', 'GenerateDataKey'),
  ],
  sweep: [
    ...observed('ReviewSweep'),
    'dynamodb:Query on Customers.Arn/index/due',
    ...readKey,
    'sqs:SendMessage on EventIntakeQueue.Arn',
    'sqs:SendMessage on ReviewSweepDeadLetters.Arn',
    ...key('sqs', 'Decrypt', 'GenerateDataKey'),
  ],
  quarantine: [
    ...observed('QuarantineIntakeQuarantine'),
    ...receive('QuarantineIntakeUnroutable'),
    ...receive('UndeliverableEventsQueue'),
    'sqs:SendMessage on EventIntakeQueue.Arn',
    'sqs:SendMessage on UndeliverableEventsDeadLetters.Arn',
    ...table('BatchWriteItem', 'PutItem'),
    ...writeKey,
    ...key('sqs', 'Decrypt', 'GenerateDataKey'),
  ],
  'backfill-round': [
    ...observed('CatalogueBackfillRound'),
    ...table('DescribeTable'),
    'dynamodb:PutItem on Customers.Arn if dynamodb:LeadingKeys ForAllValues:StringEquals CATALOGUE',
    ...writeKey,
    'events:PutEvents on EventsBus.Arn if events:source StringEquals patron',
  ],
  'backfill-part': [
    ...observed('CatalogueBackfillPart'),
    ...table('GetItem', 'Scan'),
    ...readKey,
    'sqs:SendMessage on EventIntakeQueue.Arn',
    ...key('sqs', 'Decrypt', 'GenerateDataKey'),
  ],
  'backfill-start': [
    ...observed('CatalogueBackfillStart'),
    `states:StartExecution on ${inThisAccount('states', 'stateMachine:patron-backfill')}`,
    ...key('states', 'Decrypt', 'GenerateDataKey'),
    'cloudformation:DescribeStacks on AWS::StackId',
  ],
  'insight-round': [
    ...observed('InsightRound'),
    ...table('BatchGetItem', 'DescribeTable', 'Query'),
    ...memberTable('GetItem', 'PutItem', 'Query'),
    ...writeKey,
    ...results,
    'events:PutEvents on EventsBus.Arn if events:source StringEquals patron',
  ],
  'insight-part': [...observed('InsightPart'), ...table('Query', 'Scan'), ...readKey, ...results],
  'members-round': [
    ...observed('MembersPassRound'),
    ...table('DescribeTable'),
    ...memberTable('GetItem', 'PutItem', 'Query'),
    ...writeKey,
  ],
  'members-part': [
    ...observed('MembersPassPart'),
    ...table('Query', 'Scan'),
    ...memberTable('BatchWriteItem', 'PutItem', 'Scan'),
    ...writeKey,
  ],
  'members-start': [
    ...observed('MembersPassStart'),
    `states:StartExecution on ${inThisAccount('states', 'stateMachine:patron-members')}`,
    ...key('states', 'Decrypt', 'GenerateDataKey'),
    'cloudformation:DescribeStacks on AWS::StackId',
  ],
  'deployment-gate': [
    ...observed('DeploymentGate'),
    ...table('PutItem', 'Query').map((line) => `${line} if dynamodb:LeadingKeys ForAllValues:StringEquals DEPLOYMENT`),
    ...writeKey,
    'cloudformation:DescribeStacks on AWS::StackId',
  ],
  canary: [
    ...observed('Canary'),
    ...table('BatchGetItem', 'BatchWriteItem', 'GetItem', 'PutItem', 'Query').map(
      (line) => `${line} if dynamodb:LeadingKeys ForAllValues:StringEquals C#patron-canary,CANARY`,
    ),
    ...writeKey,
    'events:PutEvents on EventsBus.Arn if events:detail-type StringEquals PurchaseMade,VisitMade,FeedbackGiven,ConsentChanged,CustomerDescribed,ErasureRequested if events:source StringEquals patron.canary',
    'sqs:DeleteMessage on CanaryHeard.Arn',
    'sqs:ReceiveMessage on CanaryHeard.Arn',
    ...key('sqs', 'Decrypt'),
  ],
};

/** Only these roles have a fixed name, by which the bus knows them. */
const publishers = new Set(['publish', 'backfill-round', 'insight-round', 'canary']);

describe('permissions of the functions', () => {
  test('are listed here for every function', () => {
    const made = resourcesOf(stateless, 'AWS::Lambda::Function').map(([id]) => id);
    expect(Object.keys(allowedToFunction).sort()).toEqual([...functionNames].sort());
    expect(made).toHaveLength(functionNames.length);
  });

  test.each(Object.entries(allowedToFunction))('%s may do exactly what it does', (entry, allowed) => {
    expect(allowedTo(stateless, roleOf(entry))).toEqual([...allowed].sort());
  });

  test.each(Object.keys(allowedToFunction))('%s has no managed policy and nothing inline', (entry) => {
    const role = stateless.toJSON()['Resources'][roleOf(entry)].Properties;
    expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument', ...(publishers.has(entry) ? ['RoleName'] : [])]);
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
  });
});

describe('permissions of the schedules', () => {
  const targets = propertiesOf(stateless, 'AWS::Scheduler::Schedule').map(({ Target }) => Target);
  const roleToCall = (target: string) =>
    targets.find(({ Arn }) => named(Arn) === target)?.RoleArn['Fn::GetAtt'][0] as string;

  test('one may run the sweep and leave what fails', () => {
    expect(allowedTo(stateless, roleToCall('ReviewSweepHandler.Arn'))).toEqual(
      [
        'lambda:InvokeFunction on ReviewSweepHandler.Arn',
        'sqs:SendMessage on ReviewSweepDeadLetters.Arn',
        ...key('sqs', 'Decrypt', 'GenerateDataKey'),
      ].sort(),
    );
  });

  test('one may start the pass for insight, and nothing else', () => {
    const machine = inThisAccount('states', 'stateMachine:patron-insight');
    expect(allowedTo(stateless, roleToCall(machine))).toEqual(
      [`states:StartExecution on ${machine}`, ...key('states', 'Decrypt', 'GenerateDataKey')].sort(),
    );
  });

  test.each(targets)('only schedules of the same account take the role: $Arn', ({ RoleArn }) => {
    const role = stateless.toJSON()['Resources'][RoleArn['Fn::GetAtt'][0]].Properties;
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });
});

describe('permissions of the operator', () => {
  const deadLetters = ['EventIntake', 'Events', 'ReviewSweep', 'UndeliverableEvents'].map((of) => `${of}DeadLetters`);
  const eachQueue = (...actions: string[]) =>
    deadLetters.flatMap((queue) => actions.map((action) => `sqs:${action} on ${queue}.Arn`));
  const logs = resourcesOf(stateless, 'AWS::Logs::LogGroup')
    .map(([id]) => named({ Ref: id }))
    .filter((id) => !id.endsWith('PassLog'));
  const passes = ['patron-backfill', 'patron-insight', 'patron-members'];

  test('are what the runbook and the command line do', () => {
    expect(allowedTo(stateless, operator)).toEqual(
      [
        ...eachQueue('CancelMessageMoveTask', 'DeleteMessage', 'GetQueueAttributes', 'ListMessageMoveTasks'),
        ...eachQueue('ReceiveMessage', 'StartMessageMoveTask'),
        'sqs:PurgeQueue on ReviewSweepDeadLetters.Arn',
        ...['EventIntakeQueue', 'QuarantineIntakeUnroutable', 'UndeliverableEventsQueue'].map(
          (queue) => `sqs:SendMessage on ${queue}.Arn`,
        ),
        ...key('sqs', 'Decrypt', 'GenerateDataKey'),
        ...table('BatchGetItem', 'BatchWriteItem', 'DescribeTable', 'GetItem', 'PutItem', 'Query', 'Scan'),
        'dynamodb:Query on Customers.Arn/index/due',
        ...memberTable('BatchWriteItem', 'PutItem', 'Query', 'Scan'),
        'events:PutEvents on EventsBus.Arn if events:detail-type StringEquals SegmentMember,SnapshotStarted,SnapshotFinished if events:source StringEquals patron',
        ...writeKey,
        's3:ListBucket on ChangePublicationFailures.Arn',
        ...['Delete', 'Get'].map((verb) => `s3:${verb}Object on ChangePublicationFailures.Arn/*`),
        ...key('s3', 'Decrypt'),
        'lambda:InvokeFunction on ChangePublicationPublishHandler.Arn',
        'lambda:InvokeFunction on CanaryHandler.Arn',
        ...['DescribeArchive', 'StartReplay'].map(
          (action) => `events:${action} on ${inThisAccount('events', 'archive/patron')}`,
        ),
        ...['CancelReplay', 'DescribeReplay'].map(
          (action) => `events:${action} on ${inThisAccount('events', 'replay/*')}`,
        ),
        ...logs.map((log) => `logs:FilterLogEvents on ${log}.Arn`),
        'cloudwatch:DescribeAlarms on *',
        'cloudwatch:GetMetricData on *',
        'lambda:GetAccountSettings on *',
        'scheduler:ListSchedules on *',
        'states:ListStateMachines on *',
        ...passes.flatMap((machine) => [
          ...['ListExecutions', 'StartExecution'].map(
            (action) => `states:${action} on ${inThisAccount('states', `stateMachine:${machine}`)}`,
          ),
          ...['DescribeExecution', 'StopExecution'].map(
            (action) => `states:${action} on ${inThisAccount('states', `execution:${machine}:*`)}`,
          ),
        ]),
        's3:ListBucket on InsightResults.Arn',
        's3:GetObject on InsightResults.Arn/*',
        ...key('states', 'Decrypt', 'GenerateDataKey'),
        'kms:DescribeKey on Key.Arn',
        `ssm:GetParameter on ${inThisAccount('ssm', 'parameter/patron/*')}`,
        ...['patron', 'patron-state'].flatMap((stack) =>
          ['DescribeStackResources', 'DescribeStacks'].map(
            (action) => `cloudformation:${action} on ${inThisAccount('cloudformation', `stack/${stack}/*`)}`,
          ),
        ),
      ].sort(),
    );
  });

  test('it cannot be taken from another account', () => {
    const role = stateless.toJSON()['Resources'][operator].Properties;
    const [{ Principal: principal }] = role.AssumeRolePolicyDocument.Statement;
    expect(named(principal.AWS)).toBe('arn:AWS::Partition:iam::AWS::AccountId:root');
  });
});

describe('where no members are kept', () => {
  const without = synthesise({ members: 'none' });
  const roleIn = (id: string): string =>
    resourcesOf(without.stateless, 'AWS::IAM::Role').find(([role]) => named({ Ref: role }) === id)?.[0] ?? '';

  test('neither publish nor the operator may put anything for them', () => {
    const lines = ['ChangePublicationPublishRole', 'Operator'].flatMap((id) =>
      allowedTo(without.stateless, roleIn(id)),
    );
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.filter((line) => /Members|SegmentMember/.test(line))).toEqual([]);
    expect(
      allowedTo(without.stateless, roleIn('ChangePublicationPublishRole')).filter((line) =>
        /kms:.*dynamodb/.test(line),
      ),
    ).toEqual(readKey);
  });
});

describe('policies as a whole', () => {
  const documents = [stateful, stateless].flatMap((template) => statementsOf(template, 'AWS::IAM::Policy', () => true));

  test('nothing is allowed on every resource but what AWS cannot narrow: traces, deliveries of logs, looking', () => {
    const wide = allowedBy(documents).filter((line) => / on \*/.test(line));
    expect(
      wide.filter(
        (line) =>
          !/^(?:xray:|logs:\w+(?:Deliver|ResourcePolic|LogGroups)|cloudwatch:|scheduler:List|states:ListStateMachines|lambda:GetAccountSettings)/.test(
            line,
          ),
      ),
    ).toEqual([]);
    const functions = functionNames.flatMap((entry) => allowedTo(stateless, roleOf(entry)));
    expect(new Set(functions.filter((line) => / on \*/.test(line)))).toEqual(
      new Set(['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *']),
    );
  });

  test('no action is a wildcard', () => {
    expect(allowedBy(documents).filter((line) => /^\S*\*/.test(line))).toEqual([]);
  });
});

const sendersTo = (queue: string) =>
  statementsOf(stateless, 'AWS::SQS::QueuePolicy', ({ Queues }) => named(Queues) === queue)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => [JSON.stringify(statement.Principal), ...allowedBy([statement])]);

const refusesPlainText = ({ Effect, Action, Condition }: Statement) =>
  Effect === 'Deny' && Action === 'sqs:*' && Condition?.['Bool']?.['aws:SecureTransport'] === 'false';

const rule = (...ids: string[]) => ids.flatMap((id) => ['{"Service":"events.amazonaws.com"}', id]);

describe('policies of the queues', () => {
  const events = ' if aws:SourceArn ArnEquals ';

  test('only the rules of customers and visitors put into the queue of events', () => {
    expect(sendersTo('EventIntakeQueue')).toEqual(
      rule(
        `sqs:SendMessage on EventIntakeQueue.Arn${events}EventIntakeCustomersRule.Arn`,
        `sqs:SendMessage on EventIntakeQueue.Arn${events}EventIntakeVisitorsRule.Arn`,
      ),
    );
  });

  test('only the rule of the rest puts into the queue of what cannot be routed', () => {
    expect(sendersTo('QuarantineIntakeUnroutable')).toEqual(
      rule(`sqs:SendMessage on QuarantineIntakeUnroutable.Arn${events}QuarantineIntakeRestRule.Arn`),
    );
  });

  test('only the rules leave there what they could not deliver', () => {
    expect(sendersTo('UndeliverableEventsQueue').filter((line) => line.startsWith('sqs'))).toEqual(
      ['EventIntakeCustomers', 'EventIntakeVisitors', 'QuarantineIntakeRest'].map(
        (id) => `sqs:SendMessage on UndeliverableEventsQueue.Arn${events}${id}Rule.Arn`,
      ),
    );
  });

  test('every queue refuses callers without TLS', () => {
    for (const template of [stateful, stateless]) {
      const refusing = propertiesOf(template, 'AWS::SQS::QueuePolicy')
        .filter(({ PolicyDocument }) => PolicyDocument.Statement.some(refusesPlainText))
        .map(({ Queues }) => Queues[0].Ref);
      expect(new Set(refusing)).toEqual(new Set(resourcesOf(template, 'AWS::SQS::Queue').map(([id]) => id)));
    }
  });
});
