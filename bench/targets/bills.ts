import { billOf } from '#lib/tools/cost/bill.ts';
import { loadOf } from '#lib/tools/cost/traffic.ts';
import type { Figure } from '../benchmark.ts';
import { targetsOf } from './aims.ts';

const eventsPerSecond = 100;

/** What a deployment may leave out: lists of members, and the HTTP API. */
const leftOut: ReadonlySet<string> = new Set(['members', 'member counts', 'HTTP API']);
/** The weekly pass for insight, which a deployment may leave out as well. */
const ofInsight: ReadonlySet<string> = new Set(['insight reads', 'insight work']);
const ofTable: ReadonlySet<string> = new Set(['table reads', 'table writes', 'index writes']);

/** Dollars for a million events, of the parts of the bill whose names are asked for. */
const perMillion = (counts: (part: string) => boolean): number => {
  const { parts, total, perMillion: all } = billOf(loadOf({ eventsPerSecond }));
  return parts.filter(({ name }) => counts(name)).reduce((sum, { dollars }) => sum + dollars, 0) * (all / total);
};

const dollarsOf = (name: string, about: string, ours: number): Figure => ({
  name,
  about,
  unit: '$ per million events',
  ours,
  targets: targetsOf(name),
});

/** The bills that are aimed at, as `patron cost` makes them out. */
export const bills = (): readonly Figure[] => [
  {
    ...dollarsOf(
      'targets.dollars.fifo',
      'the bill of patron cost for a million events, without lists of members and HTTP API',
      perMillion((part) => !leftOut.has(part)),
    ),
    details: { eventsPerSecond, withoutInsight: perMillion((part) => !leftOut.has(part) && !ofInsight.has(part)) },
  },
  dollarsOf(
    'targets.dollars.table',
    'its read, write and index write units',
    perMillion((part) => ofTable.has(part)),
  ),
];
