import { advance } from '#lib/core/engine/advance.ts';
import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow, CustomerStore, LoadedPerson } from '#lib/ports/store/customer-store.ts';
import { changeRows } from '../update/change-rows.ts';
import { explainSegment, type Snapshot } from './explain-segment.ts';
import type { ErasedExplanation, Explanation } from './explanation.ts';
import { pastSnapshot, type Asked } from './past-snapshot.ts';
import { underCatalogue } from './under-catalogue.ts';

/** The store and the catalogue to explain from. */
export interface ExplainDeps {
  readonly store: Pick<CustomerStore, 'load' | 'ledger' | 'history' | 'visitors'>;
  /** The catalogue that conditions are explained by; memberships are shown as they were decided and published. */
  readonly catalogue: Catalogue;
}

/** A question about a person's memberships. */
export interface Question {
  readonly person: PersonKey;
  /** By default the instant of the last thing that happened to the person. */
  readonly at?: Instant | undefined;
  /** The key of one segment; all by default. */
  readonly segment?: string | undefined;
}

/** Nothing can be explained; the message says why in one line. */
export class NothingToExplainError extends Error {
  override readonly name = 'NothingToExplainError';
}

interface WithProfile {
  readonly person: PersonKey;
  readonly state: CustomerState;
}

const otherCatalogue =
  'The profile was last decided by another catalogue; conditions are shown as this catalogue will decide them.';

const dueNote = (pending: readonly ChangeRow[]): readonly string[] =>
  pending.length === 0
    ? []
    : [`Time alone has changed segments since ${pending[0]?.effectiveAt}; that is not yet written, and not published.`];

/** A person at an instant with no event or decision after it. */
const presentSnapshot = async (deps: ExplainDeps, { person, state }: WithProfile, at: Instant): Promise<Snapshot> => {
  const history = await Array.fromAsync(deps.store.history(person));
  if (state.catalogue !== deps.catalogue.hash) {
    const view = { state: await underCatalogue(deps, { person, state }, at), at };
    return { person, view, memberships: state.memberships, history, notes: [otherCatalogue] };
  }
  const run = advance(deps.catalogue, state, at + 1);
  const pending = changeRows(person, run.changes, { now: () => at });
  return {
    person,
    view: { state: run.state, at },
    memberships: run.state.memberships,
    history: [...history, ...pending],
    notes: dueNote(pending),
  };
};

const chosenSegments = ({ source, segments, positions }: Catalogue, key: string | undefined) => {
  const inOrder = segments.toSorted((one, other) => one.index - other.index);
  if (key === undefined) return inOrder;
  if (positions.has(key)) return inOrder.filter((segment) => segment.key === key);
  const keys = source.segments.map((segment) => segment.key).join(', ');
  throw new NothingToExplainError(`there is no segment ${JSON.stringify(key)}, the catalogue has ${keys}`);
};

/** Explains a snapshot of the person in question. */
export const explainSnapshot = (
  catalogue: Catalogue,
  snapshot: Snapshot,
  { person, segment }: Question,
): Explanation => ({
  ...idFieldOf(snapshot.person),
  kind: 'explained',
  ...(snapshot.person !== person && { asked: idFieldOf(person) }),
  asOf: formatInstant(snapshot.view.at),
  segments: explainSegment(catalogue, snapshot, chosenSegments(catalogue, segment)),
  notes: snapshot.notes,
});

const snapshotAt = async (deps: ExplainDeps, loaded: LoadedPerson, asked: Asked): Promise<Snapshot> => {
  const { person, record } = loaded;
  if (record?.kind !== 'profile') throw new NothingToExplainError('the profile went while it was read');
  const at = asked.at ?? record.state.clock;
  if (at >= record.state.clock && asked.person === person)
    return presentSnapshot(deps, { person, state: record.state }, at);
  const then = await pastSnapshot(deps, loaded, { ...asked, at });
  if (then !== undefined) return then;
  throw new NothingToExplainError(`no event of theirs had arrived by ${formatInstant(at)}`);
};

/**
 * A person as they are, or were, at an instant. For a visitor who is a customer by then, it is the customer.
 *
 * @throws {NothingToExplainError} for an unknown person, and for an instant before the first event.
 */
export const snapshotFor = async (
  deps: ExplainDeps,
  { person, at }: Omit<Question, 'segment'>,
): Promise<Snapshot | ErasedExplanation> => {
  const loaded = await deps.store.load(person, []);
  const { record } = loaded;
  if (record === undefined) throw new NothingToExplainError('nothing is known of them here');
  if (record.kind === 'erased') {
    const { erasedAt, receiptId } = record;
    return { ...idFieldOf(person), kind: 'erased', erasedAt: formatInstant(erasedAt), receiptId };
  }
  if (record.kind === 'profile') return snapshotAt(deps, loaded, { person, at });
  const customer = await deps.store.load(record.to, []);
  return snapshotAt(deps, customer, at === undefined ? { person: record.to, at } : { person, at });
};

/**
 * Explains why a person is in segments or is not, condition by condition. For a visitor who is a customer by then, it
 * explains the customer.
 *
 * @throws {NothingToExplainError} for an unknown person, for an instant before the first event, and for a segment that
 * the catalogue lacks.
 */
export const explainPerson = async (
  deps: ExplainDeps,
  question: Question,
): Promise<Explanation | ErasedExplanation> => {
  chosenSegments(deps.catalogue, question.segment);
  const found = await snapshotFor(deps, question);
  return 'kind' in found ? found : explainSnapshot(deps.catalogue, found, question);
};
