import { minimumBounds } from '#lib/core/insight/minimum.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { numberOption, switchOption } from '../command/options.ts';
import { knownCatalogue } from '../input/known-catalogue.ts';
import { scanText } from '../input/scan-text.ts';
import { storeOptions, withStore, type NamedStore, type Opened } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';

const { usual, lowest } = minimumBounds;

/** What every command of insight takes. */
export const insightOptions = {
  ...storeOptions,
  min: numberOption(
    {
      value: 'N',
      meaning: `The fewest people that a figure on what members are like may rest on; ${usual} by default, at least ${lowest}.`,
    },
    { rule: `a whole number of at least ${lowest}`, holds: (value) => Number.isSafeInteger(value) && value >= lowest },
  ),
  json: switchOption('Prints JSON.'),
};

/** The values of the shared options. */
export interface InsightValues extends NamedStore {
  readonly min: number | undefined;
  /** Whether the work reads the events or the changes of everybody, too. */
  readonly withEvents?: boolean;
  /** How often everybody is read; by default to find the instant or the limits, and once more to be counted. */
  readonly passes?: number;
}

/**
 * Works on the people of the store or the table that the options name, as the catalogue that it keeps reads them. Of a
 * table, says on standard error what that costs before it is read.
 *
 * @throws {Error} when not exactly one is named, or there is no such file.
 */
export const withPeople = <Result>(
  { store, table, min = usual, withEvents = false, passes = 2 }: InsightValues,
  terminal: Terminal,
  work: (people: People) => Promise<Result>,
): Promise<Result> => {
  const peopleOf = async (opened: Opened, pass: People['everybody']): Promise<Result> => {
    const catalogue = await knownCatalogue(opened, { segments: undefined }, terminal);
    return work({ everybody: pass, store: opened.store, catalogue, minimum: min });
  };
  return withStore(
    { store, table },
    {
      kept: (opened) => peopleOf(opened, () => opened.store.profiles()),
      table: async (opened) => {
        terminal.printError(await scanText(opened.place, { passes, withEvents }));
        return peopleOf(opened, () => everybody(opened.store));
      },
    },
  );
};
