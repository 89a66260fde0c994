import { boundedList } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { segmentKey } from '#events/forms/ids.ts';
import { personOfPublicId, type PersonKey } from '#lib/core/profile/person.ts';
import { stateAt } from '../../export/state-at.ts';
import { readAhead } from '../../insight/read-ahead.ts';
import type { ApiDeps } from '../api-deps.ts';
import { publicId } from '../request/public-id.ts';
import { defineRoute } from '../route.ts';
import { knownSegment } from './known-segment.ts';

/** The most people and segments that one request asks about. */
const most = { ids: 100, segments: 20 };

const asked = group('MembershipsRequest', {
  ids: field(boundedList({ most: most.ids, what: 'ids' }, publicId), 'The people.'),
  segments: field(
    boundedList({ most: most.segments, what: 'keys of segments' }, segmentKey),
    'The segments that are asked about.',
  ),
});

/** The person's state, or the customer's where they are one; undefined where nobody has one. */
const stateOf = async (store: ApiDeps['store'], person: PersonKey) => {
  const { record } = await store.load(person, []);
  const { record: owner } = record?.kind === 'linked' ? await store.load(record.to, []) : { record };
  return owner?.kind === 'profile' ? owner.state : undefined;
};

/** Which of some segments some people are in, as of now, in the order asked. Who is unknown or erased is in none. */
export const membershipsRoute = defineRoute({
  method: 'POST',
  path: '/v1/memberships',
  roles: ['campaign'],
  body: asked,
  asks: ({ body }) => body.segments,
  handle: async ({ store, catalogue }, { body: { ids, segments }, now, people }) => {
    for (const key of segments) knownSegment(catalogue, key, 'bad-request');
    const answers: { readonly id: string; readonly segments: readonly string[] }[] = [];
    const persons = ids.map((id) => personOfPublicId(id) as PersonKey);
    for (const person of persons) people.add(person);
    for await (const state of readAhead(persons, (person) => stateOf(store, person))) {
      const memberships = state === undefined ? {} : stateAt(catalogue, state, now).memberships;
      const held = segments.filter((key) => Object.hasOwn(memberships, key));
      answers.push({ id: ids[answers.length] as string, segments: held });
    }
    return { json: answers };
  },
});
