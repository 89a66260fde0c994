import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Instant } from '../../show/instant.tsx';
import { useShow } from '../../show/use-show.ts';
import { data as words } from '../../words/en.ts';
import type { Figure, Producer, Quality } from './quality.ts';

/** What came in, counted, each with where the figure comes from. */
export const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => {
  const { number } = useShow();
  const { knownColumns: columns } = words;
  return (
    <Card title={words.known}>
      <DataTable
        caption={words.known}
        isCaptionHidden
        columns={[
          { key: 'label', header: columns.label, isHeading: true, cell: ({ label }) => label },
          {
            key: 'count',
            header: columns.count,
            isNumber: true,
            cell: ({ count }) =>
              count === null ? (
                <span class="quiet">{words.notCounted}</span>
              ) : (
                <span class="count">{number(count)}</span>
              ),
          },
          { key: 'from', header: columns.from, cell: ({ from }) => <span class="note">{from}</span> },
        ]}
        rows={figures}
        keyOf={({ name }) => name}
      />
    </Card>
  );
};

/** Fields that were taken and ignored, with what was probably meant. */
export const UnknownFields = ({ unknown }: { readonly unknown: NonNullable<Quality['unknownFields']> }) => {
  const { number } = useShow();
  const { unknownColumns: columns, noUnknown } = words;
  return (
    <Card title={words.unknownFields} note={words.unknownNote(number(unknown.events))}>
      {unknown.fields.length === 0 ? (
        <Empty title={noUnknown.title} hint={noUnknown.hint} />
      ) : (
        <DataTable
          caption={words.unknownFields}
          isCaptionHidden
          columns={[
            { key: 'field', header: columns.field, isHeading: true, cell: ({ field }) => <code>{field}</code> },
            {
              key: 'nearest',
              header: columns.nearest,
              cell: ({ nearest }) =>
                nearest === null ? <span class="quiet">{words.noNearest}</span> : <code>{nearest}</code>,
            },
            { key: 'type', header: columns.type, cell: ({ type }) => type },
            { key: 'source', header: columns.source, cell: ({ source }) => source },
            { key: 'entries', header: columns.entries, isNumber: true, cell: ({ entries }) => number(entries) },
          ]}
          rows={unknown.fields}
          keyOf={({ type, field, source }) => `${type}/${field}/${source}`}
        />
      )}
    </Card>
  );
};

/** Who sends events, and how much of it is refused. */
export const Producers = ({ producers }: { readonly producers: readonly Producer[] }) => {
  const { number } = useShow();
  const { producerColumns: columns } = words;
  return (
    <Card title={words.producers} note={words.producersNote}>
      <DataTable
        caption={words.producers}
        isCaptionHidden
        columns={[
          { key: 'source', header: columns.source, isHeading: true, cell: ({ source }) => source },
          { key: 'events', header: columns.events, isNumber: true, cell: ({ events }) => number(events) },
          { key: 'late', header: columns.late, isNumber: true, cell: ({ late }) => number(late) },
          { key: 'refused', header: columns.refused, isNumber: true, cell: ({ refused }) => number(refused) },
          { key: 'last', header: columns.last, cell: ({ lastAt }) => <Instant at={lastAt} /> },
        ]}
        rows={producers}
        keyOf={({ source }) => source}
      />
    </Card>
  );
};
