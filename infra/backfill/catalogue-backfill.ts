import { CustomResource, Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import { catalogueHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import { outgoingSource } from '#lib/ports/publisher/change-publisher.ts';
import { cataloguePartition } from '#lib/ports/store/table-keys.ts';
import { allowKey, allowPartition, allowTable, readKey, writeKey } from '../access/permissions.ts';
import type { EventIntake } from '../intake/event-intake.ts';
import { PassMachine } from '../pass/pass-machine.ts';
import { PassStart } from '../pass/pass-start.ts';
import type { Settings } from '../settings/settings.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';

export interface CatalogueBackfillProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  /** Where ticks go, as events do. */
  readonly intake: EventIntake;
  readonly surroundings: Surroundings;
  readonly settings: Settings;
  /** The number that the gate gives this deployment. */
  readonly deployment: string;
  readonly catalogueFile: string;
  /** Deployed before a pass begins: the code that decides. */
  readonly after: IDependable;
}

const text = { comment: 'Brings everybody up to the catalogue that was deployed', error: 'BackfillFailed' };

/** Ticks everyone whom an older catalogue has decided, at a bounded rate, when another catalogue is deployed. */
export class CatalogueBackfill extends Construct {
  readonly machine: PassMachine;

  constructor(scope: Construct, id: string, props: CatalogueBackfillProps) {
    super(scope, id);
    const { name, key } = props.surroundings;
    const round = this.addRound(props);
    const part = this.addPart(props);
    const functions = { round: round.handler, part: part.handler };
    this.machine = new PassMachine(this, 'Pass', {
      name: `${name}-backfill`,
      key,
      functions,
      text,
      logDays: props.settings.retention.logs,
      traced: props.settings.traceSampling !== 'off',
    });
    const start = this.addStart(props);
    start.node.addDependency(round, part, this.machine, props.after);
  }

  private addRound(props: CatalogueBackfillProps): Worker {
    const { bus, table, surroundings, settings, catalogueFile } = props;
    return new Worker(this, 'Round', {
      ...surroundings,
      environment: { ...surroundings.environment, BACKFILL_RATE: String(settings.backfillRate) },
      entry: 'backfill-round',
      publisher: 'backfill-round',
      description: 'Leads a pass over everybody from round to round',
      timeout: Duration.seconds(30),
      catalogueFile,
      permissions: [
        allowTable(table, 'DescribeTable'),
        allowPartition(table, cataloguePartition, 'PutItem'),
        allowKey(surroundings.key, 'dynamodb', ...writeKey),
        new PolicyStatement({
          actions: ['events:PutEvents'],
          resources: [bus.eventBusArn],
          conditions: { StringEquals: { 'events:source': outgoingSource } },
        }),
      ],
    });
  }

  private addPart({ table, intake, surroundings }: CatalogueBackfillProps): Worker {
    const { key } = surroundings;
    const sending = intake.sending();
    return new Worker(this, 'Part', {
      ...surroundings,
      entry: 'backfill-part',
      description: 'Sends a tick for each person of a part of the table whom another catalogue has decided',
      timeout: Duration.minutes(5),
      chunks: sending.chunks,
      permissions: [
        // A profile is read where its item does not name the catalogue that decided it.
        allowTable(table, 'Scan', 'GetItem'),
        sending.put,
        allowKey(key, 'dynamodb', ...readKey),
        sending.encrypt,
      ],
    });
  }

  /** CloudFormation calls the function whenever one of the properties changes. */
  private addStart({ surroundings, settings, deployment }: CatalogueBackfillProps): CustomResource {
    const worker = new PassStart(this, 'Start', {
      surroundings,
      machine: this.machine,
      entry: 'backfill-start',
      description: 'Starts a pass over everybody when another catalogue was deployed',
    });
    return new CustomResource(this, 'Deployed', {
      resourceType: 'Custom::CatalogueBackfill',
      serviceToken: worker.handler.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: {
        Deployment: deployment,
        Catalogue: catalogueHash(settings.catalogue),
      },
    });
  }
}
