import type { Refusal } from '#events/accept-entry.ts';
import { checkEntry, type EntryFault } from './check-entry.ts';
import { entryText } from './entry-text.ts';
import { readRequest, type GivenEntry } from './request.ts';
import { ServiceError } from './service-error.ts';

/** An entry that the bus takes. */
export interface TakenEntry {
  readonly id: string;
  /** As a line of JSON. */
  readonly text: string;
}

/** What puts events into Patron. */
export interface PutEventsDeps {
  /** Takes entries one after the other, and has kept them when it resolves: for each the refusal that leaves it out, if there is one. */
  readonly take: (entries: readonly TakenEntry[]) => Promise<readonly (Refusal | undefined)[]>;
  /** Told of each entry that does not fit the service; what `take` leaves out it says itself. */
  readonly onFault: (fault: EntryFault, entry: GivenEntry) => void;
  /** Told of a call that is refused as a whole. */
  readonly onRefused: (error: ServiceError) => void;
  readonly newId: () => string;
}

/** One for each entry, in order. */
type EntryResult = EntryFault | { readonly EventId: string };

/** What PutEvents answers. */
export interface PutEventsAnswer {
  readonly FailedEntryCount: number;
  readonly Entries: readonly EntryResult[];
}

const refusedFault = ({ message }: Refusal): EntryFault => ({ ErrorCode: 'EventRefused', ErrorMessage: message });

const resultsOf = async (deps: PutEventsDeps, entries: readonly GivenEntry[]): Promise<readonly EntryResult[]> => {
  const checked = entries.map((entry) => {
    const fault = checkEntry(entry);
    if (fault !== undefined) deps.onFault(fault, entry);
    return fault ?? { EventId: deps.newId() };
  });
  const going = checked.flatMap((result, index) => {
    const entry = entries[index];
    return entry === undefined || 'ErrorCode' in result
      ? []
      : [{ index, id: result.EventId, text: entryText(entry, result.EventId) }];
  });
  const refusals = await deps.take(going.map(({ id, text }) => ({ id, text })));
  const refused = new Map(
    refusals.flatMap((refusal, at) => (refusal === undefined ? [] : [[going[at]?.index, refusedFault(refusal)]])),
  );
  return checked.map((result, index) => refused.get(index) ?? result);
};

const entriesIn = ({ onRefused }: PutEventsDeps, body: string): readonly GivenEntry[] => {
  try {
    return readRequest(body);
  } catch (error) {
    if (error instanceof ServiceError) onRefused(error);
    throw error;
  }
};

/**
 * Answers the body of a call of PutEvents.
 *
 * @throws {ServiceError} for what EventBridge refuses as a whole.
 */
export const putEvents = async (deps: PutEventsDeps, body: string): Promise<PutEventsAnswer> => {
  const results = await resultsOf(deps, entriesIn(deps, body));
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
};
