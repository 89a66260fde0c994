import { membersOfProfile } from '#lib/core/members/members-of-profile.ts';
import type { Member } from '#lib/core/members/membership.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { MemberRows } from '#lib/ports/members/member-rows.ts';
import type { MemberStore } from '#lib/ports/members/member-store.ts';
import type { CustomerStore, ProfiledPerson, StorePart } from '#lib/ports/store/customer-store.ts';
import { readAhead } from '../insight/read-ahead.ts';
import type { FillResult, FillSlice, Segments } from './fill-pass.ts';

/** The profiles, the list that is filled from them, and the time that limits a slice. */
export interface FillPartDeps {
  readonly store: Pick<CustomerStore, 'everybody' | 'history'>;
  readonly members: Pick<MemberStore, 'put'> & MemberRows;
  /** Whether the members of a segment are kept. */
  readonly keeps: (segment: string) => boolean;
  readonly now: () => Instant;
  /** Called with the code of the failure when rows could not be put, and how many. */
  readonly untaken: (code: string, rows: number) => void;
}

/** What became of a page of a part; undefined where it has to be done again. */
interface PageDone {
  readonly rows: number;
  readonly next: string | undefined;
  readonly forgotten?: number;
  readonly put?: number;
}

type Wanted = (segment: string) => boolean;

const membersIn = async ({ store }: FillPartDeps, wanted: Wanted, each: ProfiledPerson): Promise<readonly Member[]> => {
  const { person, state } = each;
  const memberships = Object.fromEntries(Object.entries(state.memberships).filter(([segment]) => wanted(segment)));
  if (Object.keys(memberships).length === 0) return [];
  const history = await Array.fromAsync(store.history(person));
  return membersOfProfile({ person, state: { memberships }, history });
};

const among = (segments: Segments, segment: string): boolean => segments === 'all' || segments.includes(segment);

const fillPage = async (deps: FillPartDeps, segments: Segments, part: StorePart): Promise<PageDone | undefined> => {
  const { people, rows, next } = await deps.store.everybody(part);
  const wanted: Wanted = (segment) => among(segments, segment) && deps.keeps(segment);
  const members: Member[] = [];
  for await (const some of readAhead(people, (person) => membersIn(deps, wanted, person))) members.push(...some);
  const left = await deps.members.put(members);
  if (left.length === 0) return { rows, next, put: members.length };
  deps.untaken(left[0]?.code ?? 'Unknown', left.length);
  return undefined;
};

const pageOf = (deps: FillPartDeps, { stage, segments }: FillSlice, part: StorePart): Promise<PageDone | undefined> =>
  stage === 'forget' ? deps.members.forget(segments, part) : fillPage(deps, segments, part);

/**
 * Works for a limited time at a part: throws rows away, or puts one for each membership that a profile says there is, as the change
 * that began it would have left it. A row that a later change has put stands. Started again from the same place, it does the
 * same again and changes nothing.
 */
export const fillPart = async (deps: FillPartDeps, slice: FillSlice): Promise<FillResult> => {
  const { index, after } = slice.part;
  const until = deps.now() + slice.sliceMs;
  let result: FillResult = { index, next: after, done: false, rows: 0, forgotten: 0, put: 0 };
  do {
    const page = await pageOf(deps, slice, { index, of: slice.parts, after: result.next });
    if (page === undefined) return result;
    result = {
      index,
      next: page.next,
      done: page.next === undefined,
      rows: result.rows + page.rows,
      forgotten: result.forgotten + (page.forgotten ?? 0),
      put: result.put + (page.put ?? 0),
    };
  } while (!result.done && deps.now() < until);
  return result;
};
