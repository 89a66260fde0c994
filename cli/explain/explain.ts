import { explainPerson, NothingToExplainError } from '#lib/use-cases/explain/explain-person.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { wall } from '#functions/runtime/wall.ts';
import { defineCommand } from '../command/command.ts';
import { instantOption, switchOption, textOption } from '../command/options.ts';
import { catalogueOption, loadCatalogue } from '../input/catalogue-option.ts';
import { personIn, personOptions, personWords } from '../input/person-options.ts';
import { storeOptions, withStore } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { explanationText } from './explanation-text.ts';

interface Question {
  readonly person: PersonKey;
  readonly at: Instant | undefined;
  readonly segment: string | undefined;
  readonly segments: string | undefined;
  readonly json: boolean;
}

const explain = async (
  store: CustomerStore,
  { person, at, segment, segments, json }: Question,
  { print }: Terminal,
): Promise<void> => {
  const catalogue = await loadCatalogue(segments);
  try {
    const explanation = await explainPerson({ store, catalogue }, { person, at, segment });
    print(json ? JSON.stringify(explanation, undefined, 2) : explanationText(explanation, catalogue.source));
  } catch (error) {
    if (!(error instanceof NothingToExplainError)) throw error;
    throw new Error(`Cannot explain ${personWords(person)}: ${error.message}`, { cause: error });
  }
};

export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'Tells why a person is in segments or is not, condition by condition, and when that will change.',
  explanation: `Prints for each segment whether the person is in it, since when and by which change; each of its conditions with the
value observed, and ✓ where it holds; and the next change that time alone will bring.

An instant of the past is explained from the events that had arrived by then and the changes as they were published.
Where these are not enough (another catalogue decided then, events are no longer kept), a note says so. For a visitor
who was a customer by then, the customer is explained.`,
  options: {
    ...personOptions,
    segment: textOption('KEY', 'One segment only.'),
    at: instantOption(
      'The instant to explain; by default now, or in a store on this machine the last instant at which the person changed.',
    ),
    ...storeOptions,
    ...catalogueOption,
    json: switchOption('Prints JSON.'),
  },
  run: async ({ at, segment, segments, json, ...values }, terminal) => {
    const question = { person: personIn(values), at, segment, segments, json };
    await withStore(values, {
      kept: (store) => explain(store, question, terminal),
      table: (store) => explain(store, { ...question, at: at ?? wall.now() }, terminal),
    });
  },
});
