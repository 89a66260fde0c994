import { exportPerson } from '#lib/use-cases/export/export-person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { wall } from '#functions/runtime/wall.ts';
import type { Command } from './command/command.ts';
import { loadCatalogue } from './input/load-catalogue.ts';
import { storeOptions, withStore } from './input/open-store.ts';
import { personIn, personOptions } from './input/person-option.ts';
import { instantOption } from './input/read-instant.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Gives a person everything that is held about them, as JSON.',
  explanation: `Prints the profile with the sources of its traits, the events as they came, the changes of segments as they were
published, the visitors that are this customer, and what was refused. Of a visitor who is a customer it prints the
customer's; of a person who was erased only when that was, with the receipt.`,
  options: {
    ...personOptions,
    ...storeOptions,
    segments: {
      value: 'FILE',
      meaning: 'The catalogue of segments, as JSON; by default the one that comes with Patron.',
    },
    at: { value: 'INSTANT', meaning: 'The instant at which ages are told; by default now.' },
  },
  run: async (values, { print }) => {
    const person = personIn(values);
    const asOf = instantOption(values, 'at') ?? wall.now();
    const catalogue = await loadCatalogue(values['segments']);
    const give = (store: CustomerStore) => exportPerson({ store, catalogue }, person, asOf);
    print(JSON.stringify(await withStore(values, { kept: give, table: give }), undefined, 2));
  },
};
