import { explainPerson, NothingToExplainError } from '#lib/use-cases/explain/explain-person.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { wall } from '#functions/runtime/wall.ts';
import { defineCommand } from '../command/command.ts';
import { instantOption, switchOption, textOption } from '../command/options.ts';
import { knownCatalogue, knownCatalogueOption } from '../input/known-catalogue.ts';
import { modelOption } from '../input/model-option.ts';
import { personIn, personOptions, personWords } from '../input/person-options.ts';
import { storeOptions, withStore, type Opened } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { explanationText } from '#lib/tools/explanation/explanation-text.ts';

interface Question {
  readonly person: PersonKey;
  readonly at: Instant | undefined;
  readonly segment: string | undefined;
  readonly segments: string | undefined;
  readonly model: string | undefined;
  readonly json: boolean;
}

const explain = async (
  opened: Opened,
  { person, at, segment, segments, model, json }: Question,
  terminal: Terminal,
): Promise<void> => {
  const catalogue = await knownCatalogue(opened, { segments, model }, terminal);
  try {
    const explanation = await explainPerson({ store: opened.store, catalogue }, { person, at, segment });
    terminal.print(json ? JSON.stringify(explanation, undefined, 2) : explanationText(explanation, catalogue.source));
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
    ...knownCatalogueOption,
    ...modelOption,
    json: switchOption('Prints JSON.'),
  },
  run: async ({ at, segment, segments, model, json, ...values }, terminal) => {
    const question = { person: personIn(values), at, segment, segments, model, json };
    await withStore(values, {
      kept: (opened) => explain(opened, question, terminal),
      table: (opened) => explain(opened, { ...question, at: at ?? wall.now() }, terminal),
    });
  },
});
