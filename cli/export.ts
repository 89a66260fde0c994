import { exportPerson } from '#lib/use-cases/export/export-person.ts';
import { wall } from '#functions/runtime/wall.ts';
import { defineCommand } from './command/command.ts';
import { instantOption } from './command/options.ts';
import { knownCatalogue, knownCatalogueOption } from './input/known-catalogue.ts';
import { personIn, personOptions } from './input/person-options.ts';
import { storeOptions, withStore, type Opened } from './input/store-options.ts';

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'Gives a person everything that is held about them, as JSON.',
  explanation: `Prints the profile with the sources of its traits, the events as they came, the changes of segments as they were
published, the visitors that are this customer, and what was refused. For a visitor who is a customer it prints
the customer's; for a person who was erased, only the instant of the erasure and its receipt.`,
  options: {
    ...personOptions,
    ...storeOptions,
    ...knownCatalogueOption,
    at: instantOption('The instant to which time runs for the profile; by default now.'),
  },
  run: async ({ at, segments, ...values }, terminal) => {
    const person = personIn(values);
    const exported = async (opened: Opened) => {
      const catalogue = await knownCatalogue(opened, { segments }, terminal);
      return exportPerson({ store: opened.store, catalogue }, person, at ?? wall.now());
    };
    terminal.print(JSON.stringify(await withStore(values, { kept: exported, table: exported }), undefined, 2));
  },
});
