import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge.ts';
import { EncryptedTable } from './encrypted-table.ts';

/**
 * The table of who is in a segment: one row for each membership, and tombstones of those that have ended.
 *
 * It can be made anew from the profiles at any time. So it has no backups, and goes with its stack or when no members are kept
 * any more, whatever `keep` says: left behind, it would go on naming people who are erased later.
 */
export class MemberTable extends EncryptedTable {
  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id, { key, removalPolicy: RemovalPolicy.DESTROY });
    acknowledge(this, {
      'AwsSolutions::AwsSolutions-DDB3': 'It can be made anew from the profiles, which have backups',
      'Serverless::Serverless-DynamoDBPITR': 'It can be made anew from the profiles, which have backups',
    });
  }
}
