import { h } from 'preact';
import type { PlaceLine } from '#lib/core/insight/places/place-lines.ts';
import { liftWords, memberWords, otherWords } from '#lib/core/insight/compare/line-words.ts';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import { DotPair } from '../charts/dot-pair.ts';
import { DataTable } from './data-table.ts';
import { Part } from './part.ts';
import { placeName } from './place-names.ts';

/** Where the best customers are more often than other buyers, or less often; nothing where no place stands out. */
export const BestPlaces = ({ places }: { readonly places: Report['bestPlaces'] }) => {
  const lines = 'lines' in places ? (places.lines ?? []) : [];
  if (lines.length === 0) return null;
  return h(
    Part,
    { heading: 'Where they live' },
    DataTable<PlaceLine>({
      caption: 'Places where they are clearly more often than other buyers, or less often',
      columns: [
        {
          head: 'Place',
          cell: (line) => [placeName(line), h(DotPair, { members: line.share, others: line.others })],
        },
        { head: 'Members', isNumber: true, cell: memberWords },
        {
          head: 'Others',
          isNumber: true,
          cell: (line) => otherWords({ ...line, direction: line.direction ?? 'more' }),
        },
        { head: 'Times as often', isNumber: true, cell: liftWords },
      ],
      rows: lines,
    }),
  );
};
