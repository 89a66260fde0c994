import { writeFile } from 'node:fs/promises';
import { suggestedTopics } from '#lib/core/insight/words/suggested-topics.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { namingFile } from '#lib/tools/files/naming-file.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { wordsSaid, type TermLine } from '#lib/use-cases/insight/words.ts';
import { defineCommand } from '../command/command.ts';
import { textOption, type OptionValues } from '../command/options.ts';
import { storeFile } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { insightOptions, withPeople } from './insight-options.ts';
import { topicsText, wordsText } from './words-text.ts';

const options = {
  ...insightOptions,
  segment: textOption('KEY', 'Only what its members say.'),
  'as-topics': textOption(
    'FILE',
    'Writes the catalogue of the store with topics that are made of the terms, for "check", "plan" and a deployment.',
  ),
};

type Values = OptionValues<typeof options>;

/** The catalogue with the terms as topics, beside those that it has. */
const withTopics = (source: CatalogueSource, lines: readonly TermLine[]) => ({
  ...source,
  topics: suggestedTopics(lines, source.topics),
});

const tell = async (
  people: People,
  { segment, json, 'as-topics': file }: Values,
  terminal: Terminal,
): Promise<void> => {
  const found = await wordsSaid(people, segment);
  const { source } = people.catalogue;
  const chosen = source.segments.find(({ key }) => key === segment);
  terminal.print(
    json ? JSON.stringify(found, undefined, 2) : wordsText(found, chosen?.name, { minimum: people.minimum, terminal }),
  );
  if (file === undefined) return;
  const { lines = [] } = found;
  const catalogue = withTopics(source, lines);
  await namingFile(file, () => writeFile(file, `${JSON.stringify(catalogue, undefined, 2)}\n`));
  if (!json) terminal.print(topicsText(file, catalogue.topics, lines));
};

export const wordsCommand = defineCommand({
  name: 'words',
  summary: 'Tells in which words the unhappy and the happy speak, and what people ask.',
  explanation: `Terms of one to three words that tell unhappy from happy texts of feedback: the share of the texts of each that have the
term, how strongly it tells (z, above 0 for unhappy), and how many people used it. A text is unhappy up to a quarter of the
scale of its score, and happy from three quarters on. Letter case and accents make no difference.

A term is told where at least --min people used it, and no text is quoted. --as-topics writes the terms as topics of a
catalogue: with it, texts whose producer sent no topics get them in feedback.topics, also those of the past.`,
  options,
  run: async (values, terminal) => {
    const { store, 'as-topics': file } = values;
    if (store !== undefined && file !== undefined) refuseOverwriting([storeFile(store)], [file]);
    // One for the size, one to learn terms, and one to count them.
    const reads = { withEvents: true, passes: 3 };
    await withPeople({ ...values, ...reads }, terminal, (people) => tell(people, values, terminal));
  },
});
