import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueIn } from '#test/support/arbitrary-catalogue.ts';
import { streamIn } from '#test/support/arbitrary-events.ts';
import { damages } from '#test/support/damage.ts';
import { wholeDetails } from '#test/support/whole-details.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { nameOf, realAccount, type Input } from './accounts.ts';
import { bothAccounts } from './both.ts';
import { evaluate } from './evaluate.ts';
import { isObject } from './event-forms.ts';
import { runs } from '#test/support/runs.ts';
import { arbitraryScene } from '#test/support/scenes.ts';

/** Each run writes into a folder of its own. */
const ofReplay = (input: Input): ReturnType<typeof realAccount> => inNewFolder((out) => realAccount(out, input));

/** The last instant at which the first change of everybody after an instant may come, if time runs on for two more years. */
const firstChangesAfter = (input: Input, end: string): Record<string, string> => {
  const until = new Date(Date.parse(end) + 2 * 366 * 86_400_000).toISOString();
  const later = evaluate({ ...input, until }).changes.filter(({ effectiveAt }) => effectiveAt > end);
  return Object.fromEntries(
    later.toReversed().map(({ person, effectiveAt, tolerated }) => {
      const last = tolerated.effectiveAt?.to ?? Date.parse(effectiveAt);
      return [nameOf({ ...person }), new Date(last).toISOString()];
    }),
  );
};

/** A catalogue and events in the days and the zone of one scene. */
const input: fc.Arbitrary<Input> = arbitraryScene
  .chain((scene) => fc.tuple(catalogueIn(scene), streamIn(scene)))
  .map(([catalogue, stream]) => ({ catalogue, ...stream }));

describe('replay()', () => {
  test('brings about what the contract says, on any catalogue and events', async () => {
    const property = fc.asyncProperty(input, async (drawn) => {
      const { real, expected } = await bothAccounts(drawn);
      expect(real).toEqual(expected);
    });
    await fc.assert(property, runs(250));
  });

  test('looks again no later than the next change that time alone brings', async () => {
    const property = fc.asyncProperty(input, async (drawn) => {
      const { next, profiles } = await ofReplay(drawn);
      const [profile] = Object.values(profiles);
      if (!isObject(profile)) return;
      for (const [person, first] of Object.entries(firstChangesAfter(drawn, String(profile['asOf'])))) {
        expect([person, String(next[person]) <= first, next[person] !== null]).toEqual([person, true, true]);
      }
    });
    await fc.assert(property, runs(60));
  });

  test('refuses what the contract refuses and takes everything else, of every type', async () => {
    const times = { time: '2027-03-01T00:00:00.000Z', source: 'shop.test' };
    const lines = Object.entries(wholeDetails).flatMap(([type, detail]) =>
      Object.values(damages).map((damage, index) => {
        const customerId = type === 'ErasureRequested' ? `erased-${index}` : detail['customerId'];
        const header = { eventId: `${type}-${index}`, occurredAt: times.time };
        return damage({ ...times, 'detail-type': type, detail: { ...detail, ...header, customerId } });
      }),
    );
    const { real, expected } = await bothAccounts({ catalogue: { currency: 'GBP', segments: [] }, lines });
    expect(real).toEqual(expected);
  });
});
