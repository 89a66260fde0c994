import { membershipsBy, type Membership } from '#lib/core/members/membership.ts';
import type { MemberStore } from '#lib/ports/members/member-store.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';

/** The lists of members that publishing keeps. */
export interface KeptMembers {
  readonly store: Pick<MemberStore, 'put'>;
  /** The keys of the segments whose members are kept; all of them by default. */
  readonly segments?: ReadonlySet<string> | undefined;
}

/**
 * Puts what changes leave behind, quiet ones and those that are held back too, into the lists of members. It comes before the
 * changes are published (row before word): who was told of a change finds it in the list.
 *
 * @returns the rows whose members could not all be put, with the code of the failure. They must not be published yet.
 */
export const keepMembers = async (
  { store, segments }: KeptMembers,
  rows: readonly OutboxRow[],
): Promise<ReadonlyMap<OutboxRow, string>> => {
  const kept = rows.flatMap((row) => membershipsOf(row, segments).map((one) => [one, row] as const));
  const sources = new Map<Membership, OutboxRow>(kept);
  const left = sources.size === 0 ? [] : await store.put([...sources.keys()]);
  return new Map(left.flatMap(({ item, code }) => rowWith(sources.get(item), code)));
};

const membershipsOf = (row: OutboxRow, segments: KeptMembers['segments']): readonly Membership[] =>
  row.kind === 'changes' ? membershipsBy(row).filter(({ segment }) => segments?.has(segment) !== false) : [];

/** A row with the code of what failed at it; nothing where there is no row. */
export const rowWith = (row: OutboxRow | undefined, code: string): readonly (readonly [OutboxRow, string])[] =>
  row === undefined ? [] : [[row, code]];
