import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { PatronApi } from '../api/http-api.ts';
import type { Canary } from '../canary/canary.ts';
import type { CatalogueBackfill } from '../backfill/catalogue-backfill.ts';
import type { InsightPass } from '../insight/insight-pass.ts';
import type { Destinations } from '../destinations/destinations.ts';
import type { CustomerUpdates } from '../intake/customer-updates.ts';
import type { PatronBus } from '../intake/event-bus.ts';
import type { EventIntake } from '../intake/event-intake.ts';
import type { QuarantineIntake } from '../intake/quarantine-intake.ts';
import type { UndeliverableEvents } from '../intake/undeliverable-events.ts';
import type { ChangePublication } from '../publication/change-publication.ts';
import type { ReviewSweep } from '../review/review-sweep.ts';
import type { MembersPass } from '../members/members-pass.ts';
import type { Sources } from '../sources/sources.ts';
import type { Settings } from '../settings/settings.ts';
import type { Worker } from '../worker/worker.ts';
import type { Counting } from './watch.ts';

/** Everything that can fail, for the alarms, the dashboard and the operator. */
export interface Watched {
  readonly key: IKey;
  readonly table: ITable;
  /** The table of who is in a segment; undefined where the deployment keeps no members. */
  readonly memberTable: ITable | undefined;
  readonly bus: PatronBus;
  readonly undeliverable: UndeliverableEvents;
  readonly intake: EventIntake;
  readonly updates: CustomerUpdates;
  readonly publication: ChangePublication;
  readonly sweep: ReviewSweep;
  readonly quarantine: QuarantineIntake;
  readonly backfill: CatalogueBackfill;
  /** Undefined where the deployment does without. */
  readonly insight: InsightPass | undefined;
  /** Undefined where the deployment has no HTTP API. */
  readonly api: PatronApi | undefined;
  /** Undefined where the deployment keeps no members. */
  readonly members: MembersPass | undefined;
  /** Undefined where no other system brings events. */
  readonly sources: Sources | undefined;
  /** Undefined where no tool is told of changes. */
  readonly destinations: Destinations | undefined;
  readonly canary: Canary;
  /** Every function. */
  readonly functions: readonly Worker[];
  readonly settings: Settings;
  /** The metrics that the functions count themselves. */
  readonly counting: Counting;
}
