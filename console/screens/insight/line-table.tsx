import { liftWords, memberWords, otherWords } from '#lib/core/insight/compare/line-words.ts';
import { DotPair } from '#lib/tools/report/charts/dot-pair.ts';
import type { LineInWords } from '#lib/use-cases/api/console/insight-in-words.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { insight as words } from '../../words/en.ts';

interface Props {
  readonly caption: string;
  readonly lines: readonly LineInWords[];
  /** Whom members are compared with. */
  readonly others: string;
}

const columns: readonly Column<LineInWords>[] = [
  {
    key: 'what',
    header: words.compare.what,
    isHeading: true,
    cell: (line) => (
      <>
        {line.words}
        {line.confirmedOnHalf ? null : words.compare.doubtMark}
        <DotPair members={line.share} others={line.others} />
      </>
    ),
  },
  {
    key: 'members',
    header: words.compare.members,
    isNumber: true,
    cell: (line) => <span class="strong">{memberWords(line)}</span>,
  },
  { key: 'others', header: words.compare.others, isNumber: true, cell: otherWords },
  {
    key: 'lift',
    header: words.compare.lift,
    isNumber: true,
    className: 'roomy',
    cell: (line) => liftWords(line) || words.compare.noLift,
  },
];

const Key = ({ others }: { readonly others: string }) => (
  <p class="note">
    <span class="key members-key">{words.compare.members}</span> <span class="key others-key">{others}</span>
  </p>
);

/** What sets members apart: each line with both shares as dots on one scale. */
export const LineTable = ({ caption, lines, others }: Props) => (
  <>
    <Key others={others} />
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={columns}
      rows={lines}
      keyOf={({ trait, value }) => `${trait} ${JSON.stringify(value)}`}
    />
  </>
);
