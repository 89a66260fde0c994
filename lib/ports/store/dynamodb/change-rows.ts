import type { InstantChanges } from '#lib/core/engine/decision.ts';
import { countOf, indexed } from '#lib/core/members/change-rank.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ChangeRow, ErasureRow, OutboxRow } from '../customer-store.ts';
import { attributeNames, sortKeyPrefixes } from '../table-keys.ts';
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
import type { ChangeGroup, UnsettledChanges } from './unsettled.ts';

/** The most JSON in one row, in bytes; larger groups take several. An item holds 400 KB, including its keys. */
const largestRowBytes = 300_000;

const sequenceDigits = 12;

/** No person has as many changes. */
export const mostSequence = 10 ** sequenceDigits - 1;

/** The sort key of the row whose first published change has a sequence. */
export const changeSortKey = (sequence: number): string =>
  `${sortKeyPrefixes.change}${String(sequence).padStart(sequenceDigits, '0')}`;

/** A group as it stands in a row: 0.2.0 wrote no version. */
type RowGroup = ChangeGroup & Partial<Pick<UnsettledChanges, 'version'>>;

const bodyOf = ({ decidedAt, version, index, instants }: RowGroup): string =>
  JSON.stringify({ decidedAt, version, index, instants });

const inHalves = <One>(list: readonly One[]): readonly (readonly One[])[] => {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)].filter(({ length }) => length > 0);
};

/** Splits an instant into its published and its quiet changes; if it has only one kind, into halves. */
const partsOf = ({ quiet = [], ...instant }: InstantChanges): readonly InstantChanges[] => {
  const { changes } = instant;
  if (changes.length === 0) return inHalves(quiet).map((half) => ({ ...instant, quiet: half }));
  if (quiet.length > 0) return [instant, { ...instant, changes: [], quiet }];
  return inHalves(changes).map((half) => ({ ...instant, changes: half }));
};

/** The halves of the instants of a group, or of its only one. */
const instantsOfHalves = ({ instants }: ChangeGroup): readonly (readonly InstantChanges[])[] => {
  const [first] = instants;
  return first !== undefined && instants.length === 1 ? partsOf(first).map((part) => [part]) : inHalves(instants);
};

const countIn = (instants: readonly InstantChanges[]): number =>
  instants.reduce((count, instant) => count + countOf(instant), 0);

/** Halves a group. Each half knows how many changes of the commit come before it, since it is read without the other. */
const halves = <Group extends RowGroup>(group: Group): readonly Group[] => {
  let index = group.index ?? 0;
  return instantsOfHalves(group).map((instants) => {
    const half = index === 0 ? { ...group, instants } : { ...group, index, instants };
    index += countIn(instants);
    return half;
  });
};

const isOneChange = ({ instants: [first, ...more] }: ChangeGroup): boolean =>
  first !== undefined && more.length === 0 && countOf(first) === 1;

/** Splits a group until each part fits a row. An instant that is too large becomes several with the same `effectiveAt`. */
export const fittingGroups = <Group extends RowGroup>(group: Group): readonly Group[] =>
  isOneChange(group) || Buffer.byteLength(bodyOf(group)) <= largestRowBytes
    ? [group]
    : halves(group).flatMap(fittingGroups);

/** The sort key: the first sequence that is published; for quiet changes the instant, the commit and the first segment. */
const sortOf = ({ instants, version }: UnsettledChanges): string => {
  const first = instants.find(({ changes }) => changes.length > 0)?.changes[0];
  if (first) return changeSortKey(first.sequence);
  const [instant] = instants;
  return `${sortKeyPrefixes.quiet}${instant?.effectiveAt}#${version}#${instant?.quiet?.[0]?.segment.key}`;
};

/** The key of a row of changes. */
export const changeKey = (group: UnsettledChanges): ItemKey => ({ partition: group.person, sort: sortOf(group) });

/** The row of a group of changes, which must fit. */
export const changeItem = (group: UnsettledChanges): Item =>
  withJson({ ...keyAttributes(changeKey(group)), ...formatAttribute }, bodyOf(group));

/** The row that announces an erasure. */
export const erasureItem = ({ person, erasedAt, receiptId }: ErasureRow): Item => ({
  ...keyAttributes({ partition: person, sort: `${sortKeyPrefixes.erased}${erasedAt}` }),
  ...formatAttribute,
  receiptId: text(receiptId),
});

/** The changes of a group, instant by instant. */
export const rowsInGroup = ({ person, decidedAt, version, index, instants }: RowGroup): readonly ChangeRow[] =>
  indexed(instants, index).map((instant) => ({
    ...instant,
    kind: 'changes',
    person,
    decidedAt,
    ...(version !== undefined && { version }),
  }));

/**
 * Reads a row of changes.
 *
 * @throws {ItemError} for a row of a newer format.
 */
export const changeRowsOf = (item: Item): readonly ChangeRow[] => {
  const group = JSON.parse(jsonOf(requireFormat(item))) as Omit<RowGroup, 'person'>;
  return rowsInGroup({ ...group, person: keyOf(item).partition as PersonKey });
};

/**
 * Reads what a row announces, in order: the changes of one commit, instant by instant, or an erasure. Quiet changes are
 * announced to nobody, but move members. A row that was put back from a restored table announces nothing. The item may come from a read or from the table's stream.
 *
 * @throws {ItemError} for any other row, and for one of a newer format.
 */
export const outboxRowsOf = (item: Item): readonly OutboxRow[] => {
  const { partition, sort } = keyOf(requireFormat(item));
  if (item[attributeNames.restoredAt] !== undefined) return [];
  if (sort.startsWith(sortKeyPrefixes.change) || sort.startsWith(sortKeyPrefixes.quiet)) return changeRowsOf(item);
  if (sort.startsWith(sortKeyPrefixes.erased)) {
    const erasedAt = sort.slice(sortKeyPrefixes.erased.length);
    return [{ kind: 'erasure', person: partition as PersonKey, erasedAt, receiptId: textOf(item, 'receiptId') }];
  }
  throw new ItemError(`Cannot read ${partition}/${sort} as a row of the outbox: current value is another kind of row`);
};
