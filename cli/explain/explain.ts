import { explainPerson, NothingToExplainError } from '#lib/use-cases/explain/explain-person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { wall } from '#functions/runtime/wall.ts';
import type { Command, OptionValues } from '../command/command.ts';
import { explanationText } from './explanation-text.ts';
import { loadCatalogue } from '../input/load-catalogue.ts';
import { storeOptions, withStore } from '../input/open-store.ts';
import { personIn, personOptions, personWords } from '../input/person-option.ts';
import { instantOption } from '../input/read-instant.ts';
import type { Terminal } from '../output/terminal.ts';

const explain = async (
  store: CustomerStore,
  { values, at }: { readonly values: OptionValues; readonly at: Instant | undefined },
  { print }: Terminal,
): Promise<void> => {
  const person = personIn(values);
  const catalogue = await loadCatalogue(values['segments']);
  try {
    const explanation = await explainPerson({ store, catalogue }, { person, at, segment: values['segment'] });
    const isJson = values['json'] !== undefined;
    print(isJson ? JSON.stringify(explanation, undefined, 2) : explanationText(explanation, catalogue.source));
  } catch (error) {
    if (!(error instanceof NothingToExplainError)) throw error;
    throw new Error(`Cannot explain ${personWords(person)}: ${error.message}`, { cause: error });
  }
};

export const explainCommand: Command = {
  name: 'explain',
  summary: 'Tells why a person is in segments or is not, condition by condition, and when that will change.',
  explanation: `For each segment: whether the person is in it and since when, by which change; what it asks, with what is the case
for this person, ✓ where that is what is asked; and what time alone will change next.

An instant of the past is told from the events that had arrived by then and from the changes as they were published.
Where these do not tell all (a catalogue of another day, events that are no longer kept), it says so. Of a visitor who
is a customer by then it explains the customer.`,
  options: {
    ...personOptions,
    segment: { value: 'KEY', meaning: 'One segment only.' },
    at: {
      value: 'INSTANT',
      meaning: 'As of when; by default now, in a store on this machine when something last happened to the person.',
    },
    ...storeOptions,
    segments: {
      value: 'FILE',
      meaning: 'The catalogue of segments, as JSON; by default the one that comes with Patron.',
    },
    json: { meaning: 'Prints JSON.' },
  },
  run: async (values, terminal) => {
    const at = instantOption(values, 'at');
    await withStore(values, {
      kept: (store) => explain(store, { values, at }, terminal),
      table: (store) => explain(store, { values, at: at ?? wall.now() }, terminal),
    });
  },
};
