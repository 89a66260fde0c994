import { isPersonId } from '#events/forms/ids.ts';
import { exportPerson } from '#lib/export-person.ts';
import { customerKey, visitorKey, type PersonKey } from '#lib/person.ts';
import type { CustomerStore } from '#lib/store/customer-store.ts';
import { wall } from '../wall.ts';
import type { Command, OptionValues } from './command.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { oneOf, storeOptions, withStore } from './open-store.ts';
import { instantOption } from './read-instant.ts';

const personIn = (values: OptionValues): PersonKey => {
  const [kind, id] = oneOf(values, ['customer', 'anonymous']);
  if (!isPersonId(id)) {
    throw new Error(
      `Cannot use --${kind} as an id of 1 to 64 of A-Z a-z 0-9 . _ : @ + -: current value is ${JSON.stringify(id)}`,
    );
  }
  return kind === 'customer' ? customerKey(id) : visitorKey(id);
};

export const exportCommand: Command = {
  name: 'export',
  summary: 'Gives a person everything that is held about them, as JSON.',
  explanation: `Prints the profile with the sources of its traits, the events as they came, the changes of segments as they were
published, the visitors that are this customer, and what was refused. Of a visitor who is a customer it prints the
customer's; of a person who was erased only when that was, with the receipt.`,
  options: {
    customer: { value: 'ID', meaning: 'The customerId; either this or --anonymous.' },
    anonymous: { value: 'ID', meaning: 'The anonymousId.' },
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
