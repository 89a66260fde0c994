import { historySpan } from '#lib/core/insight/metrics/history-span.ts';
import { periodsOf, type Every } from '#lib/core/insight/metrics/metric-periods.ts';
import { segmentHistoryOf, type SegmentHistory } from '#lib/core/insight/metrics/segment-history.ts';
import { accumulate } from './accumulate.ts';
import { courses } from './courses.ts';
import type { People } from './people.ts';

/** The keys of a catalogue's segments, in its order. */
const keysOf = ({ catalogue: { segments, positionsInOrder } }: People): readonly string[] =>
  positionsInOrder.flatMap((position) => segments[position]?.key ?? []);

/**
 * How every segment fared in each period of the history, from the change log and the ledger; no line where there is nobody.
 *
 * @throws {TypeError} for a ledger row that cannot be read as an event.
 */
export const segmentHistory = async (people: People, every: Every): Promise<SegmentHistory> => {
  const history = await accumulate(people.everybody, historySpan);
  if (history === undefined) return { periods: [], flows: [] };
  const { catalogue, minimum } = people;
  const periods = periodsOf(every, history, catalogue.calendar);
  return accumulate(() => courses(people), segmentHistoryOf({ segments: keysOf(people), periods, minimum }));
};
