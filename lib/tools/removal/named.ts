import { paginateListTables } from '@aws-sdk/client-dynamodb';
import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { paginateListQueues } from '@aws-sdk/client-sqs';
import type { Account } from './account.ts';
import { isFound } from './found.ts';
import type { Resource } from './stacks.ts';

/** As `infra/access/data-key.ts` describes it. */
const keyDescription = 'Encrypts what Patron keeps of customers';

/** CloudFormation goes on with what the table is called in the template. */
const ownTables = ['state-Customers', 'Members', 'ApiGuards'];

const tablesOf = async ({ tables: client }: Account, name: string): Promise<readonly Resource[]> => {
  const found: Resource[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    const own = TableNames.filter((table) => ownTables.some((called) => table.startsWith(`${name}-${called}`)));
    found.push(...own.map((id) => ({ type: 'AWS::DynamoDB::GlobalTable', id })));
  }
  return found;
};

const queuesOf = async ({ queues: client }: Account, name: string): Promise<readonly Resource[]> => {
  const own = new RegExp(`/${name}(?:-state)?-[A-Z][^/]*$`);
  const found: Resource[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: `${name}-` })) {
    found.push(...QueueUrls.filter((url) => own.test(url)).map((id) => ({ type: 'AWS::SQS::Queue', id })));
  }
  return found;
};

/** CloudFormation goes on with what the bucket is called in the template. */
const ownBuckets = ['changepublicationfailures', 'eventintakestreamfailures', 'insightresults'];

const bucketsOf = async ({ buckets }: Account, name: string): Promise<readonly Resource[]> => {
  const { Buckets = [] } = await buckets.send(new ListBucketsCommand({}));
  return Buckets.flatMap(({ Name: id = '' }) =>
    ownBuckets.some((own) => id.startsWith(`${name}-${own}`)) ? [{ type: 'AWS::S3::Bucket', id }] : [],
  );
};

/** The key of the bus, if it is Patron's own: another one may encrypt more than this deployment. */
const keyOf = async ({ buses, keys }: Account, name: string): Promise<readonly Resource[]> => {
  const asked = buses.send(new DescribeEventBusCommand({ Name: name }));
  if (!(await isFound(asked))) return [];
  const { KmsKeyIdentifier: KeyId } = await asked;
  if (KeyId === undefined) return [];
  const { KeyMetadata: key } = await keys.send(new DescribeKeyCommand({ KeyId }));
  return key?.KeyId !== undefined && key.Description === keyDescription
    ? [{ type: 'AWS::KMS::Key', id: key.KeyId }]
    : [];
};

/**
 * Finds what bears the name of a deployment, also where CloudFormation has forgotten its stacks. CloudFormation begins a
 * name with that of the stack, and goes on with a capital letter, which no name of another deployment has.
 */
export const namedAfter = async (account: Account, name: string): Promise<readonly Resource[]> => {
  const found = await Promise.all([tablesOf, queuesOf, bucketsOf, keyOf].map((list) => list(account, name)));
  const fixed = ['AWS::Events::EventBus', 'AWS::Events::Archive'].map((type) => ({ type, id: name }));
  return [...found.flat(), ...fixed];
};
