import { allPersons } from '#lib/ports/store/all-persons.ts';
import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import { rebuildPerson, type Rebuilt } from '#lib/use-cases/rebuild/rebuild-person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { wall } from '#functions/runtime/wall.ts';
import { defineCommand } from '../command/command.ts';
import { switchOption, type OptionValues } from '../command/options.ts';
import { knownCatalogue, knownCatalogueOption } from '../input/known-catalogue.ts';
import { personIn, personOptions, personWords } from '../input/person-options.ts';
import { storeOptions, withStore, type Opened } from '../input/store-options.ts';
import { counted } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';
import { addRebuilt, failureOf, noneRebuilt, rebuiltText, summaryOf } from './rebuilt-text.ts';

const options = {
  ...personOptions,
  all: switchOption('Everyone, instead of one person.'),
  check: switchOption('Reports only.'),
  ...storeOptions,
  ...knownCatalogueOption,
  json: switchOption('One line of JSON for each profile with a difference.'),
};

type Values = OptionValues<typeof options>;

const peopleIn = (store: CustomerStore, values: Values): Iterable<PersonKey> | AsyncIterable<PersonKey> => {
  if (!values.all) return [personIn(values)];
  if (values.customer === undefined && values.anonymous === undefined) return allPersons(store);
  throw new Error('Cannot use --all with --customer or --anonymous: it is everybody');
};

const refuseUnknown = (person: PersonKey, { kind }: Rebuilt): void => {
  if (kind === 'unknown') throw new Error(`Cannot rebuild ${personWords(person)}: nothing is known of it here`);
};

const lineOf = (person: PersonKey, rebuilt: Rebuilt, json: boolean): string =>
  json ? JSON.stringify({ ...idFieldOf(person), ...rebuilt }) : rebuiltText(person, rebuilt);

const isWorthALine = (rebuilt: Rebuilt): boolean => rebuilt.kind !== 'compared' || rebuilt.differences.length > 0;

const rebuild = async (
  opened: Opened,
  { values, until }: { readonly values: Values; readonly until: Instant },
  terminal: Terminal,
): Promise<void> => {
  const { print, show } = terminal;
  const { store } = opened;
  const catalogue = await knownCatalogue(opened, { segments: values.segments }, terminal);
  const deps = { ...wall, store, catalogue, until };
  const repair = !values.check;
  const outcomes = noneRebuilt();
  for await (const person of peopleIn(store, values)) {
    const rebuilt = await rebuildPerson(deps, person, { repair });
    refuseUnknown(person, rebuilt);
    addRebuilt(outcomes, rebuilt);
    if (isWorthALine(rebuilt)) print(lineOf(person, rebuilt, values.json));
    show?.(counted(outcomes.profiles, 'profile'));
  }
  show?.('');
  if (!values.json) print(summaryOf(outcomes));
  const failure = failureOf(outcomes, repair);
  if (failure !== undefined) throw new Error(failure);
};

export const rebuildCommand = defineCommand({
  name: 'rebuild',
  summary: 'Folds the events of people again, and reports or repairs any difference from their profiles.',
  explanation: `There should be no difference. Each one is printed with its path and both values: traits and their sources, measures as
far as they matter at the profile's clock, segments and since when, the next review and its timer, the clock, the
sequence.

With --check nothing is written, and the exit status is 1 if there is any difference, or a profile that could not be
compared. Without it, a profile that differs is saved as the ledger makes it, starting over where another writer saved
first; changes of segments are published with origin backfill. A profile that another catalogue decided last is neither
compared nor repaired.`,
  options,
  run: async (values, terminal) => {
    await withStore(values, {
      // Time is simulated in a store on this machine, which does not say until when it ran.
      kept: (opened) => rebuild(opened, { values, until: Infinity }, terminal),
      table: (opened) => rebuild(opened, { values, until: wall.now() }, terminal),
    });
  },
});
