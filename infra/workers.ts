import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { CustomerUpdates } from './intake/customer-updates.ts';
import type { EventIntake } from './intake/event-intake.ts';
import { QuarantineIntake } from './intake/quarantine-intake.ts';
import type { UndeliverableEvents } from './intake/undeliverable-events.ts';
import { ChangePublication } from './publication/change-publication.ts';
import { ReviewSweep } from './review/review-sweep.ts';
import type { Settings } from './settings/settings.ts';
import type { Surroundings } from './worker/worker.ts';

export const updateTimeout = Duration.seconds(30);
export const quarantineTimeout = Duration.seconds(30);

export interface WorkersProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  readonly memberTable: ITable | undefined;
  readonly feedTable: ITable | undefined;
  readonly surroundings: Surroundings;
  readonly settings: Settings;
  readonly intake: EventIntake;
  readonly undeliverable: UndeliverableEvents;
  readonly catalogueFile: string;
}

/** The functions on the way of an event, from the queue to the published change. */
export const workersWith = (scope: Construct, props: WorkersProps) => {
  const { settings, undeliverable, catalogueFile, ...shared } = props;
  return {
    updates: new CustomerUpdates(scope, 'CustomerUpdates', {
      ...settings,
      ...shared,
      timeout: updateTimeout,
      catalogueFile,
    }),
    publication: new ChangePublication(scope, 'ChangePublication', { ...settings, ...shared }),
    sweep: new ReviewSweep(scope, 'ReviewSweep', shared),
    quarantine: new QuarantineIntake(scope, 'QuarantineIntake', {
      ...shared,
      timeout: quarantineTimeout,
      undeliverable,
    }),
  };
};
