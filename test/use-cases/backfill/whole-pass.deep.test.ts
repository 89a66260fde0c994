import { describe, expect, test } from 'vitest';
import { runPass } from '#lib/use-cases/backfill/run-pass.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import {
  after,
  customerOf,
  ending,
  decidedOnce,
  interruptedPass,
  filled,
  newest,
  passTo,
  witnessed,
  wronglyDecided,
} from './whole-pass.ts';

describe('a pass over everybody', () => {
  test('interrupted again and again, decides everybody once, as if the catalogue had always been there', async () => {
    expect(await interruptedPass(5_000)).toEqual(decidedOnce(5_000));
  });
});

describe('two catalogues in quick succession', () => {
  test('converge on the later, and the earlier gives way', async () => {
    const customers = 5000;
    const witness = witnessed(await filled(customers));
    const earlier = passTo(after, witness);
    const interrupted = { ...earlier, ticker: ending(earlier.ticker, 2) };
    await expect(runPass(interrupted)).rejects.toThrow('the process ended');
    expect(await runPass(passTo(newest, witness))).toMatchObject({ outcome: 'complete' });
    expect(await runPass(earlier)).toMatchObject({ outcome: 'superseded', supersededBy: 3, ticked: 0 });
    expect(await wronglyDecided(witness.store, newest, customers)).toBe(0);
    witness.store.close();
  });
});

describe('a person whose ledger lacks an applied event', () => {
  test('stays behind, and is told of instead of being gone to for ever', async () => {
    const witness = witnessed(await filled(50));
    const lacking = customerOf(17);
    const load: CustomerStore['load'] = async (person, events) => {
      const loaded = await witness.store.load(person, events);
      return person === lacking ? Object.assign(loaded, { unrecorded: [{ person, eventId: 'e-9' }] }) : loaded;
    };
    const through = new Proxy(witness.through, {
      get: (target, name): unknown => (name === 'load' ? load : Reflect.get(target, name)),
    });
    const pass = await runPass(passTo(after, { ...witness, through }));
    expect(pass).toMatchObject({ outcome: 'incomplete', behind: 1, counts: [50, 1, 1, 1] });
    const { persons } = await witness.store.behind(after.hash, { index: 0, of: 1 });
    expect(persons.map(({ person }) => person)).toEqual([lacking]);
    witness.store.close();
  });
});
