import { writeFile } from 'node:fs/promises';
import { suggestedCatalogue } from '#lib/core/insight/compare/suggested-catalogue.ts';
import { suggestedCondition } from '#lib/core/insight/compare/suggestion.ts';
import { questionNames } from '#lib/core/insight/questions.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { askQuestion } from '#lib/use-cases/insight/compare/ask-question.ts';
import { askSegment, rest, type Asked } from '#lib/use-cases/insight/compare/asked.ts';
import { comparePeople, type Compared } from '#lib/use-cases/insight/compare/compare-people.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { defineCommand } from '../command/command.ts';
import { choiceOption, exactlyOne, textOption, type OptionValues } from '../command/options.ts';
import { storeFile } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { readsOf } from './question-reads.ts';
import { compareText } from './compare-text.ts';
import { insightOptions, withPeople } from './insight-options.ts';

const options = {
  ...insightOptions,
  segment: textOption('KEY', 'The segment whose members are compared; either this or --question.'),
  question: choiceOption(
    { value: 'NAME', meaning: `A question that needs no segment: ${questionNames.join(', ')}.` },
    questionNames,
  ),
  with: textOption('rest|KEY', 'With whom: all others, or the members of another segment; rest by default.'),
  suggest: textOption('FILE', 'Where to write what stands out most as a catalogue with one segment.'),
};

type Values = OptionValues<typeof options>;

const ask = async (people: People, { segment, question, with: other }: Values): Promise<Asked> => {
  if (segment !== undefined) return askSegment(people, segment, other ?? rest);
  if (question === undefined) throw new TypeError('Cannot ask nothing');
  return askQuestion(people, question, other);
};

const writeSuggestion = (path: string, { comparison, findings, plan }: Compared, { catalogue }: People) => {
  const when = suggestedCondition(findings, plan);
  const suggested = suggestedCatalogue(comparison.definition, when, catalogue.source);
  return writeFile(path, `${JSON.stringify(suggested, undefined, 2)}\n`);
};

const compare = async (people: People, values: Values, terminal: Terminal): Promise<void> => {
  const asked = await ask(people, values);
  const compared = await comparePeople(people, asked);
  const { comparison } = compared;
  if (values.suggest !== undefined) await writeSuggestion(values.suggest, compared, people);
  const { source } = people.catalogue;
  const told = { comparison, others: asked.others, source, minimum: people.minimum };
  terminal.print(values.json ? JSON.stringify(comparison, undefined, 2) : compareText(told, terminal));
};

export const compareCommand = defineCommand({
  name: 'compare',
  summary: 'Tells what the members of a segment share and others do not.',
  explanation: `One line for a trait and direction, strongest first: the share of members and of others of whom it is known, and how
much more often members have it. Numbers stand in fifths of everybody. A line must differ clearly and hold for at least
--min members; what follows from a line above is left out, and so are the traits that the segment is defined by.

--question compares without a segment of your own: the best tenth by revenue, the satisfied and the unsatisfied (from
three quarters and up to a quarter of the scale), those who buy at a discount, and those who left a full cart in the
last 90 days. They are compared with the others of whom it can be asked, or by --with rest with everybody else.`,
  options,
  run: async (values, terminal) => {
    const { store, suggest } = values;
    exactlyOne(values, ['segment', 'question']);
    if (store !== undefined && suggest !== undefined) refuseOverwriting([storeFile(store)], [suggest]);
    await withPeople({ ...values, ...readsOf(values.question) }, terminal, (people) =>
      compare(people, values, terminal),
    );
  },
});
