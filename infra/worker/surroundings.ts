import type { EventIntake } from '../intake/event-intake.ts';
import type { Settings } from '../settings/settings.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import type { Surroundings } from './worker.ts';

/** What every function is told: where people are kept, where events come from and changes go to. */
export const surroundingsOf = (
  { key, table, bus }: StatefulStack,
  { queue, filledStream }: EventIntake,
  settings: Settings,
): Surroundings => ({
  name: settings.name,
  key,
  memory: settings.memory,
  logDays: settings.retention.logs,
  logLevel: settings.logLevel,
  traceSampling: settings.traceSampling,
  environment: {
    PATRON_NAME: settings.name,
    TABLE_NAME: table.tableName,
    BUS_NAME: bus.bus.eventBusName,
    QUEUE_URL: queue.queueUrl,
    ...(filledStream && { STREAM_NAME: filledStream.streamName }),
    QUARANTINE_DAYS: String(settings.retention.quarantine),
    ...(settings.retention.changes && { CHANGES_DAYS: String(settings.retention.changes) }),
  },
});
