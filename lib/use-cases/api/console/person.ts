import { publicIdOf } from '#lib/core/profile/person.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { Snapshot } from '../../explain/explain-segment.ts';
import { explainSnapshot, snapshotFor } from '../../explain/explain-person.ts';
import { boundedLedger } from '../../history/bounded-ledger.ts';
import type { ApiDeps } from '../api-deps.ts';
import { askedPerson, erasedPerson } from '../people/asked-person.ts';
import { notExplained } from '../people/explanation.ts';
import { instantParameter } from '../request/parameter.ts';
import { defineRoute } from '../route.ts';
import { explainedInWords } from './explained-in-words.ts';
import { traitUnits } from './trait-units.ts';

/** The profile as it is seen at the instant. A past one is folded again, which numbers no changes. */
const profileOf = (catalogue: Catalogue, { view: { state, at }, isPast }: Snapshot) => {
  const { traits, sources } = viewProfile(state, catalogue, at);
  const { sequence, nextReviewAt } = state;
  return {
    traits,
    sources,
    units: traitUnits(traits, catalogue.source),
    sequence: isPast ? null : sequence,
    nextReviewAt: nextReviewAt === null ? null : formatInstant(nextReviewAt),
  };
};

const visitorsOf = async ({ store }: Pick<ApiDeps, 'store'>, { person }: Snapshot): Promise<readonly string[]> =>
  (await Array.fromAsync(store.visitors(person))).map(publicIdOf).toSorted();

/** The profile of a person with what it makes of every segment, as of an instant. Of a linked visitor, the customer. */
export const consolePersonRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/people/{id}',
  roles: ['support'],
  query: { at: instantParameter('The instant to look at, of the past or to come; now unless told.') },
  handle: async ({ catalogue, ...deps }, ask) => {
    const person = askedPerson(ask);
    const { store, isComplete } = boundedLedger(deps.store);
    const { at = ask.now } = ask.query;
    const found = await snapshotFor({ store, catalogue }, { person, at }).catch((error: unknown) => {
      throw notExplained(person, error);
    });
    if ('kind' in found) throw erasedPerson(person, found);
    const { segments, kind: _kind, ...explained } = explainSnapshot(catalogue, found, { person, at });
    return {
      json: {
        ...explained,
        isPast: found.isPast === true,
        visitors: await visitorsOf(deps, found),
        profile: profileOf(catalogue, found),
        segments: explainedInWords(catalogue, segments),
        ...(!isComplete() && { complete: false }),
      },
    };
  },
});
