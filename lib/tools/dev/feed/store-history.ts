import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';
import { entriesOf } from '#lib/use-cases/publish/entries.ts';
import type { Place, PlacedEntry } from './place.ts';
import { isBehind } from './place.ts';

type Rows = Pick<EmbeddedStore, 'publications'>;

const pageRows = 200;

/** The first entries of a store behind a place, some hundred at once; none where there are no more. */
export const entriesBehind = ({ publications }: Rows, place: Place): readonly PlacedEntry[] =>
  publications
    // The commit at the place itself may have more entries.
    .behind(place.position - 1, pageRows)
    .flatMap(({ position, body }) => entriesOf(outboxRowIn(body)).map((entry, index) => ({ entry, position, index })))
    .filter((entry) => isBehind(entry, place));

const changeIdForm = /^(~?)(.+):(\d+)$/;

/** The person and the sequence that a `changeId` names. */
const readChangeId = (changeId: string): { readonly person: PersonKey; readonly sequence: number } | undefined => {
  const [, visitor, id, sequence] = changeIdForm.exec(changeId) ?? [];
  if (id === undefined) return undefined;
  return { person: personOf(visitor === '~' ? { anonymousId: id } : { customerId: id }), sequence: Number(sequence) };
};

/** The place of a change; undefined where the store has none of that id. */
export const placeOf = ({ publications }: Rows, changeId: string): Place | undefined => {
  const named = readChangeId(changeId);
  if (named === undefined) return undefined;
  for (const { position, body } of publications.of(named.person)) {
    const row = outboxRowIn(body);
    const index = row.kind === 'changes' ? row.changes.findIndex(({ sequence }) => sequence === named.sequence) : -1;
    if (index !== -1) return { position, index };
  }
  return undefined;
};
