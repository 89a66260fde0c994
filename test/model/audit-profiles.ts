import { isDeepStrictEqual } from 'node:util';
import { randomFrom } from '#lib/tools/demo/random.ts';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { AppliedEvent } from '#lib/core/profile/fact.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { LoadedPerson } from '#lib/ports/store/customer-store.ts';
import type { Case } from './audit.ts';

/** What no tick in between can have changed. */
const lasting = ({ nextReviewAt: _due, ...state }: CustomerState) => state;

const inAnyOrder = (events: readonly AppliedEvent[]): readonly AppliedEvent[] => {
  const random = randomFrom(events.length);
  return events.toSorted(() => random.next() - 0.5);
};

/** What a person is at an instant, whatever the order in which the events came. */
const seenAt = (catalogue: Catalogue, state: CustomerState, now: number) => ({
  view: viewProfile(state, catalogue, now),
  memberships: Object.keys(state.memberships).toSorted(),
});

/** A fold of a person's events in another order than they came, those that do not count without what they said. */
const freshFold = ({ expected, world }: Case, person: PersonKey, catalogue: Catalogue): CustomerState | undefined => {
  const events = expected.standing.pastOf((own) => expected.ownerOf(own) === person);
  let state: CustomerState | undefined;
  for (const event of inAnyOrder(events)) ({ state } = apply(catalogue, state, event));
  return state && advance(catalogue, state, world.sweptAt).state;
};

const differs = (complaint: string, one: unknown, other: unknown): readonly string[] =>
  isDeepStrictEqual(one, other) ? [] : [`${complaint}: ${JSON.stringify(one)} and not ${JSON.stringify(other)}`];

const auditState = (found: Case, person: PersonKey, state: CustomerState): readonly string[] => {
  const { expected, world } = found;
  const catalogue = world.setting.catalogues.at(-1);
  const undisturbed = expected.living.get(person);
  if (undisturbed === undefined) return [`profile: ${person} is there`];
  if (state.catalogue !== catalogue?.hash) return [`catalogue: ${person} was not decided by the newest`];
  const until = world.sweptAt;
  const overdue = advance(catalogue, state, until);
  const fresh = freshFold(found, person, catalogue);
  return [
    ...differs(`profile: ${person} is`, lasting(state), lasting(undisturbed)),
    ...overdue.changes.map(({ effectiveAt }) => `overdue: ${person} at ${effectiveAt}`),
    ...differs(
      `fresh fold: ${person} is`,
      seenAt(catalogue, overdue.state, until),
      fresh && seenAt(catalogue, fresh, until),
    ),
  ];
};

const auditRecord = (found: Case, { person, record, unrecorded }: LoadedPerson): readonly string[] => {
  const { expected } = found;
  const owed = unrecorded.map(({ eventId }) => `never recorded: ${person}/${eventId}`);
  switch (record?.kind) {
    case 'profile':
      return [...owed, ...auditState(found, person, record.state)];
    case 'linked':
      return expected.links.get(person) === record.to ? owed : [`link: ${person} to ${record.to}`];
    case 'erased':
      return expected.erased.get(person)?.sequence === record.sequence ? owed : [`tombstone: ${person}`];
    case undefined:
      return [`profile: ${person} is not there`];
    default:
      return record satisfies never;
  }
};

/** Every person is what its events make of it, and nobody else is there. */
export const auditProfiles = async (found: Case): Promise<readonly string[]> => {
  const { world, expected } = found;
  const { client, tableName } = world.table;
  const store = dynamoDbStore({ ...noPauses, client, tableName, now: () => world.clock });
  const stored = world.table
    .items()
    .filter(({ sk }) => sk?.S === 'PROFILE')
    .map(({ pk }) => pk?.S as PersonKey);
  const people = new Set([...stored, ...expected.living.keys(), ...expected.links.keys(), ...expected.erased.keys()]);
  const complaints: string[] = [];
  for (const person of people) complaints.push(...auditRecord(found, await store.load(person, [])));
  return complaints;
};
