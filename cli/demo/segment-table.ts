import type { ReplaySummary } from '#lib/tools/replay/summary.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { number } from '../output/numbers.ts';
import { table } from '../output/table.ts';
import type { Style } from '../output/terminal.ts';

const barWidth = 30;

const bar = (members: number, most: number): string => {
  const length = Math.round((members / Math.max(most, 1)) * barWidth);
  return '█'.repeat(members > 0 ? Math.max(length, 1) : 0);
};

const heads = ['Segment', 'members', ' '.repeat(barWidth), 'entered', 'left'];

/** The members of each segment, and how often it was entered and left. */
export const segmentTable = ({ segments }: CatalogueSource, summary: ReplaySummary, style: Style): string => {
  const counts = Object.values(summary.segments);
  const most = Math.max(...counts.map(({ members }) => members));
  const rows = segments.map(({ key, name = key }) => {
    const { members = 0, entered = 0, exited = 0 } = summary.segments[key] ?? {};
    const moves = [entered, exited].map((count) => style('dim', number(count)));
    return [name, number(members), style('green', bar(members, most)), ...moves];
  });
  return table([heads.map((head) => style('dim', head)), ...rows], ['left', 'right', 'left', 'right', 'right'])
    .map((line) => `  ${line}`)
    .join('\n');
};
