import type { ReplaySummary } from '#lib/tools/replay/summary.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Paint } from './words.ts';

const barWidth = 30;

const bar = (members: number, most: number): string => {
  const length = Math.round((members / Math.max(most, 1)) * barWidth);
  return '█'.repeat(members > 0 ? Math.max(length, 1) : 0).padEnd(barWidth);
};

const column = (count: number, width: number): string => count.toLocaleString('en').padStart(width);

/** The members of each segment, and how often it was entered and left. */
export const segmentTable = ({ segments }: CatalogueSource, summary: ReplaySummary, paint: Paint): string => {
  const counts = Object.values(summary.segments);
  const most = Math.max(...counts.map(({ members }) => members));
  const width = Math.max(...segments.map(({ key, name = key }) => name.length));
  const head = `  ${'Segment'.padEnd(width)}  members  ${' '.repeat(barWidth)}  entered     left`;
  const rows = segments.map(({ key, name = key }) => {
    const { members = 0, entered = 0, exited = 0 } = summary.segments[key] ?? {};
    const turns = paint.quiet(`${column(entered, 7)}  ${column(exited, 7)}`);
    return `  ${name.padEnd(width)}  ${column(members, 7)}  ${paint.good(bar(members, most))}  ${turns}`;
  });
  return [paint.quiet(head), ...rows].join('\n');
};
