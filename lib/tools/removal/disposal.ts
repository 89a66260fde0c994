import { DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteArchiveCommand,
  DeleteEventBusCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { DescribeKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { DeleteQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Account } from './account.ts';
import { deleteBucket, hasBucket } from './bucket.ts';
import type { Resource } from './stacks.ts';
import { deleteTable, hasTable } from './table.ts';
import { isFound } from './found.ts';

/** How a resource of one type is found and deleted by its own service. */
interface Disposal {
  readonly isThere: (account: Account, id: string) => Promise<boolean>;
  readonly remove: (account: Account, id: string) => Promise<unknown>;
}

/** The shortest wait that KMS allows; until then the deletion can be cancelled. */
const keyWaitDays = 7;

const table: Disposal = { isThere: hasTable, remove: deleteTable };

const archive: Disposal = {
  isThere: ({ buses }, ArchiveName) => isFound(buses.send(new DescribeArchiveCommand({ ArchiveName }))),
  remove: ({ buses }, ArchiveName) => buses.send(new DeleteArchiveCommand({ ArchiveName })),
};

const bus: Disposal = {
  isThere: ({ buses }, Name) => isFound(buses.send(new DescribeEventBusCommand({ Name }))),
  remove: ({ buses }, Name) => buses.send(new DeleteEventBusCommand({ Name })),
};

const queue: Disposal = {
  isThere: ({ queues }, QueueUrl) => isFound(queues.send(new GetQueueAttributesCommand({ QueueUrl }))),
  remove: ({ queues }, QueueUrl) => queues.send(new DeleteQueueCommand({ QueueUrl })),
};

const bucket: Disposal = { isThere: hasBucket, remove: deleteBucket };

const logGroup: Disposal = {
  isThere: async ({ logs }, name) => {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    return logGroups.some(({ logGroupName }) => logGroupName === name);
  },
  remove: ({ logs }, logGroupName) => logs.send(new DeleteLogGroupCommand({ logGroupName })),
};

const key: Disposal = {
  isThere: async ({ keys }, KeyId) => {
    const asked = keys.send(new DescribeKeyCommand({ KeyId }));
    return (await isFound(asked)) && (await asked).KeyMetadata?.KeyState !== 'PendingDeletion';
  },
  remove: ({ keys }, KeyId) => keys.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: keyWaitDays })),
};

/** In the order of deletion: what is encrypted goes before its key, and the archive before its bus. */
const disposals: Readonly<Record<string, Disposal>> = {
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::Archive': archive,
  'AWS::Events::EventBus': bus,
  'AWS::SQS::Queue': queue,
  'AWS::S3::Bucket': bucket,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::KMS::Key': key,
};

const order = Object.keys(disposals);

/** Whether a resource is still there. One of a type that no deployment keeps counts as there. */
export const isThere = async (account: Account, { type, id }: Resource): Promise<boolean> =>
  (await disposals[type]?.isThere(account, id)) ?? true;

/** Deletes a resource. Returns false for a type that no deployment keeps, and leaves it. */
export const dispose = async (account: Account, { type, id }: Resource): Promise<boolean> => {
  const disposal = disposals[type];
  await disposal?.remove(account, id);
  return disposal !== undefined;
};

/** Sorts resources into the order in which they are to be deleted. */
export const inOrder = (resources: readonly Resource[]): readonly Resource[] =>
  resources.toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type));
