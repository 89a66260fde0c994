import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DataKey } from './access/data-key.ts';
import { PatronBus } from './intake/event-bus.ts';
import { addOutput } from './output.ts';
import type { Settings } from './settings/settings.ts';
import { CustomerTable } from './table/customer-table.ts';

export interface StatefulStackProps extends StackProps {
  readonly settings: Settings;
}

const nobody = 'The bus refuses everybody until its producers are listed';

/** The resources that must outlive every deployment: key, bus, archive and table. All of them stay when the stack is deleted. */
export class StatefulStack extends Stack {
  readonly key: DataKey;
  readonly table: CustomerTable;
  readonly bus: PatronBus;

  constructor(scope: Construct, id: string, { settings, ...props }: StatefulStackProps) {
    super(scope, id, props);
    this.key = new DataKey(this, 'Key');
    this.table = new CustomerTable(this, 'Customers', this.key);
    this.bus = new PatronBus(this, 'Events', { key: this.key, producers: settings.producers });
    if (settings.producers.length === 0) Annotations.of(this).addWarningV2('patron:no-producers', nobody);
    addOutput(this, 'BusName', { value: this.bus.bus.eventBusName, description: 'Where shops put events' });
    addOutput(this, 'TableName', { value: this.table.tableName, description: 'Where customers are kept' });
  }
}
