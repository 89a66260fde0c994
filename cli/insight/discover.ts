import { writeFile } from 'node:fs/promises';
import { namingFile } from '#lib/tools/files/naming-file.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { discover, usualGroups } from '#lib/use-cases/insight/discover/discover.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { defineCommand } from '../command/command.ts';
import { numberOption, required, textOption, type OptionValues } from '../command/options.ts';
import { storeFile } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { discoveryText } from './discover-text.ts';
import { insightOptions, withPeople } from './insight-options.ts';

/** More than ten groups nobody tells apart. */
const most = { usual: usualGroups, highest: 10 };

const options = {
  ...insightOptions,
  max: numberOption(
    { value: 'N', meaning: `The most groups; ${most.usual} by default, at most ${most.highest}.` },
    {
      rule: `a whole number from 1 to ${most.highest}`,
      holds: (value) => Number.isInteger(value) && value >= 1 && value <= most.highest,
    },
  ),
  out: required(textOption('FILE', 'Where to write the groups as a catalogue of segments, as JSON.')),
};

type Values = OptionValues<typeof options>;

const tell = async (people: People, values: Values, terminal: Terminal): Promise<void> => {
  const { max = most.usual, out, json } = values;
  const { discovery, catalogue } = await discover(people, max);
  await namingFile(out, () => writeFile(out, `${JSON.stringify(catalogue, undefined, 2)}\n`));
  const told = { discovery, out, minimum: people.minimum, source: people.catalogue.source };
  terminal.print(json ? JSON.stringify(discovery, undefined, 2) : discoveryText(told, terminal));
};

export const discoverCommand = defineCommand({
  name: 'discover',
  summary: 'Finds natural groups in what people do, and writes them as segments.',
  explanation: `Compares people by what they do: how often they order and for how much, how long ago, at a discount or not, how often
they visit, how satisfied they are. Groups are told where they lie apart ("sharp"), or where a few people do most of
something, as ends of a continuum that is cut at useful places ("continuum"); in anything else nothing is found, and the
file has no segments. A group must be found again in resamples of the people, and conditions must pick its people, also of
those they were not learnt from. It is learnt from 2,000 people, and counted over everybody.

The file is a catalogue for "check", "plan" and a deployment, alone or beside segments of your own.`,
  options,
  run: async (values, terminal) => {
    if (values.store !== undefined) refuseOverwriting([storeFile(values.store)], [values.out]);
    await withPeople(values, terminal, (people) => tell(people, values, terminal));
  },
});
