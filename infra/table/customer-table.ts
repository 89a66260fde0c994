import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type CfnGlobalTable,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { attributeNames, dueIndexName } from '#lib/ports/store/table-keys.ts';
import type { WarmThroughput } from '../settings/settings.ts';

/** DynamoDB, unlike most services of AWS, still answers without TLS. In a table's own policy `*` means the table. */
const onlyTls = new PolicyStatement({
  sid: 'OnlyTls',
  effect: Effect.DENY,
  principals: [new AnyPrincipal()],
  actions: ['dynamodb:*'],
  resources: ['*'],
  conditions: { Bool: { 'aws:SecureTransport': 'false' } },
});

export interface CustomerTableProps {
  readonly key: IKey;
  /** Whether it stays when its stack is deleted, and cannot be deleted by mistake. */
  readonly keep: boolean;
  /** What it takes from the first second on; undefined for what a new table of DynamoDB takes. */
  readonly warmThroughput?: WarmThroughput | undefined;
}

/**
 * The table of profiles, their ledger and changes, and of quarantined events: one partition for each person.
 *
 * A global table of one region, so that a replica can be added. Its type and its logical id must stay: CloudFormation
 * cannot make one type of another in place, and `cdk import` finds a table that was kept by its logical id.
 */
export class CustomerTable extends TableV2 {
  constructor(scope: Construct, id: string, { key, keep, warmThroughput }: CustomerTableProps) {
    const isAnywhere = Token.isUnresolved(Stack.of(scope).region);
    super(scope, id, {
      partitionKey: { name: attributeNames.partition, type: AttributeType.STRING },
      sortKey: { name: attributeNames.sort, type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: isAnywhere ? TableEncryptionV2.awsManagedKey() : TableEncryptionV2.customerManagedKey(key),
      dynamoStream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: attributeNames.expiresAt,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({ statements: [onlyTls] }),
      warmThroughput: unitsOf(warmThroughput),
      globalSecondaryIndexes: [dueIndex(warmThroughput)],
    });
    // The library names the key of a table only where it knows the table's region.
    const table = this.node.defaultChild as CfnGlobalTable;
    if (isAnywhere) table.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
  }
}

const unitsOf = (warm: WarmThroughput | undefined) =>
  warm && { readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes };

/** Sparse: it holds only persons whom time alone will change. As warm as the table, whose writes a cold index would hold up. */
const dueIndex = (warm: WarmThroughput | undefined): GlobalSecondaryIndexPropsV2 => ({
  indexName: dueIndexName,
  partitionKey: { name: attributeNames.dueShard, type: AttributeType.STRING },
  sortKey: { name: attributeNames.dueAt, type: AttributeType.NUMBER },
  projectionType: ProjectionType.KEYS_ONLY,
  ...(warm && { warmThroughput: unitsOf(warm) }),
});
