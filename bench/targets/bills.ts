import type { Bill } from '#lib/tools/cost/bill.ts';
import { compareIntakes } from '#lib/tools/cost/compared-intakes.ts';
import { loadOf } from '#lib/tools/cost/traffic.ts';
import type { Figure } from '../benchmark.ts';
import { targetsOf } from './aims.ts';

const eventsPerSecond = 100;

const ofTable: ReadonlySet<string> = new Set(['table reads', 'table writes', 'index writes']);

/** Dollars for a million events of the units of the table. */
const unitsOf = ({ parts, total, perMillion }: Bill): number =>
  parts.filter(({ name }) => ofTable.has(name)).reduce((sum, { dollars }) => sum + dollars, 0) * (perMillion / total);

const dollarsOf = (name: string, ours: number, withoutInsight?: number): Figure => ({
  name,
  about: 'the bill of patron cost for a million events, without lists of members and HTTP API',
  unit: '$ per million events',
  ours,
  targets: targetsOf(name),
  details: { eventsPerSecond, ...(withoutInsight !== undefined && { withoutInsight }) },
});

/** The bills that are aimed at, as `patron cost` makes them out. */
export const bills = (): readonly Figure[] => {
  const { plain, plainest } = compareIntakes(loadOf({ eventsPerSecond }), {});
  return [
    dollarsOf('targets.dollars.fifo', plain.fifo.perMillion, plainest.fifo.perMillion),
    dollarsOf('targets.dollars.stream', plain.stream.perMillion, plainest.stream.perMillion),
    {
      ...dollarsOf('targets.dollars.table', unitsOf(plain.fifo)),
      about: 'its read, write and index write units, through the queue',
    },
  ];
};
