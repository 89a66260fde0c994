import { expect, test } from 'vitest';
import { consumeChanges } from '#lib/tools/consume/change-consumer.ts';
import { demoChanges } from './demo-changes.ts';
import { drawn, faultsOf } from './lossy-delivery.ts';

/** Ten thousand runs, over all people of the demo, are in lossy-delivery.deep.test.ts. */
test('changes that are lost, doubled and shuffled beside a snapshot come to the truth', async () => {
  const people = await demoChanges(80);
  for (let seed = 0; seed < 8; seed += 1)
    expect(await faultsOf({ people: drawn(people, seed, 4), seed, consumer: consumeChanges })).toEqual([]);
});
