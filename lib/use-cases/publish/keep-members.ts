import type { MemberStore } from '#lib/ports/members/member-store.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { entryBatches } from '#lib/ports/publisher/send-entries.ts';
import type { NotTaken } from '#lib/ports/sending.ts';
import type { Outcome } from './outcomes.ts';

/** The lists of members that publishing keeps. */
export interface KeptMembers {
  readonly store: Pick<MemberStore, 'put'>;
  /** The keys of the segments whose members are kept; all of them by default. */
  readonly segments?: ReadonlySet<string> | undefined;
}

/** Outcomes whose entries go out together, or those that have none. */
type Group = readonly Outcome[];

/** A group whose rows have been put. */
export interface KeptGroup {
  /** What may be published, since its own row stands. */
  readonly entries: readonly OutgoingEntry[];
  /** What could not be put, each with the code of the failure. */
  readonly unkept: readonly NotTaken<Outcome>[];
}

/** What nobody is told of comes last, since nothing waits for it. */
const groupsOf = (outcomes: readonly Outcome[]): readonly Group[] => {
  const told = outcomes.flatMap(({ entry, ...rest }) => (entry === undefined ? [] : [{ entry, ...rest }]));
  const untold = outcomes.filter(({ entry }) => entry === undefined);
  return [...entryBatches(told, ({ entry }) => entry), untold].filter((group) => group.length > 0);
};

const putRows = async (store: KeptMembers['store'], group: Group): Promise<KeptGroup> => {
  const memberships = group.flatMap(({ membership }) => membership ?? []);
  const left = memberships.length === 0 ? [] : await store.put(memberships);
  const unkept = left.flatMap(({ item, code }) =>
    group.filter(({ membership }) => membership === item).map((outcome) => ({ item: outcome, code })),
  );
  const withheld = new Set(unkept.map(({ item }) => item));
  return { entries: group.flatMap((outcome) => (withheld.has(outcome) ? [] : (outcome.entry ?? []))), unkept };
};

const ignore = (): void => {};

/**
 * Puts what changes leave behind, quiet ones and those that are held back too, into the lists of members, and hands over what may be
 * published, in batches for the bus and in order, each once its own rows stand (row before word): who was told of a change finds it
 * in the list. While a batch is on its way the rows of the next are put.
 *
 * @throws what the list throws.
 */
export async function* keepMembers(
  store: KeptMembers['store'],
  outcomes: readonly Outcome[],
): AsyncIterable<KeptGroup> {
  const groups = groupsOf(outcomes);
  const begun: Promise<KeptGroup>[] = [];
  const begin = (place: number): void => {
    for (const group of groups.slice(begun.length, place + 1)) {
      const put = putRows(store, group);
      // One that fails while another is awaited is thrown when its turn comes.
      put.catch(ignore);
      begun.push(put);
    }
  };
  for (const place of groups.keys()) {
    begin(place);
    const kept = (await begun[place]) as KeptGroup;
    // Making calls takes processor time, for which the entries that are ready are not to wait.
    setImmediate(() => begin(place + 1));
    yield kept;
  }
}
