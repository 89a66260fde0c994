import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { attributeNames, dueIndexName } from '#lib/ports/store/table-keys.ts';

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
}

/** The table of profiles, their ledger and changes, and of quarantined events: one partition for each person. */
export class CustomerTable extends Table {
  constructor(scope: Construct, id: string, { key: encryptionKey, keep }: CustomerTableProps) {
    super(scope, id, {
      partitionKey: { name: attributeNames.partition, type: AttributeType.STRING },
      sortKey: { name: attributeNames.sort, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: attributeNames.expiresAt,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({ statements: [onlyTls] }),
    });
    // Sparse: it holds only persons whom time alone will change.
    this.addGlobalSecondaryIndex({
      indexName: dueIndexName,
      partitionKey: { name: attributeNames.dueShard, type: AttributeType.STRING },
      sortKey: { name: attributeNames.dueAt, type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
}
