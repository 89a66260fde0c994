import { questionNames } from '#lib/core/insight/questions.ts';
import { askQuestion } from '#lib/use-cases/insight/compare/ask-question.ts';
import { askSegment, rest, type Asked } from '#lib/use-cases/insight/compare/asked.ts';
import { placesOf, placesOfAll } from '#lib/use-cases/insight/compare/place-people.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { defineCommand } from '../command/command.ts';
import { choiceOption, exactlyOne, textOption, type OptionValues } from '../command/options.ts';
import type { Terminal } from '../output/terminal.ts';
import { readsOf } from './question-reads.ts';
import { insightOptions, withPeople } from './insight-options.ts';
import { placesText } from './places-text.ts';

const options = {
  ...insightOptions,
  segment: textOption('KEY', 'The segment whose members are compared with all others; by default everybody is listed.'),
  question: choiceOption(
    { value: 'NAME', meaning: `A question that needs no segment, as in patron compare: ${questionNames.join(', ')}.` },
    questionNames,
  ),
};

type Values = OptionValues<typeof options>;

const ask = async (people: People, { segment, question }: Values): Promise<Asked | undefined> => {
  if (segment !== undefined) return askSegment(people, segment, rest);
  return question === undefined ? undefined : askQuestion(people, question);
};

const tell = async (people: People, values: Values, terminal: Terminal): Promise<void> => {
  const asked = await ask(people, values);
  const places = asked === undefined ? await placesOfAll(people) : await placesOf(people, asked);
  const told = { places, others: asked?.others, minimum: people.minimum };
  terminal.print(values.json ? JSON.stringify(places, undefined, 2) : placesText(told, terminal));
};

export const placesCommand = defineCommand({
  name: 'places',
  summary: 'Tells in which countries, regions and cities the members of a segment are more often than others.',
  explanation: `A line for each place that stands out: the share of members who are there and that of others, of those of whom the place
is known, and how much more often members are, drawn towards the others so that a few orders in a village do not win. A
place of fewer members than --min is not named.

Without a segment it lists the places where most people are.`,
  options,
  run: async (values, terminal) => {
    const { segment, question } = values;
    if (segment !== undefined && question !== undefined) exactlyOne(values, ['segment', 'question']);
    await withPeople({ ...values, ...readsOf(question) }, terminal, (people) => tell(people, values, terminal));
  },
});
