import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DataKey } from './access/data-key.ts';
import { PatronBus } from './intake/event-bus.ts';
import { PublishedNames } from './published-names.ts';
import type { Settings } from './settings/settings.ts';
import { CustomerTable } from './table/customer-table.ts';

export interface StatefulStackProps extends StackProps {
  readonly settings: Settings;
}

const nobody = 'The bus refuses everybody until its producers are listed';

/** The resources that must outlive every deployment: key, bus, archive and table. All of them stay when the stack is deleted, unless the deployment keeps nothing. */
export class StatefulStack extends Stack {
  readonly key: DataKey;
  readonly table: CustomerTable;
  readonly bus: PatronBus;

  constructor(scope: Construct, id: string, { settings, ...props }: StatefulStackProps) {
    super(scope, id, props);
    this.key = new DataKey(this, 'Key', settings);
    this.table = new CustomerTable(this, 'Customers', { ...settings, key: this.key });
    this.bus = new PatronBus(this, 'Events', {
      ...settings,
      key: this.key,
      archiveDays: settings.retention.archive,
    });
    // Where a bus was kept under this name, the deployment fails before there is a second table, and takes back the rest.
    this.table.node.addDependency(this.bus);
    if (settings.producers.length === 0) Annotations.of(this).addWarningV2('patron:no-producers', nobody);
    const names = new PublishedNames(this, settings.name);
    names.add('BusName', { value: this.bus.bus.eventBusName, description: 'The bus on which shops put events' });
    names.add('BusArn', { value: this.bus.bus.eventBusArn, description: 'The same bus, for policies and rules' });
    names.add('TableName', { value: this.table.tableName, description: 'The table of profiles' });
    names.add('KeyArn', { value: this.key.keyArn, description: 'The key that encrypts everything at rest' });
  }
}
