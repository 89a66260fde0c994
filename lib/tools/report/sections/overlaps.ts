import { h } from 'preact';
import type { Overlap } from '#lib/use-cases/insight/report/report.ts';
import { ShareBar } from '../charts/share-bar.ts';
import type { Telling } from '../telling.ts';
import { roundShare } from '../words/shares.ts';
import { quoted } from '../words/quoted.ts';
import { DataTable } from './data-table.ts';
import { LikenessMatrix } from './likeness-matrix.ts';
import { Note } from './part.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'overlaps', title: 'Overlaps' };

const mostPairs = 10;

/** From this share on, a pair hardly is two. */
const alike = 0.5;

const pairTable = (pairs: readonly Overlap[], { nameOf }: Telling) =>
  DataTable<Overlap>({
    caption: 'The people in both, as a share of those in either',
    columns: [
      {
        head: 'Pair',
        cell: ({ one, other, jaccard }) => [`${nameOf(one)} and ${nameOf(other)}`, h(ShareBar, { share: jaccard })],
      },
      { head: 'Shared', isNumber: true, cell: ({ jaccard }) => roundShare(jaccard) },
    ],
    rows: pairs,
  });

const findingOf = ([first]: readonly Overlap[], { nameOf }: Telling): string => {
  if (first === undefined) return '';
  const names = `${quoted(nameOf(first.one))} and ${quoted(nameOf(first.other))}`;
  return first.jaccard === 1
    ? `${names} are the same people.`
    : `${names} are the most alike: ${roundShare(first.jaccard)} of the people in either are in both.`;
};

const advice = (pairs: readonly Overlap[]): string => {
  const count = pairs.filter(({ jaccard }) => jaccard >= alike).length;
  if (count === 0) return 'No two segments share half of their people: each reaches people of its own.';
  return `${count === 1 ? 'One pair shares' : `${count} pairs share`} half of their people or more: a campaign to both reaches most of them twice.`;
};

/** Which segments are of the same people. */
export const overlaps: MakeSection = (telling) => {
  const { overlaps: found, segments, minimum } = telling.report;
  const sizes = new Map(segments.map(({ key, size }) => [key, size]));
  const isLarge = (key: string): boolean => (sizes.get(key) ?? 0) >= minimum;
  const pairs = found.filter(({ one, other }) => isLarge(one) && isLarge(other));
  if (pairs.length === 0)
    return {
      ...head,
      missing: `No two segments of ${minimum} members or more share any: a campaign to each reaches nobody twice.`,
    };
  return {
    ...head,
    finding: findingOf(pairs, telling),
    body: [
      h('p', { class: 'aside' }, advice(pairs)),
      h(
        'div',
        { class: 'part side-by-side' },
        pairTable(pairs.slice(0, mostPairs), telling),
        h(LikenessMatrix, { pairs, telling }),
      ),
      h(Note, null, `Of segments with ${minimum} members or more.`),
    ],
  };
};
