import { Stack, Token } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type CfnGlobalTable,
  TableEncryptionV2,
  TableV2,
  type TablePropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { attributeNames } from '#lib/ports/store/table-keys.ts';

/** DynamoDB, unlike most services of AWS, still answers without TLS. In a table's own policy `*` means the table. */
const onlyTls = new PolicyStatement({
  sid: 'OnlyTls',
  effect: Effect.DENY,
  principals: [new AnyPrincipal()],
  actions: ['dynamodb:*'],
  resources: ['*'],
  conditions: { Bool: { 'aws:SecureTransport': 'false' } },
});

export interface EncryptedTableProps extends Omit<
  TablePropsV2,
  'partitionKey' | 'sortKey' | 'billing' | 'encryption' | 'resourcePolicy' | 'timeToLiveAttribute'
> {
  readonly key: IKey;
}

/**
 * A table of items by partition and sort, which can expire: paid for by request, encrypted with the deployment's key, and
 * only by TLS. It is a global table of one region, so that a replica can be added.
 */
export class EncryptedTable extends TableV2 {
  constructor(scope: Construct, id: string, { key, ...props }: EncryptedTableProps) {
    const isAnywhere = Token.isUnresolved(Stack.of(scope).region);
    super(scope, id, {
      ...props,
      partitionKey: { name: attributeNames.partition, type: AttributeType.STRING },
      sortKey: { name: attributeNames.sort, type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: isAnywhere ? TableEncryptionV2.awsManagedKey() : TableEncryptionV2.customerManagedKey(key),
      timeToLiveAttribute: attributeNames.expiresAt,
      resourcePolicy: new PolicyDocument({ statements: [onlyTls] }),
    });
    // The library names the key of a table only where it knows the table's region.
    const table = this.node.defaultChild as CfnGlobalTable;
    if (isAnywhere) table.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
  }
}
