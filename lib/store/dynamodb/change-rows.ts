import type { ChangeRow, ErasureRow, OutboxRow } from '../customer-store.ts';
import type { PersonKey } from '../../person.ts';
import { sortKeyPrefixes } from '../table-keys.ts';
import {
  ItemError,
  formatAttribute,
  keyAttributes,
  keyOf,
  requireFormat,
  text,
  textOf,
  type Item,
  type ItemKey,
} from './item.ts';
import { jsonOf, withJson } from './packing.ts';
import type { ChangeGroup } from './unsettled.ts';

/** The JSON that one row may have; what is larger takes several. An item holds 400 KB, keys and all. */
const largestRowBytes = 300_000;

const sequenceDigits = 12;

const bodyOf = ({ decidedAt, instants }: ChangeGroup): string => JSON.stringify({ decidedAt, instants });

const halves = (group: ChangeGroup): readonly ChangeGroup[] => {
  const [first] = group.instants;
  const middle = Math.ceil(group.instants.length / 2);
  if (first === undefined || middle < group.instants.length) {
    return [group.instants.slice(0, middle), group.instants.slice(middle)].map((instants) => ({ ...group, instants }));
  }
  const half = Math.ceil(first.changes.length / 2);
  return [first.changes.slice(0, half), first.changes.slice(half)].map((changes) => ({
    ...group,
    instants: [{ ...first, changes }],
  }));
};

const isOneChange = ({ instants }: ChangeGroup): boolean => instants.length === 1 && instants[0]?.changes.length === 1;

/** Splits a group until each part fits a row; an instant that is too large becomes several of the same `effectiveAt`. */
export const fittingGroups = (group: ChangeGroup): readonly ChangeGroup[] =>
  isOneChange(group) || Buffer.byteLength(bodyOf(group)) <= largestRowBytes
    ? [group]
    : halves(group).flatMap(fittingGroups);

export const changeKey = ({ person, instants }: ChangeGroup): ItemKey => {
  const sequence = instants[0]?.changes[0]?.sequence ?? 0;
  return { partition: person, sort: `${sortKeyPrefixes.change}${String(sequence).padStart(sequenceDigits, '0')}` };
};

export const changeItem = (group: ChangeGroup): Item =>
  withJson({ ...keyAttributes(changeKey(group)), ...formatAttribute }, bodyOf(group));

export const erasureItem = ({ person, erasedAt, receiptId }: ErasureRow): Item => ({
  ...keyAttributes({ partition: person, sort: `${sortKeyPrefixes.erased}${erasedAt}` }),
  ...formatAttribute,
  receiptId: text(receiptId),
});

/** The changes of a group, instant by instant. */
export const rowsInGroup = ({ person, decidedAt, instants }: ChangeGroup): readonly ChangeRow[] =>
  instants.map((instant) => ({ ...instant, person, decidedAt }));

/** Reads a row of changes. */
export const changeRowsOf = (item: Item): readonly ChangeRow[] => {
  const group = JSON.parse(jsonOf(requireFormat(item))) as Omit<ChangeGroup, 'person'>;
  return rowsInGroup({ ...group, person: keyOf(item).partition as PersonKey });
};

/**
 * What a row that was put into the outbox announces, in order: the changes of one commit, instant by instant, or an
 * erasure. Takes an item as read or as the table's stream gives it.
 *
 * @throws {ItemError} for any other row, and for one of a newer format.
 */
export const outboxRowsOf = (item: Item): readonly OutboxRow[] => {
  const { partition, sort } = keyOf(requireFormat(item));
  if (sort.startsWith(sortKeyPrefixes.change)) return changeRowsOf(item);
  if (sort.startsWith(sortKeyPrefixes.erased)) {
    const erasedAt = sort.slice(sortKeyPrefixes.erased.length);
    return [{ person: partition as PersonKey, erasedAt, receiptId: textOf(item, 'receiptId') }];
  }
  throw new ItemError(`Cannot read ${partition}/${sort} as a row of the outbox: current value is another kind of row`);
};
