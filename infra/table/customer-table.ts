import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { attributeNames, dueIndexName } from '#lib/ports/store/table-keys.ts';
import type { WarmThroughput } from '../settings/settings.ts';
import { EncryptedTable } from './encrypted-table.ts';

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
 * Its type and its logical id must stay: CloudFormation cannot make one type of another in place, and `cdk import` finds a
 * table that was kept by its logical id.
 */
export class CustomerTable extends EncryptedTable {
  constructor(scope: Construct, id: string, { key, keep, warmThroughput }: CustomerTableProps) {
    super(scope, id, {
      key,
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      removalPolicy: RemovalPolicy.RETAIN,
      warmThroughput: unitsOf(warmThroughput),
      globalSecondaryIndexes: [dueIndex(warmThroughput)],
    });
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
