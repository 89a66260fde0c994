import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge.ts';
import { EncryptedTable } from './encrypted-table.ts';

const lasting = 'What it holds is shown for a day, and stands in the ledger too';

/** The table of the changes of a day, for the console: it goes with its stack, and with the console, whatever `keep` says. */
export class FeedTable extends EncryptedTable {
  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id, { key, removalPolicy: RemovalPolicy.DESTROY });
    acknowledge(this, {
      'AwsSolutions::AwsSolutions-DDB3': lasting,
      'Serverless::Serverless-DynamoDBPITR': lasting,
    });
  }
}
