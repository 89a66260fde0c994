import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge.ts';
import { EncryptedTable } from './encrypted-table.ts';

/**
 * The table by which all instances of the function behind the HTTP API know the same: when each caller has asked for erasures lately,
 * and the secret that seals cursors. It holds nothing of customers, costs nothing while it is not used, and goes with its stack.
 */
export class GuardsTable extends EncryptedTable {
  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id, { key, removalPolicy: RemovalPolicy.DESTROY });
    acknowledge(this, {
      'AwsSolutions::AwsSolutions-DDB3': 'What it holds is a minute old, or made anew',
      'Serverless::Serverless-DynamoDBPITR': 'What it holds is a minute old, or made anew',
    });
  }
}
