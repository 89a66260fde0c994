import { allPersons } from '#lib/ports/store/all-persons.ts';
import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import { rebuildPerson, type Rebuilt } from '#lib/use-cases/rebuild/rebuild-person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { wall } from '#functions/runtime/wall.ts';
import type { Command, OptionValues } from '../command/command.ts';
import { loadCatalogue } from '../input/load-catalogue.ts';
import { storeOptions, withStore } from '../input/open-store.ts';
import { personIn, personOptions, personWords } from '../input/person-option.ts';
import { addRebuilt, failureOf, noneRebuilt, rebuiltText, summaryOf } from './rebuilt-text.ts';
import { counted } from '../replay/summary-text.ts';
import type { Terminal } from '../output/terminal.ts';

const requireOnePerson = (values: OptionValues): void => {
  if (values['customer'] === undefined && values['anonymous'] === undefined) return;
  throw new Error('Cannot use --all with --customer or --anonymous: it is everybody');
};

const peopleIn = (store: CustomerStore, values: OptionValues): Iterable<PersonKey> | AsyncIterable<PersonKey> => {
  if (values['all'] === undefined) return [personIn(values)];
  requireOnePerson(values);
  return allPersons(store);
};

const refuseNobody = (person: PersonKey, { kind }: Rebuilt): void => {
  if (kind === 'unknown') throw new Error(`Cannot rebuild ${personWords(person)}: nothing is known of it here`);
};

const printerFor = (values: OptionValues, { print }: Terminal) => {
  if (values['json'] === undefined)
    return (...[person, rebuilt]: [PersonKey, Rebuilt]) => print(rebuiltText(person, rebuilt));
  return (...[person, rebuilt]: [PersonKey, Rebuilt]) => print(JSON.stringify({ ...idFieldOf(person), ...rebuilt }));
};

const isWorthALine = (rebuilt: Rebuilt): boolean => rebuilt.kind !== 'compared' || rebuilt.differences.length > 0;

interface Given {
  readonly values: OptionValues;
  readonly until: Instant;
}

const rebuild = async (store: CustomerStore, { values, until }: Given, terminal: Terminal): Promise<void> => {
  const catalogue = await loadCatalogue(values['segments']);
  const deps = { ...wall, store, catalogue, until };
  const repair = values['check'] === undefined;
  const tell = printerFor(values, terminal);
  const tally = noneRebuilt();
  for await (const person of peopleIn(store, values)) {
    const rebuilt = await rebuildPerson(deps, person, { repair });
    refuseNobody(person, rebuilt);
    addRebuilt(tally, rebuilt);
    if (isWorthALine(rebuilt)) tell(person, rebuilt);
    terminal.show?.(counted(tally.profiles, 'profile'));
  }
  terminal.show?.('');
  if (values['json'] === undefined) terminal.print(summaryOf(tally));
  const failure = failureOf(tally, repair);
  if (failure !== undefined) throw new Error(failure);
};

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'Folds the events of people anew, and reports or repairs any difference to their profiles.',
  explanation: `There must be no difference. Each one is printed with its path and both values: traits and their sources, measures as
far as they matter at the profile's clock, segments and since when, the next review and its timer, the clock, the
sequence.

With --check nothing is written, and the exit status is 1 if there is any difference, or a profile that could not be
compared. Without it, what differs is saved as the ledger makes it, unless somebody else saves first, in which case it
begins again; segments that change are published with origin backfill. A profile that was last decided by another
catalogue than the one given is neither compared nor repaired.`,
  options: {
    ...personOptions,
    all: { meaning: 'Everybody, instead of one person.' },
    check: { meaning: 'Reports only.' },
    ...storeOptions,
    segments: {
      value: 'FILE',
      meaning: 'The catalogue that decided the profiles, as JSON; by default the one that comes with Patron.',
    },
    json: { meaning: 'One line of JSON for each profile with a difference.' },
  },
  run: async (values, terminal) => {
    await withStore(values, {
      // Time is simulated in a store on this machine: nobody knows until when it ran.
      kept: (store) => rebuild(store, { values, until: Infinity }, terminal),
      table: (store) => rebuild(store, { values, until: wall.now() }, terminal),
    });
  },
};
