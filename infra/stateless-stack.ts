import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Stack, Stage, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmBoard } from './alarm-board.ts';
import { ChangePublication } from './change-publication.ts';
import { CustomerUpdates } from './customer-updates.ts';
import { EventIntake } from './event-intake.ts';
import { addOutput } from './output.ts';
import { QuarantineIntake } from './quarantine-intake.ts';
import { ReviewSweep } from './review-sweep.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';
import { UndeliverableEvents } from './undeliverable-events.ts';
import { delays, faults, leftOvers } from './watch.ts';
import type { Surroundings } from './worker.ts';

export interface StatelessStackProps extends StackProps {
  readonly stateful: StatefulStack;
  readonly settings: Settings;
}

const updateTimeout = Duration.seconds(30);
const quarantineTimeout = Duration.seconds(30);

/** Everything that can be made anew at any time: queues, functions, schedule and alarms. */
export class StatelessStack extends Stack {
  readonly alarms: AlarmBoard;

  constructor(scope: Construct, id: string, { stateful, settings, ...props }: StatelessStackProps) {
    super(scope, id, props);
    const { table, key } = stateful;
    const { bus } = stateful.bus;
    const undeliverable = new UndeliverableEvents(this, 'UndeliverableEvents', { key, quarantineTimeout });
    const intake = new EventIntake(this, 'EventIntake', { bus, key, updateTimeout, undeliverable });
    const { queue } = intake;
    const catalogueFile = this.writeCatalogue(settings);
    const surroundings: Surroundings = {
      key,
      environment: {
        TABLE_NAME: table.tableName,
        BUS_NAME: bus.eventBusName,
        QUEUE_URL: queue.queueUrl,
        DEPLOYMENT: String(settings.deployment),
      },
    };
    const shared = { bus, table, queue, surroundings };
    const workers = {
      updates: new CustomerUpdates(this, 'CustomerUpdates', { ...shared, timeout: updateTimeout, catalogueFile }),
      publication: new ChangePublication(this, 'ChangePublication', shared),
      sweep: new ReviewSweep(this, 'ReviewSweep', shared),
      quarantine: new QuarantineIntake(this, 'QuarantineIntake', {
        ...shared,
        timeout: quarantineTimeout,
        undeliverable,
      }),
    };
    const watched = { bus: stateful.bus, undeliverable, intake, ...workers };
    this.alarms = new AlarmBoard(this, 'Alarms', {
      key,
      watches: [...leftOvers(watched), ...delays(watched), ...faults(watched)],
    });
    addOutput(this, 'AlarmTopicArn', { value: this.alarms.topic.topicArn, description: 'Where alarms ring' });
    addOutput(this, 'QueueUrl', {
      value: queue.queueUrl,
      description: 'Where events wait for their customer’s turn',
    });
  }

  private writeCatalogue({ catalogue }: Settings): string {
    const file = join(Stage.of(this)!.outdir, 'catalogue.json');
    writeFileSync(file, catalogue);
    return file;
  }
}
