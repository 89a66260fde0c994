import { expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { explainPerson } from '#lib/use-cases/explain/explain-person.ts';
import { described } from '#test/oracle/examples.ts';
import { withReplayed } from '#test/support/replayed-store.ts';

test.each(['UTC', 'Europe/Berlin'])(
  'demographic.age in a value is explained where it rises for ever, in %s',
  async (timeZone) => {
    const when = { value: { trait: 'demographic.age' }, is: { lt: 0 } };
    const catalogue = compile({ currency: 'GBP', timeZone, segments: [{ key: 'unborn', name: 'Unborn', when }] });
    const lines = [
      described({ at: '2027-03-01T00:00:00Z', eventId: 'e1', traits: { demographic: { birthDate: '1990-01-01' } } }),
    ];
    await withReplayed({ catalogue, lines }, async (store) => {
      const [person] = await Array.fromAsync(allPersons(store));
      expect(person).toBeDefined();
      if (person === undefined) return;
      // Takes 8 seconds in UTC, from birthday to birthday to the end of all dates, where a zone has none any more.
      expect(await explainPerson({ store, catalogue }, { person })).toMatchObject({
        segments: [{ key: 'unborn', since: null, next: null }],
      });
    });
  },
);
