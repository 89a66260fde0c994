import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CustomerTable } from './customer-table.ts';
import { DataKey } from './data-key.ts';
import { PatronBus } from './event-bus.ts';
import { addOutput } from './output.ts';

/** What must outlive every deployment: key, bus, archive and table. All of it stays when the stack is deleted. */
export class StatefulStack extends Stack {
  readonly key: DataKey;
  readonly table: CustomerTable;
  readonly bus: PatronBus;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.key = new DataKey(this, 'Key');
    this.table = new CustomerTable(this, 'Customers', this.key);
    this.bus = new PatronBus(this, 'Events', this.key);
    addOutput(this, 'BusName', { value: this.bus.bus.eventBusName, description: 'Where shops put events' });
    addOutput(this, 'TableName', { value: this.table.tableName, description: 'Where customers are kept' });
  }
}
