import type { PersonKey } from '#lib/core/profile/person.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import type { ChangeRow, LoadedPerson } from '#lib/ports/store/customer-store.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';

/** What somebody enters and leaves at one instant. */
export interface Moment {
  readonly at: number;
  readonly enters?: readonly string[];
  readonly leaves?: readonly string[];
  /** Set where none of it is published. */
  readonly quietly?: true;
}

export const noon = Date.parse('2026-11-02T12:00:00.000Z');
export const day = 86_400_000;

const iso = (instant: number): string => new Date(instant).toISOString();

const stateOf = ({ record }: LoadedPerson): CustomerState => (record?.kind === 'profile' ? record.state : emptyState);

const segmentOf = (key: string) => ({ key, name: key, definitionHash: '9f2c41d0' });

/** What a quiet exit says of those before it. */
const lastPublished = ({ sequence }: CustomerState, status: string) =>
  status === 'exited' && sequence > 0 ? { lastSequence: sequence } : {};

/** What one moment does to a state, and the row that says so. */
const after = (person: PersonKey, state: CustomerState, moment: Moment): readonly [CustomerState, ChangeRow] => {
  const { at, enters = [], leaves = [], quietly } = moment;
  const all = [
    ...leaves.map((key) => ({
      status: 'exited' as const,
      segment: segmentOf(key),
      enteredAt: iso(state.memberships[key] ?? 0),
      because: [],
    })),
    ...enters.map((key) => ({
      status: 'entered' as const,
      segment: segmentOf(key),
      enteredAt: iso(at),
      because: [],
    })),
  ];
  const stay = Object.entries(state.memberships).filter(([key]) => !leaves.includes(key));
  const memberships = Object.fromEntries([...stay, ...enters.map((key) => [key, at] as const)]);
  const numbered = all.map((change, index) => ({ ...change, sequence: state.sequence + index + 1, traits: {} }));
  const sequence = quietly ? state.sequence : state.sequence + all.length;
  const row: ChangeRow = {
    kind: 'changes',
    person,
    decidedAt: iso(at),
    effectiveAt: iso(at),
    origin: quietly ? 'backfill' : 'live',
    cause: { eventId: 'e-1' },
    segments: Object.keys(memberships),
    consent: {},
    nextReviewAt: null,
    changes: quietly ? [] : numbered,
    ...(quietly && { quiet: all.map((change) => ({ ...change, ...lastPublished(state, change.status) })) }),
  };
  return [{ ...state, clock: at, memberships, sequence }, row];
};

/** All moments of one commit. */
const afterAll = (loaded: LoadedPerson, moments: readonly Moment[]): readonly [CustomerState, readonly ChangeRow[]] => {
  let state = stateOf(loaded);
  const rows = moments.map((moment) => {
    const [next, row] = after(loaded.person, state, moment);
    state = next;
    return row;
  });
  return [state, rows];
};

const leavingAll = (loaded: LoadedPerson, at: number): readonly Moment[] => {
  const leaves = Object.keys(stateOf(loaded).memberships);
  return leaves.length === 0 ? [] : [{ at, leaves }];
};

/** People who enter and leave segments, one commit after the other, in a store of their own. */
export const shopOfMembers = (store: EmbeddedStore) => ({
  /** Commits what one person does at some moments. */
  commit: async (person: PersonKey, ...moments: readonly Moment[]): Promise<void> => {
    const loaded = await store.load(person, []);
    const [state, changes] = afterAll(loaded, moments);
    await store.save({ loaded, state, events: [], changes });
  },
  /** Links a visitor, who leaves everything, to a customer. */
  link: async (visitor: PersonKey, customer: PersonKey, at: number): Promise<void> => {
    const [loaded, linked] = [await store.load(customer, []), await store.load(visitor, [])];
    const [, exits] = afterAll(linked, leavingAll(linked, at));
    await store.save({
      loaded,
      state: stateOf(loaded),
      events: [],
      changes: [],
      link: { visitor: linked, changes: exits },
    });
  },
  /** Erases a person, who leaves everything. */
  erase: async (person: PersonKey, at: number): Promise<void> => {
    const loaded = await store.load(person, []);
    const [{ sequence }, changes] = afterAll(loaded, leavingAll(loaded, at));
    const announcement = { kind: 'erasure', person, erasedAt: iso(at), receiptId: 'receipt-1' } as const;
    await store.erase({ loaded, sequence, changes, announcement });
  },
  /** The rows of changes that have come to be published since the last call. */
  published: (): readonly ChangeRow[] => {
    const waiting = store.unpublished(100_000);
    const last = waiting.at(-1);
    if (last !== undefined) store.published(last.position);
    return waiting.map(({ body }) => outboxRowIn(body)).filter((row) => row.kind === 'changes');
  },
});

export type ShopOfMembers = ReturnType<typeof shopOfMembers>;
