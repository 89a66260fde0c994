import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicIdOf } from '#lib/core/profile/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { membersAt } from '#lib/use-cases/members/members-at.ts';
import { withReplayed } from '#test/support/replayed-store.ts';
import { runs } from '#test/support/runs.ts';
import { catalogue, end, instantAt, iso, linesOf } from './late-joiners.ts';

/** The members of a segment by the profiles themselves. */
const byProfiles = async (store: EmbeddedStore, segment: string): Promise<readonly string[]> => {
  const members: string[] = [];
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    const enteredAt = record?.kind === 'profile' ? record.state.memberships[segment] : undefined;
    if (enteredAt !== undefined) members.push(`${publicIdOf(person)} ${formatInstant(enteredAt)}`);
  }
  return members.toSorted();
};

const bySaying = async (store: EmbeddedStore, segment: string, at: number): Promise<readonly string[]> =>
  (await membersAt({ store, catalogue }, { segment, at })).map(
    ({ person, enteredAt }) => `${publicIdOf(person)} ${formatInstant(enteredAt)}`,
  );

const segments = catalogue.segments.map(({ key }) => key);

describe('the members as of an instant', () => {
  test('are those of a store whose time stands there, in the past and in time to come', async () => {
    const drawn = fc.asyncProperty(fc.nat(), fc.double({ min: 0.05, max: 1.2, noNaN: true }), async (seed, share) => {
      const lines = linesOf(seed);
      const at = instantAt(share);
      const sofar = lines.filter((line) => Date.parse((JSON.parse(line) as { time: string }).time) <= at);
      const then = await withReplayed({ catalogue, lines: sofar, until: iso(at) }, (store) =>
        Promise.all(segments.map((segment) => byProfiles(store, segment))),
      );
      for (const until of [undefined, end]) {
        const now = await withReplayed({ catalogue, lines, until }, (store) =>
          Promise.all(segments.map((segment) => bySaying(store, segment, at))),
        );
        expect(now).toEqual(then);
      }
    });
    await fc.assert(drawn, runs(60));
  });
});
