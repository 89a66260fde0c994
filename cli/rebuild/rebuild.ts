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
import { renewMembers, type FollowUp } from '../restore/renew-members.ts';
import { addRebuilt, failureOf, noneRebuilt, rebuiltText, summaryOf, type RebuiltCounts } from './rebuilt-text.ts';

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

/** Whom it is about, and what follows. */
interface Rebuilding {
  readonly values: Values;
  readonly until: Instant;
  /** Has lists of members made anew that are kept apart from the profiles. */
  readonly relist?: () => Promise<FollowUp>;
}

/** Prints what became of all, and has lists filled that no change tells of. */
const finish = async (outcomes: RebuiltCounts, { values, relist }: Rebuilding, terminal: Terminal): Promise<void> => {
  if (!values.json) terminal.print(summaryOf(outcomes));
  const isDue = !values.check && outcomes.begun > 0;
  const { said, left } = (isDue && (await relist?.())) || {};
  if (said !== undefined) terminal.printError(said);
  const failures = [failureOf(outcomes, !values.check), left].filter((failure) => failure !== undefined);
  if (failures.length > 0) throw new Error(failures.join('; '));
};

const rebuild = async (opened: Opened, rebuilding: Rebuilding, terminal: Terminal): Promise<void> => {
  const { values, until } = rebuilding;
  const { print, show } = terminal;
  const { store } = opened;
  const catalogue = await knownCatalogue(opened, { segments: values.segments }, terminal);
  const deps = { ...wall, store, catalogue, until };
  const outcomes = noneRebuilt();
  for await (const person of peopleIn(store, values)) {
    const rebuilt = await rebuildPerson(deps, person, { repair: !values.check });
    refuseUnknown(person, rebuilt);
    addRebuilt(outcomes, rebuilt);
    if (isWorthALine(rebuilt)) print(lineOf(person, rebuilt, values.json));
    show?.(counted(outcomes.profiles, 'profile'));
  }
  show?.('');
  await finish(outcomes, rebuilding, terminal);
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
compared nor repaired. Where the profile of a table gets another entry of a membership, one that was announced already, the pass that
fills the deployment's lists of members is started.`,
  options,
  run: async (values, terminal) => {
    await withStore(values, {
      // Time is simulated in a store on this machine, which does not say until when it ran.
      kept: (opened) => rebuild(opened, { values, until: Infinity }, terminal),
      table: (opened) => {
        const relist = () => renewMembers(opened.place, { renewal: 'missing' });
        return rebuild(opened, { values, until: wall.now(), relist }, terminal);
      },
    });
  },
});
