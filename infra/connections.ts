import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { Destinations } from './destinations/destinations.ts';
import type { Settings } from './settings/settings.ts';
import { Sources } from './sources/sources.ts';
import type { Surroundings } from './worker/worker.ts';

export interface ConnectionsProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  readonly key: IKey;
  readonly settings: Pick<Settings, 'sources' | 'destinations'>;
  readonly surroundings: Surroundings;
}

/** What connects a deployment with other systems: those that bring events, and those that are told of changes; nothing that is not asked for. */
export const connectionsWith = (scope: Construct, { settings, ...around }: ConnectionsProps) => {
  const { sources, destinations } = settings;
  return {
    sources: sources.length === 0 ? undefined : new Sources(scope, 'Sources', { ...around, sources }),
    destinations:
      destinations.length === 0 ? undefined : new Destinations(scope, 'Destinations', { ...around, destinations }),
  };
};
