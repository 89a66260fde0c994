import type { ChangeRow, ChangesAfter } from '../customer-store.ts';
import { attributeNames, sortKeyPrefixes } from '../table-keys.ts';
import { changeKey, changeRowsOf, changeSortKey, mostSequence, rowsInGroup } from './change-rows.ts';
import { queried } from './due-index.ts';
import { keyOf, text, type Item } from './item.ts';
import type { LoadedItem } from './load-person.ts';
import type { Table } from './table.ts';
import type { UnsettledChanges } from './unsettled.ts';

/** Sort keys between two of them, these included. */
interface Stretch {
  readonly first: string;
  readonly last: string;
}

const within = (partition: string, { first, last }: Stretch) => ({
  ConsistentRead: true,
  KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :first AND :last',
  ExpressionAttributeNames: { '#partition': attributeNames.partition, '#sort': attributeNames.sort },
  ExpressionAttributeValues: { ':partition': text(partition), ':first': text(first), ':last': text(last) },
});

/** A row stands under its first sequence: the change after `after` is in the last row up to there, or in those behind. */
async function* itemsAfter(table: Table, person: string, { after, atOnce }: ChangesAfter): AsyncIterable<Item> {
  const next = Math.min(after, mostSequence - 2) + 1;
  if (after > 0) {
    const upTo = { first: sortKeyPrefixes.change, last: changeSortKey(next) };
    for await (const item of queried(table, { ...within(person, upTo), ScanIndexForward: false, Limit: 1 })) {
      yield item;
      break;
    }
  }
  const behind = { first: changeSortKey(after > 0 ? next + 1 : next), last: changeSortKey(mostSequence) };
  yield* queried(table, { ...within(person, behind), Limit: atOnce });
}

/** The changes that the person's commits still owe, by sort key. */
const owedBy = ({ stored }: LoadedItem): UnsettledChanges[] =>
  stored.unsettled.changes
    .filter((group) => group.person === stored.person && changeKey(group).sort.startsWith(sortKeyPrefixes.change))
    .sort((one, other) => (changeKey(one).sort < changeKey(other).sort ? -1 : 1));

/** The rows, with what is owed in its place: what is settled meanwhile is once among them. */
async function* withOwed(items: AsyncIterable<Item>, owed: UnsettledChanges[]): AsyncIterable<ChangeRow> {
  const owedUpTo = (sort: string): readonly UnsettledChanges[] => {
    const count = owed.findIndex((group) => changeKey(group).sort > sort);
    return owed.splice(0, count === -1 ? owed.length : count);
  };
  for await (const item of items) {
    const { sort } = keyOf(item);
    yield* owedUpTo(sort)
      .filter((group) => changeKey(group).sort !== sort)
      .flatMap(rowsInGroup);
    yield* changeRowsOf(item);
  }
  yield* owed.flatMap(rowsInGroup);
}

/** Whether the record alone says that there is nothing behind a sequence. */
const isUpToDate = ({ record }: LoadedItem, after: number): boolean =>
  record?.kind === 'erased' || (record?.kind === 'profile' && record.state.sequence <= after);

/** A person's own published changes behind a sequence. */
export async function* changesAfter(table: Table, loaded: LoadedItem, asked: ChangesAfter): AsyncIterable<ChangeRow> {
  if (isUpToDate(loaded, asked.after)) return;
  for await (const row of withOwed(itemsAfter(table, loaded.person, asked), owedBy(loaded))) {
    const last = row.changes.at(-1);
    if (last !== undefined && last.sequence > asked.after) yield row;
  }
}
