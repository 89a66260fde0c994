import { path } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { Card } from '../../parts/card.tsx';
import { CodeBlock } from '../../parts/code-block.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { Instant } from '../../show/instant.tsx';
import { useShow, type Show } from '../../show/use-show.ts';
import { withInstants } from '../../show/with-instants.ts';
import { data as words } from '../../words/en.ts';
import type { Refused, RefusedGroup } from './quality.ts';
import { Redrive } from './redrive.tsx';

const personOf = ({ customerId, anonymousId }: Refused): string | undefined =>
  customerId ?? (anonymousId && `~${anonymousId}`);

/** The entry as it came, in lines where it is JSON. */
const shownEntry = (entry: string): string => {
  try {
    return JSON.stringify(JSON.parse(entry), undefined, 2);
  } catch {
    return entry;
  }
};

const Example = ({ example }: { readonly example: Refused }) => {
  const { can } = useSession();
  const person = personOf(example);
  return (
    <details class="example">
      <summary>{words.example}</summary>
      <div class="example-of">
        <p class="note">
          {person === undefined ? words.exampleOfNobody : words.exampleOf(person)} <Instant at={example.arrivedAt} />.{' '}
          {person !== undefined && can.people ? <a href={path`/people/${person}`}>{words.seePerson(person)}</a> : null}
        </p>
        <CodeBlock label={words.example} text={shownEntry(example.entry)} />
      </div>
    </details>
  );
};

const columnsOf = (show: Show): readonly Column<RefusedGroup>[] => [
  {
    key: 'field',
    header: words.columns.field,
    isHeading: true,
    cell: ({ field, rule, example }) => (
      <>
        <code class="field-name">{field}</code> {withInstants(rule, show.minute)}
        <Example example={example} />
      </>
    ),
  },
  { key: 'type', header: words.columns.type, cell: ({ type }) => type ?? words.unknownSource },
  { key: 'source', header: words.columns.source, cell: ({ source }) => source ?? words.unknownSource },
  { key: 'entries', header: words.columns.entries, isNumber: true, cell: ({ entries }) => show.number(entries) },
  {
    key: 'last',
    header: words.columns.last,
    className: 'nowrap',
    cell: ({ lastAt }) => <Instant at={lastAt} to="day" />,
  },
];

interface Props {
  readonly reason: string;
  readonly groups: readonly RefusedGroup[];
  readonly refresh: () => void;
}

/** What was refused for one reason: what to do about it, and where it comes from. */
export const RefusedReason = ({ reason, groups, refresh }: Props) => {
  const show = useShow();
  const { can } = useSession();
  const { title, remedy } = words.reasons[reason] ?? { title: reason, remedy: undefined };
  const entries = groups.reduce((sum, group) => sum + group.entries, 0);
  const canSend = can.redrive && groups.some(({ canRedrive }) => canRedrive);
  return (
    <Card
      title={words.reasonTitle(title, show.number(entries))}
      note={remedy}
      actions={canSend ? <Redrive reason={reason} title={title} entries={entries} refresh={refresh} /> : null}
    >
      <DataTable
        caption={words.captionOf(title)}
        isCaptionHidden
        columns={columnsOf(show)}
        rows={groups}
        keyOf={({ field, rule, source, type }) => `${field}/${rule}/${source}/${type}`}
      />
    </Card>
  );
};
