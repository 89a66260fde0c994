import type { InstantChanges } from '#lib/core/engine/decision.ts';
import { changeIdOf, idFieldOf, personOf, type PersonIds, type PersonKey } from '#lib/core/profile/person.ts';
import type { Published } from './simulated-bus.ts';

type Detail = Published['detail'];

const personIn = ({ customerId, anonymousId }: Detail): PersonKey => personOf({ customerId, anonymousId } as PersonIds);

export const isChange = ({ type }: Published): boolean => type === 'SegmentEntered' || type === 'SegmentExited';

/** What an announced change says of one person and segment. */
export const changeIn = ({ type, detail }: Published) => ({
  person: personIn(detail),
  segment: String((detail['segment'] as { key?: string }).key),
  sequence: Number(detail['sequence']),
  isIn: type !== 'SegmentExited',
});

/** Changes that came out, by `changeId`, in all of their versions. */
export const changesOut = (published: readonly Published[]): ReadonlyMap<string, readonly Detail[]> => {
  const byId = new Map<string, Detail[]>();
  for (const { detail } of published.filter(isChange)) {
    const id = String(detail['changeId']);
    byId.set(id, [...(byId.get(id) ?? []), detail]);
  }
  return byId;
};

/** By person, the announcements that it was erased. */
export const erasuresOut = (published: readonly Published[]): ReadonlyMap<PersonKey, readonly Detail[]> => {
  const byPerson = new Map<PersonKey, Detail[]>();
  for (const { type, detail } of published) {
    if (type === 'ProfileErased') byPerson.set(personIn(detail), [...(byPerson.get(personIn(detail)) ?? []), detail]);
  }
  return byPerson;
};

/** The event that each person's exits name as what erased it. */
export const erasureCauses = (published: readonly Published[]): ReadonlyMap<PersonKey, string> =>
  new Map(
    published
      .filter(({ detail }) => detail['origin'] === 'erasure')
      .map(({ detail }) => [personIn(detail), String((detail['cause'] as { eventId?: string }).eventId)]),
  );

/** What an expected change must say when it comes out, by `changeId`; when it was decided is left open. */
export const announcementsOf = (person: PersonKey, instants: readonly InstantChanges[]): ReadonlyMap<string, Detail> =>
  new Map(
    instants.flatMap(({ changes, quiet: _quiet, ...instant }) =>
      changes.map((change) => {
        const changeId = changeIdOf(person, change.sequence);
        return [changeId, { changeId, ...idFieldOf(person), ...instant, ...change }] as const;
      }),
    ),
  );
